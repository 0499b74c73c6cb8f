import type { Queryable, Transaction } from '@basalt/database'
import type { Renderable } from '@basalt/types'
import { extendFactors } from '../sessions/index.ts'
import { type Account, changeUser, getAccount, requireUser, type User } from '../users/index.ts'

/** What a user can pass as a further factor. Recovery codes stand in for one, but are none of their own. */
function factorsOf(user: User): Renderable<'mfaFactors'> {
  return {
    totp: user.totpVerified,
    phone: user.phone !== null && user.phoneVerified,
    email: user.email !== null && user.emailVerified,
    recoveryCode: user.recoveryCodes !== null,
  }
}

/** @throws `user_not_found` */
export async function listFactors(db: Queryable, userId: string): Promise<Renderable<'mfaFactors'>> {
  return factorsOf(await requireUser(db, userId))
}

/**
 * Switches the second factor on or off. The session that does so keeps working: it counts as having passed every
 * factor that the user can pass.
 */
export async function setOwnMfa(
  tx: Transaction,
  userId: string,
  sessionId: string | null,
  mfa: boolean,
): Promise<Account> {
  await changeUser(tx, userId, () => ({ mfa }))
  if (mfa && sessionId !== null) {
    const usable = factorsOf(await requireUser(tx, userId))
    const passed = (['totp', 'email', 'phone'] as const).filter((factor) => usable[factor])
    await extendFactors(tx, userId, sessionId, passed)
  }
  return getAccount(tx, userId)
}
