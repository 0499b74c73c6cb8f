export { listPasskeys, removePasskey } from './passkeys.ts'
export { createPasskey, offerRegistration } from './registration.ts'
export { offerSignIn, signInWithPasskey } from './sign-in.ts'
export { siteOf } from './site.ts'
