import type { Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import { type Challenge, type ChallengeFactor, insertChallenge } from '../mfa/index.ts'
import { requireUser } from '../users/index.ts'

/**
 * Opens a challenge for a factor of the user.
 * @throws `user_phone_not_found`, `user_phone_not_verified`, `general_phone_disabled`, and the same of e-mail
 */
export async function createChallenge(tx: Transaction, userId: string, factor: ChallengeFactor): Promise<Challenge> {
  const user = await requireUser(tx, userId)
  if (factor === 'phone') {
    if (user.phone === null) throw fail('user_phone_not_found')
    if (!user.phoneVerified) throw fail('user_phone_not_verified')
    throw fail('general_phone_disabled')
  }
  if (factor === 'email') {
    if (user.email === null) throw fail('user_email_not_found')
    if (!user.emailVerified) throw fail('user_email_not_verified')
    throw fail('general_smtp_disabled')
  }
  return insertChallenge(tx, userId, factor, null)
}
