import type { Schema, Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import { queueSms } from '../sms/index.ts'
import {
  checkUserLimit,
  createUser,
  findUserByPhone,
  lockUser,
  requireUser,
  type User,
  writeChanges,
} from '../users/index.ts'
import type { Context } from './context.ts'
import type { MailContext } from './mail-context.ts'
import { tellOfRequest, tellOfToken } from './tell.ts'
import { consumeToken, createToken, newCode, type Token, usedToken } from './tokens.ts'

const signInSeconds = 900
const verificationSeconds = 3600

/**
 * Makes a code that signs in; a number that nobody has becomes a new user. The project's mock numbers have fixed codes
 * and need no SMS.
 * @throws `general_phone_disabled`, `user_count_exceeded`, `user_already_exists`, `user_blocked`
 */
export async function createPhoneCode(
  tx: Transaction,
  context: MailContext,
  { userId, phone }: { readonly userId: string; readonly phone: string },
): Promise<Token> {
  const { bus, origin } = context
  const secret = await sendCode(tx, context, phone)
  let user: User | null = await findUserByPhone(tx, phone)
  if (user?.status === false) throw fail('user_blocked')
  if (user === null) {
    await checkUserLimit(tx, origin.project)
    user = await createUser(tx, bus, origin, { id: userId, phone, accessed: true })
  }
  const token = await createToken(tx, { userId: user.id, kind: 'phone', secret, lifetimeSeconds: signInSeconds })
  await tellOfRequest(tx, context, user)
  return token
}

/**
 * Makes a code by which a user proves that its number is its own.
 * @throws `user_phone_not_found`, `user_phone_already_verified`, `general_phone_disabled`
 */
export async function createPhoneVerification(tx: Transaction, context: MailContext, userId: string): Promise<Token> {
  const user = await requireUser(tx, userId)
  if (user.phone === null) throw fail('user_phone_not_found')
  if (user.phoneVerified) throw fail('user_phone_already_verified')
  const secret = await sendCode(tx, context, user.phone)
  const token = await createToken(tx, {
    userId,
    kind: 'phone-verification',
    secret,
    lifetimeSeconds: verificationSeconds,
  })
  await tellOfToken(tx, context, user, token, 'verification', 'create')
  return token
}

/** Takes the number for verified. @throws `user_not_found`, `user_invalid_token` */
export async function confirmPhoneVerification(
  database: Schema,
  context: Context,
  { userId, secret }: { readonly userId: string; readonly secret: string },
): Promise<Token> {
  const token = await database.transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    const found = await consumeToken(tx, userId, ['phone-verification'], secret)
    if (!found) return null
    await writeChanges(tx, user, { phoneVerified: true })
    const used = usedToken(userId, found)
    await tellOfToken(tx, context, user, used, 'verification', 'update')
    return used
  })
  if (token === null) throw fail('user_invalid_token')
  return token
}

/**
 * The code for a number, on its way to it. Mock numbers of the project have fixed codes and get no message.
 * @throws `general_phone_disabled`
 */
export async function sendCode(tx: Transaction, { origin, mail, locale }: MailContext, phone: string): Promise<string> {
  const { project } = origin
  const mock = project.settings.auths.mockNumbers.find((number) => number.phone === phone)
  if (mock) return mock.otp
  const code = newCode()
  await queueSms(tx, mail, project, { type: 'code', locale, to: phone, variables: { code } })
  return code
}
