import type { Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import { requireMail } from '../mails/index.ts'
import { type Challenge, type ChallengeFactor, insertChallenge } from '../mfa/index.ts'
import { requireUser } from '../users/index.ts'
import { agentOf, type MailContext, mailTo } from './mail-context.ts'
import { sendCode } from './phone.ts'
import { newCode } from './tokens.ts'

/**
 * Opens a challenge for a factor of the user, and sends the code where the factor is an address.
 * @throws `user_phone_not_found`, `user_phone_not_verified`, `general_phone_disabled`, and the same of e-mail
 */
export async function createChallenge(
  tx: Transaction,
  context: MailContext,
  userId: string,
  factor: ChallengeFactor,
): Promise<Challenge> {
  const user = await requireUser(tx, userId)
  if (factor === 'phone') {
    if (user.phone === null) throw fail('user_phone_not_found')
    if (!user.phoneVerified) throw fail('user_phone_not_verified')
    return insertChallenge(tx, userId, factor, await sendCode(tx, context, user.phone))
  }
  if (factor !== 'email') return insertChallenge(tx, userId, factor, null)
  if (user.email === null) throw fail('user_email_not_found')
  if (!user.emailVerified) throw fail('user_email_not_verified')
  requireMail(context.mail, context.origin.project)
  const code = newCode()
  await mailTo(tx, context, user, 'mfaChallenge', { otp: code, ...(await agentOf(context)) })
  return insertChallenge(tx, userId, factor, code)
}
