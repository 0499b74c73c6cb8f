import type { Bus } from '@basalt/bus'
import type { Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { type Actor, fail, isPrivileged } from '@basalt/types'
import type { Origin } from '../activity/index.ts'
import { consoleProjectId, type Project } from '../projects/index.ts'
import { createUser, findUserByEmail, findUserByPhone, requireUser, type User } from '../users/index.ts'
import { type Membership, presentMembership, rolesOf } from './present.ts'
import {
  addToTotal,
  confirmMembership,
  countOtherOwners,
  deleteMembership,
  deleteUserMemberships,
  findMembership,
  findMembershipOf,
  insertMembership,
  lockTeamRow,
  type MembershipRow,
  updateMembershipRoles,
} from './queries.ts'
import { checkRoles } from './roles.ts'
import { authoriseOwner, readableTeam } from './teams.ts'

/** Whom to add: by id, e-mail or phone, in this order; empty texts say nothing. */
export type Invitee = {
  readonly userId: string
  readonly email: string
  readonly phone: string
  readonly name: string
}

export type Invitation = Invitee & {
  readonly teamId: string
  readonly roles: readonly string[]
  /** Where the mail's link leads; keys and admins need none. */
  readonly url: string
}

/**
 * Adds somebody to a team. What keys and admins add is confirmed at once; members invite by mail, which takes a mail
 * server. An address that nobody has becomes a user without a password.
 * @throws `general_argument_invalid`, `general_smtp_disabled`, `team_not_found`, `user_unauthorized`,
 * `user_not_found`, `user_already_exists`, `membership_already_confirmed`
 */
export async function createMembership(
  tx: Transaction,
  bus: Bus,
  origin: Origin,
  invitation: Invitation,
): Promise<Membership> {
  const { actor, project } = origin
  const { teamId, roles, userId, email, phone, url } = invitation
  checkRoles(project, roles)
  if (!isPrivileged(actor) && url === '') {
    throw fail('general_argument_invalid', { reason: 'Parameter `url` is required.' })
  }
  if (userId === '' && email === '' && phone === '') {
    throw fail('general_argument_invalid', { reason: 'One of `userId`, `email` and `phone` is required.' })
  }
  if (!isPrivileged(actor)) throw fail('general_smtp_disabled')
  await readableTeam(tx, actor, teamId)
  authoriseOwner(actor, teamId)
  await lockTeamRow(tx, teamId)
  const user = await resolveInvitee(tx, bus, origin, invitation)
  const id = await addConfirmed(tx, teamId, user.id, roles)
  await addToTotal(tx, teamId, 1)
  return presentMembership(tx, await membershipRow(tx, id))
}

/** @throws `team_not_found`, `membership_not_found`, `user_unauthorized`, `membership_downgrade_prohibited` */
export async function setMembershipRoles(
  tx: Transaction,
  project: Project,
  actor: Actor,
  input: { readonly teamId: string; readonly membershipId: string; readonly roles: readonly string[] },
): Promise<Membership> {
  const { teamId, membershipId, roles } = input
  checkRoles(project, roles)
  await readableTeam(tx, actor, teamId)
  await lockTeamRow(tx, teamId)
  const row = await membershipRow(tx, membershipId)
  if (row.teamId !== teamId) throw fail('membership_not_found', { membershipId })
  authoriseOwner(actor, teamId)
  if (!roles.includes('owner') && (await isLastOwner(tx, project, row))) throw fail('membership_downgrade_prohibited')
  await updateMembershipRoles(tx, membershipId, roles)
  return presentMembership(tx, await membershipRow(tx, membershipId))
}

/**
 * Ends a membership; members may leave by themselves. The answer is the membership as it was.
 * @throws `team_invite_not_found`, `team_membership_mismatch`, `user_unauthorized`, `membership_deletion_prohibited`
 */
export async function removeMembership(
  tx: Transaction,
  project: Project,
  actor: Actor,
  input: { readonly teamId: string; readonly membershipId: string },
): Promise<Membership> {
  const { teamId, membershipId } = input
  const found = await findMembership(tx, membershipId)
  if (found === null) throw fail('team_invite_not_found', { membershipId })
  if (found.teamId !== teamId) throw fail('team_membership_mismatch', { membershipId, teamId })
  if (actor.user?.id !== found.userId) authoriseOwner(actor, teamId)
  await lockTeamRow(tx, teamId)
  // Read again under the lock: another request may have confirmed or removed it meanwhile.
  const row = await findMembership(tx, membershipId)
  if (row === null) throw fail('team_invite_not_found', { membershipId })
  if (await isLastOwner(tx, project, row)) throw fail('membership_deletion_prohibited')
  const membership = await presentMembership(tx, row)
  await deleteMembership(tx, membershipId)
  if (row.confirmed) await addToTotal(tx, teamId, -1)
  return membership
}

/** Removes a user from all teams, as part of the user's own removal. Nothing is checked. */
export async function removeMembershipsOf(tx: Transaction, userId: string): Promise<void> {
  await deleteUserMemberships(tx, userId)
}

/** @throws `membership_not_found` */
async function membershipRow(tx: Transaction, id: string): Promise<MembershipRow> {
  const row = await findMembership(tx, id)
  if (row === null) throw fail('membership_not_found', { membershipId: id })
  return row
}

/** An invitation that waits is confirmed with the roles that it has; otherwise a membership is made. */
async function addConfirmed(
  tx: Transaction,
  teamId: string,
  userId: string,
  roles: readonly string[],
): Promise<string> {
  const waiting = await findMembershipOf(tx, teamId, userId)
  if (waiting === null) {
    const now = new Date()
    return insertMembership(tx, { teamId, userId, roles, secretHash: null, invitedAt: now, joinedAt: now })
  }
  if (!(await confirmMembership(tx, waiting.id))) throw fail('membership_already_confirmed', { teamId, userId })
  return waiting.id
}

async function resolveInvitee(tx: Transaction, bus: Bus, origin: Origin, invitee: Invitee): Promise<User> {
  const { userId, email, phone, name } = invitee
  if (userId !== '') {
    const user = await requireUser(tx, userId)
    if (email !== '' && user.email !== email) throw fail('user_already_exists', { userId })
    if (phone !== '' && user.phone !== phone) throw fail('user_already_exists', { userId })
    return user
  }
  const known = email === '' ? await findUserByPhone(tx, phone) : await findUserByEmail(tx, email)
  if (known !== null) return known
  return createUser(tx, bus, origin, {
    id: uniqueId(),
    email: email === '' ? null : email,
    phone: phone === '' ? null : phone,
    name: name === '' ? email : name,
    targets: false,
  })
}

/** Organisations always keep an owner; teams of projects may lose theirs. */
async function isLastOwner(tx: Transaction, project: Project, row: MembershipRow): Promise<boolean> {
  if (project.id !== consoleProjectId || !row.confirmed || !rolesOf(row).includes('owner')) return false
  return (await countOtherOwners(tx, row.teamId, row.id)) === 0
}
