import type { Transaction } from '@basalt/database'
import { render } from '@basalt/types'
import { appendActivity } from '../activity/index.ts'
import { actorOf, type User } from '../users/index.ts'
import type { Context } from './context.ts'
import type { Token } from './tokens.ts'

/**
 * Tells of a recovery or verification. Webhooks and functions of the project get the secret, for owners build mails of
 * their own with it; nobody else does.
 */
export async function tellOfToken(
  tx: Transaction,
  { bus, origin }: Context,
  user: User,
  token: Token,
  what: 'recovery' | 'verification',
  act: 'create' | 'update',
): Promise<void> {
  const actor = origin.actor.kind === 'guest' ? actorOf(user) : origin.actor
  await appendActivity(tx, bus, { ...origin, actor }, [
    {
      event: `users.${user.id}.${what}.${token.$id}.${act}`,
      auditEvent: `${what}.${act}`,
      resource: `user/${user.id}`,
      payload: render('token', token, true),
      realtimePayload: render('token', token, false),
    },
  ])
}

/** Asking for a way in is in the log of the user, but no event. */
export async function tellOfRequest(tx: Transaction, { bus, origin }: Context, user: User): Promise<void> {
  const actor = origin.actor.kind === 'guest' ? actorOf(user) : origin.actor
  const entry = { event: null, auditEvent: 'session.create', resource: `user/${user.id}`, payload: null }
  await appendActivity(tx, bus, { ...origin, actor }, [entry])
}
