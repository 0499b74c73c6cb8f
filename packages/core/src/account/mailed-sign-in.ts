import type { Transaction } from '@basalt/database'
import { type ErrorType, fail } from '@basalt/types'
import { linkTo, requireMail } from '../mails/index.ts'
import { checkUserLimit, createUser, findUserByEmail, type User } from '../users/index.ts'
import { agentOf, type MailContext, mailTo } from './mail-context.ts'
import { newPhrase } from './phrases.ts'
import { tellOfRequest } from './tell.ts'
import { createToken, newCode, newHex, type Token } from './tokens.ts'

const linkSecretLength = 64
const linkSeconds = 3600
const codeSeconds = 900

type Request = {
  /** Id for a new user; that of a known one stays. */
  readonly userId: string
  readonly email: string
  /** Whether the mail is to show two words that the page shows too. */
  readonly phrase: boolean
}

/**
 * Mails a link that signs in; an address that nobody has becomes a new user.
 * @throws `general_smtp_disabled`, `user_count_exceeded`, `user_already_exists`, `user_email_already_exists`, `user_blocked`
 */
export async function createMagicUrl(
  tx: Transaction,
  context: MailContext,
  { url, ...request }: Request & { readonly url: string },
): Promise<Token> {
  requireMail(context.mail, context.origin.project)
  const user = await userOf(tx, context, request, { targets: false, identityClash: 'user_email_already_exists' })
  const phrase = request.phrase ? newPhrase() : ''
  const secret = newHex(linkSecretLength)
  const token = await createToken(tx, {
    userId: user.id,
    kind: 'magic-url',
    secret,
    lifetimeSeconds: linkSeconds,
    phrase,
  })
  const { project } = context.origin
  const redirect = linkTo(url, { userId: user.id, secret, expire: token.expire, project: project.id })
  await mailTo(tx, context, user, 'magicSession', { redirect, phrase, ...(await agentOf(context)) })
  await tellOfRequest(tx, context, user)
  return token
}

/** Mails a code of six digits that signs in. @throws as `createMagicUrl`, with `general_bad_request` for a foreign identity */
export async function createEmailCode(tx: Transaction, context: MailContext, request: Request): Promise<Token> {
  requireMail(context.mail, context.origin.project)
  const user = await userOf(tx, context, request, { targets: true, identityClash: 'general_bad_request' })
  const phrase = request.phrase ? newPhrase() : ''
  const secret = newCode()
  const token = await createToken(tx, { userId: user.id, kind: 'email', secret, lifetimeSeconds: codeSeconds, phrase })
  await mailTo(tx, context, user, 'otpSession', { otp: secret, phrase, ...(await agentOf(context)) })
  await tellOfRequest(tx, context, user)
  return token
}

type NewUserOptions = { readonly targets: boolean; readonly identityClash: ErrorType }

async function userOf(
  tx: Transaction,
  { bus, origin }: MailContext,
  request: Request,
  options: NewUserOptions,
): Promise<User> {
  const known = await findUserByEmail(tx, request.email)
  if (known?.status === false) throw fail('user_blocked')
  if (known) return known
  await checkUserLimit(tx, origin.project)
  return createUser(tx, bus, origin, { id: request.userId, email: request.email, accessed: true, ...options })
}
