import type { Bus } from '@basalt/bus'
import type { Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { fail, isPrivileged } from '@basalt/types'
import type { Origin } from '../activity/index.ts'
import { consoleProjectId } from '../projects/index.ts'
import { checkUserLimit, createUser, findUserByEmail, findUserByPhone, requireUser, type User } from '../users/index.ts'

/** Whom to add: by id, e-mail or phone, in this order; empty texts say nothing. */
export type Invitee = {
  readonly userId: string
  readonly email: string
  readonly phone: string
  readonly name: string
}

/** @throws `general_argument_invalid` when nobody is named */
export function requireInvitee({ userId, email, phone }: Invitee): void {
  if (userId !== '' || email !== '' || phone !== '') return
  throw fail('general_argument_invalid', { reason: 'One of `userId`, `email` and `phone` is required.' })
}

/**
 * The user who is meant. An address that nobody has becomes a user without a password, within the project's limit when a
 * member invites; on the console invitations are the way past that limit.
 * @throws `user_not_found`, `user_already_exists` when id and address are two people's, `user_count_exceeded`
 */
export async function resolveInvitee(tx: Transaction, bus: Bus, origin: Origin, invitee: Invitee): Promise<User> {
  const { userId, email, phone, name } = invitee
  if (userId !== '') {
    const user = await requireUser(tx, userId)
    if (email !== '' && user.email !== email) throw fail('user_already_exists', { userId })
    if (phone !== '' && user.phone !== phone) throw fail('user_already_exists', { userId })
    return user
  }
  const known = email === '' ? await findUserByPhone(tx, phone) : await findUserByEmail(tx, email)
  if (known !== null) return known
  const { actor, project } = origin
  if (!isPrivileged(actor) && project.id !== consoleProjectId) await checkUserLimit(tx, project)
  return createUser(tx, bus, origin, {
    id: uniqueId(),
    email: email === '' ? null : email,
    phone: phone === '' ? null : phone,
    name: name === '' ? email : name,
    targets: false,
  })
}
