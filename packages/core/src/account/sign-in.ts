import type { Queryable, Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { fail, render } from '@basalt/types'
import { appendActivity } from '../activity/index.ts'
import { isImported, verifyPassword } from '../passwords/index.ts'
import { consoleProjectId } from '../projects/index.ts'
import { createSession, deviceOf, type Session, type SignIn } from '../sessions/index.ts'
import {
  actorOf,
  checkUserLimit,
  createUser,
  findUserByEmail,
  lockUser,
  replaceHash,
  storedPassword,
  type User,
} from '../users/index.ts'
import type { Context, Write } from './context.ts'
import type { MailContext } from './mail-context.ts'
import { alertOfSession } from './session-alert.ts'

/**
 * Opens a session for a user that has proved who it is, and tells so in the user's own name. Sessions beyond the
 * project's number go, the oldest first.
 */
export async function openSession(
  tx: Transaction,
  { bus, origin }: Context,
  user: User,
  how: Pick<SignIn, 'provider' | 'providerUid' | 'factors'>,
): Promise<Session> {
  const { duration, maxSessions } = origin.project.settings.auths
  const session = await createSession(tx, {
    ...how,
    userId: user.id,
    from: origin,
    durationSeconds: duration,
    maxSessions,
    current: true,
  })
  await appendActivity(tx, bus, { ...origin, actor: actorOf(user, session.$id) }, [
    {
      event: `users.${user.id}.sessions.${session.$id}.create`,
      auditEvent: 'session.create',
      resource: `user/${user.id}`,
      payload: render('session', session, false),
    },
  ])
  return session
}

type Credentials = { readonly email: string; readonly password: string }

/**
 * Verifies e-mail and password. It takes the same time whether or not such a user exists. A hash of another system is
 * replaced by one of our own.
 * @throws `user_invalid_credentials`, `user_blocked`
 */
export async function signInWithPassword(
  db: Queryable,
  context: MailContext,
  { email, password }: Credentials,
): Promise<Write<Session>> {
  const user = await findUserByEmail(db, email)
  const known = user?.passwordUpdatedAt ? user : null
  const isRight = await verifyPassword(known, password)
  if (!known || !isRight) throw fail('user_invalid_credentials')
  if (!known.status) throw fail('user_blocked')
  const renewed = isImported(known) ? await storedPassword(password) : null
  await deviceOf(context.origin.userAgent) // remembered: the transaction below does not wait for it
  return async (tx) => {
    const current = await lockUser(tx, known.id)
    if (current.password !== known.password) throw fail('user_invalid_credentials')
    if (!current.status) throw fail('user_blocked')
    if (renewed) await replaceHash(tx, current.id, known.password ?? '', renewed)
    const how = { provider: 'email', providerUid: email, factors: ['password'] }
    const session = await openSession(tx, context, current, how)
    await alertOfSession(tx, context, current, session)
    return session
  }
}

/**
 * Signs in a new user that nothing is known of. It becomes a full one by setting an e-mail or phone.
 * @throws `user_anonymous_console_prohibited`, `user_count_exceeded`
 */
export async function signInAnonymously(context: Context): Promise<Write<Session>> {
  const { project, userAgent } = context.origin
  if (project.id === consoleProjectId) throw fail('user_anonymous_console_prohibited')
  await deviceOf(userAgent) // remembered: the transaction below does not wait for it
  return async (tx) => {
    await checkUserLimit(tx, project)
    const user = await createUser(tx, context.bus, context.origin, { id: uniqueId(), accessed: true })
    return openSession(tx, context, user, { provider: 'anonymous', factors: ['anonymous'] })
  }
}
