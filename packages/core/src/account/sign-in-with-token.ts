import type { Schema } from '@basalt/database'
import { fail } from '@basalt/types'
import { deviceOf, type Session } from '../sessions/index.ts'
import { findUser, lockUser, type User, type UserChanges, writeChanges } from '../users/index.ts'
import type { MailContext } from './mail-context.ts'
import { alertOfSession } from './session-alert.ts'
import { openSession } from './sign-in.ts'
import { consumeToken, signInKinds, type TokenKind } from './tokens.ts'

type Outcome = {
  readonly provider: string
  readonly factor: string
  readonly proves: UserChanges
  /** Whether the user is told of the session by mail. What came by mail needs no second one. */
  readonly alerts: boolean
}

/** The session that each kind of token opens, and what it proves of the user. */
const outcomes: Readonly<Partial<Record<TokenKind, Outcome>>> = {
  'magic-url': { provider: 'magic-url', factor: 'email', proves: { emailVerified: true }, alerts: false },
  email: { provider: 'token', factor: 'email', proves: { emailVerified: true }, alerts: false },
  phone: { provider: 'phone', factor: 'phone', proves: { phoneVerified: true }, alerts: true },
  oauth2: { provider: 'oauth2', factor: 'email', proves: {}, alerts: true },
  custom: { provider: 'token', factor: 'token', proves: {}, alerts: true },
}

/**
 * Exchanges a token of any kind that signs in for a session. The token is used up, and stays so when the user turns
 * out to be blocked; wrong secrets are counted.
 * @throws `user_invalid_token`, also for a user that does not exist; `user_blocked`
 */
export async function signInWithToken(
  database: Schema,
  context: MailContext,
  { userId, secret }: { readonly userId: string; readonly secret: string },
): Promise<Session> {
  await deviceOf(context.origin.userAgent) // remembered: the transaction does not wait for it
  const outcome = await database.transaction(async (tx) => {
    if ((await findUser(tx, userId)) === null) return 'wrong'
    const user = await lockUser(tx, userId)
    const token = await consumeToken(tx, userId, signInKinds, secret)
    const how = token && outcomes[token.kind]
    if (!how) return 'wrong'
    if (!user.status) return 'blocked'
    const verified = news(user, how.proves)
    if (verified) await writeChanges(tx, user, verified)
    const session = await openSession(tx, context, user, { provider: how.provider, factors: [how.factor] })
    if (how.alerts) await alertOfSession(tx, context, user, session)
    return session
  })
  if (outcome === 'wrong') throw fail('user_invalid_token')
  if (outcome === 'blocked') throw fail('user_blocked')
  return outcome
}

/** Null when the user was verified already, so that nothing changes. */
function news(user: User, proves: UserChanges): UserChanges | null {
  const isNew = (proves.emailVerified && !user.emailVerified) || (proves.phoneVerified && !user.phoneVerified)
  return isNew ? proves : null
}
