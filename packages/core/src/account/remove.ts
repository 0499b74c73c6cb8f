import type { Transaction } from '@basalt/database'
import { fail, render } from '@basalt/types'
import { appendActivity } from '../activity/index.ts'
import { consoleProjectId } from '../projects/index.ts'
import { removeSessions } from '../sessions/index.ts'
import { hasConfirmedMembership, removeMembershipsOf } from '../teams/index.ts'
import { type Account, deleteUser, getAccount } from '../users/index.ts'
import type { Context } from './context.ts'

/** Removes a user with everything that is its own; teams lose the member. Returns what it was. @throws `user_not_found` */
export async function removeUser(tx: Transaction, userId: string): Promise<Account> {
  const account = await getAccount(tx, userId)
  await removeSessions(tx, userId)
  await removeMembershipsOf(tx, userId)
  await deleteUser(tx, userId)
  return account
}

/**
 * A user removes itself. Webhooks and functions hear it as they hear any removal.
 * @throws `user_deletion_prohibited` on the console, as long as it belongs to an organisation.
 */
export async function removeOwnAccount(tx: Transaction, { bus, origin }: Context, userId: string): Promise<Account> {
  if (origin.project.id === consoleProjectId && (await hasConfirmedMembership(tx, userId))) {
    throw fail('user_deletion_prohibited')
  }
  const account = await removeUser(tx, userId)
  await appendActivity(tx, bus, origin, [
    {
      event: `users.${userId}.delete`,
      auditEvent: 'user.delete',
      resource: `user/${userId}`,
      payload: render('account', account, false),
      permissionsChangedFor: userId,
    },
  ])
  return account
}
