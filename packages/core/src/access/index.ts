export { Access, type Caller, type Credentials, decodeSession, encodeSession, userClaims } from './caller.ts'
export { cookieName, credentialsOf, parseCookies, textOf, usedCookies } from './credentials.ts'
export { type IdentitySession, type IdentityUser } from './identity.ts'
export { needsMoreFactors } from './factors.ts'
