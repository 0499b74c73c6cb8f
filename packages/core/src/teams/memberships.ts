import type { Bus } from '@basalt/bus'
import type { Transaction } from '@basalt/database'
import { type Actor, fail } from '@basalt/types'
import type { Origin } from '../activity/index.ts'
import { consoleProjectId, type Project } from '../projects/index.ts'
import { type Invitee, requireInvitee, resolveInvitee } from './invitees.ts'
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
  membershipRow,
  type MembershipRow,
  updateMembershipRoles,
} from './queries.ts'
import { checkRoles } from './roles.ts'
import { authoriseOwner, readableTeam } from './teams.ts'

export type NewMember = Invitee & { readonly teamId: string; readonly roles: readonly string[] }

/**
 * Adds somebody to a team, as keys and admins may: the membership is confirmed at once. An address that nobody has
 * becomes a user without a password.
 * @throws `general_argument_invalid`, `team_not_found`, `user_not_found`, `user_already_exists`,
 * `membership_already_confirmed`
 */
export async function addMember(tx: Transaction, bus: Bus, origin: Origin, member: NewMember): Promise<Membership> {
  const { teamId, roles } = member
  checkRoles(origin.project, roles)
  requireInvitee(member)
  await readableTeam(tx, origin.actor, teamId)
  authoriseOwner(origin.actor, teamId)
  await lockTeamRow(tx, teamId)
  const user = await resolveInvitee(tx, bus, origin, member)
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

/** Organisations always keep an owner; teams of projects may lose theirs. */
async function isLastOwner(tx: Transaction, project: Project, row: MembershipRow): Promise<boolean> {
  if (project.id !== consoleProjectId || !row.confirmed || !rolesOf(row).includes('owner')) return false
  return (await countOtherOwners(tx, row.teamId, row.id)) === 0
}
