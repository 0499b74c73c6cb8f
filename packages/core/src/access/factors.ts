import type { Caller } from './caller.ts'

/** Two factors are needed once a user has switched MFA on and can pass a second one. */
export function needsMoreFactors({ user, factors }: Caller): boolean {
  if (!user?.mfa) return false
  const canPassSecond = user.emailVerified || user.phoneVerified || user.totpVerified
  return canPassSecond ? factors.length < 2 : false
}
