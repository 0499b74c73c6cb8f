import type { Schema, Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import { linkTo, requireMail } from '../mails/index.ts'
import { lockUser, requireUser, writeChanges } from '../users/index.ts'
import type { Context } from './context.ts'
import { type MailContext, mailTo } from './mail-context.ts'
import { tellOfToken } from './tell.ts'
import { consumeToken, createToken, newHex, type Token, usedToken } from './tokens.ts'

const secretLength = 256
const lifetimeSeconds = 3600

/**
 * Mails a link by which a user proves that its address is its own.
 * @throws `general_smtp_disabled`, `user_email_not_found`, `user_email_already_verified`
 */
export async function createEmailVerification(
  tx: Transaction,
  context: MailContext,
  userId: string,
  url: string,
): Promise<Token> {
  requireMail(context.mail, context.origin.project)
  const user = await requireUser(tx, userId)
  if (user.email === null) throw fail('user_email_not_found')
  if (user.emailVerified) throw fail('user_email_already_verified')
  const secret = newHex(secretLength)
  const token = await createToken(tx, { userId, kind: 'verification', secret, lifetimeSeconds })
  const redirect = linkTo(url, { userId, secret, expire: token.expire })
  await mailTo(tx, context, user, 'verification', { redirect })
  await tellOfToken(tx, context, user, token, 'verification', 'create')
  return token
}

/** Takes the address for verified; whoever has the secret may say so. @throws `user_not_found`, `user_invalid_token` */
export async function confirmEmailVerification(
  database: Schema,
  context: Context,
  { userId, secret }: { readonly userId: string; readonly secret: string },
): Promise<Token> {
  const token = await database.transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    const found = await consumeToken(tx, userId, ['verification'], secret)
    if (!found) return null
    await writeChanges(tx, user, { emailVerified: true })
    const used = usedToken(userId, found)
    await tellOfToken(tx, context, user, used, 'verification', 'update')
    return used
  })
  if (token === null) throw fail('user_invalid_token')
  return token
}
