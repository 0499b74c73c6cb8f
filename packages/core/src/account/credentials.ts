import type { Queryable } from '@basalt/database'
import { fail } from '@basalt/types'
import { type StoredPassword, verifyPassword } from '../passwords/index.ts'
import { removeSessions } from '../sessions/index.ts'
import {
  type Account,
  changeOwnEmail,
  changeOwnPhone,
  getAccount,
  lockUser,
  passwordChanges,
  prepareNewPassword,
  requireUser,
  storedPassword,
  type User,
  writeChanges,
} from '../users/index.ts'
import type { Context, Write } from './context.ts'

/**
 * Changes the own password. The old one is asked for when there is one; where the project wants it, all other
 * sessions end.
 * @throws `user_invalid_credentials`, `password_recently_used`, `password_personal_data`, `general_argument_invalid`
 */
export async function changePassword(
  db: Queryable,
  { origin }: Context,
  userId: string,
  input: { readonly password: string; readonly oldPassword: string },
): Promise<Write<Account>> {
  const { project, actor } = origin
  const user = await requireUser(db, userId)
  if (hasPassword(user) && !(await verifyPassword(user, input.oldPassword))) {
    throw fail('user_invalid_credentials')
  }
  const stored = await prepareNewPassword(project, user, input.password)
  return async (tx) => {
    const current = await unchanged(lockUser(tx, userId), user)
    await writeChanges(tx, current, passwordChanges(project, current, stored))
    if (project.settings.auths.invalidateSessions) await removeSessions(tx, userId, { exceptId: actor.sessionId })
    return getAccount(tx, userId)
  }
}

type Contact =
  | { readonly email: string; readonly password: string }
  | { readonly phone: string; readonly password: string }

/**
 * Changes the own e-mail or phone, which then counts as unverified. The password is checked, or becomes the first one
 * of a user that had none.
 * @throws `user_invalid_credentials`, `user_target_already_exists`, `general_bad_request`, `user_phone_already_exists`
 */
export async function changeContact(
  db: Queryable,
  { origin }: Context,
  userId: string,
  input: Contact,
): Promise<Write<Account>> {
  const user = await requireUser(db, userId)
  const isFirst = !hasPassword(user)
  if (!isFirst && !(await verifyPassword(user, input.password))) throw fail('user_invalid_credentials')
  const first: StoredPassword | null = isFirst ? await storedPassword(input.password) : null
  return async (tx) => {
    const current = await unchanged(lockUser(tx, userId), user)
    const more = first ? passwordChanges(origin.project, current, first) : {}
    if ('email' in input) await changeOwnEmail(tx, userId, input.email, more)
    else await changeOwnPhone(tx, userId, input.phone, more)
    return getAccount(tx, userId)
  }
}

/** False for users that never had one, and those whose password was taken away. */
function hasPassword(user: User): boolean {
  return user.password !== null && user.password !== ''
}

/** The password that was judged must still be the one that is stored. */
async function unchanged(reading: Promise<User>, judged: User): Promise<User> {
  const current = await reading
  if (current.password !== judged.password) throw fail('user_invalid_credentials')
  return current
}
