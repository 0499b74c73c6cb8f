import type { Schema, Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import { linkTo, requireMail } from '../mails/index.ts'
import {
  findUserByEmail,
  lockUser,
  passwordChanges,
  prepareNewPassword,
  requireUser,
  writeChanges,
} from '../users/index.ts'
import type { Context } from './context.ts'
import { type MailContext, mailTo } from './mail-context.ts'
import { tellOfToken } from './tell.ts'
import { consumeToken, createToken, newHex, type Token, usedToken } from './tokens.ts'

const secretLength = 256
const lifetimeSeconds = 3600

/**
 * Mails a link by which a user that forgot its password sets a new one.
 * @throws `general_smtp_disabled`, `user_not_found`, `user_blocked`
 */
export async function createRecovery(
  tx: Transaction,
  context: MailContext,
  { email, url }: { readonly email: string; readonly url: string },
): Promise<Token> {
  requireMail(context.mail, context.origin.project)
  const user = await findUserByEmail(tx, email)
  if (user === null) throw fail('user_not_found')
  if (!user.status) throw fail('user_blocked')
  const secret = newHex(secretLength)
  const token = await createToken(tx, { userId: user.id, kind: 'recovery', secret, lifetimeSeconds })
  const redirect = linkTo(url, { userId: user.id, secret, expire: token.expire })
  await mailTo(tx, context, user, 'recovery', { redirect })
  await tellOfToken(tx, context, user, token, 'recovery', 'create')
  return token
}

type Confirmation = { readonly userId: string; readonly secret: string; readonly password: string }

/**
 * Sets the new password of a recovery. Its address is verified by that; sessions go on.
 * @throws `user_not_found`, `user_invalid_token`, `password_recently_used`, `general_argument_invalid`
 */
export async function confirmRecovery(database: Schema, context: Context, input: Confirmation): Promise<Token> {
  const { project } = context.origin
  const user = await requireUser(database, input.userId)
  const stored = await prepareNewPassword(project, user, input.password, { personalData: false })
  const token = await database.transaction(async (tx) => {
    const current = await lockUser(tx, input.userId)
    const found = await consumeToken(tx, current.id, ['recovery'], input.secret)
    if (!found) return null
    await writeChanges(tx, current, { ...passwordChanges(project, current, stored), emailVerified: true })
    const used = usedToken(current.id, found)
    await tellOfToken(tx, context, current, used, 'recovery', 'update')
    return used
  })
  if (token === null) throw fail('user_invalid_token')
  return token
}
