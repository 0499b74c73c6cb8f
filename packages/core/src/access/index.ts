export { Access, type Caller, type Credentials, decodeSession, encodeSession } from './caller.ts'
export { type IdentitySession, type IdentityUser } from './identity.ts'
