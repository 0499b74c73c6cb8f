export { confirmAuthenticator, createAuthenticator, removeAuthenticator } from './authenticators.ts'
export { answerChallenge, type Challenge, type ChallengeFactor, insertChallenge } from './challenges.ts'
export { listFactors, setOwnMfa } from './factors.ts'
export { createRecoveryCodes, getRecoveryCodes, renewRecoveryCodes } from './recovery-codes.ts'
