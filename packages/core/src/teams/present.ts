import type { Queryable } from '@basalt/database'
import { type Actor, isPrivileged, type Renderable } from '@basalt/types'
import type { Project } from '../projects/index.ts'
import { type User, usersById } from '../users/index.ts'
import { type MembershipRow, teamNames } from './queries.ts'

export type Membership = Renderable<'membership'>

/** What of a member is shown. Fellow members see what the project's settings allow, everybody else all of it. */
type Shown = { readonly name: boolean; readonly email: boolean; readonly mfa: boolean }

const everything: Shown = { name: true, email: true, mfa: true }

/** A membership whole, as its events tell it. */
export async function presentMembership(db: Queryable, row: MembershipRow): Promise<Membership> {
  const [membership] = await presentAll(db, [row], everything)
  if (!membership) throw new Error('a membership was given and none came back')
  return membership
}

/** Memberships as one caller may see them; users and teams are read once each, however many there are. */
export async function presentMemberships(
  db: Queryable,
  project: Project,
  actor: Actor,
  rows: readonly MembershipRow[],
): Promise<readonly Membership[]> {
  const { membershipsUserName, membershipsUserEmail, membershipsMfa } = project.settings.auths
  const bySettings = { name: membershipsUserName, email: membershipsUserEmail, mfa: membershipsMfa }
  return presentAll(db, rows, isPrivileged(actor) ? everything : bySettings)
}

/** What fellow members hear of a membership in realtime: no more than the project's settings let them read. */
export function heardMembership<M extends object>(membership: M, { settings: { auths } }: Project): M {
  return {
    ...membership,
    ...(auths.membershipsUserName ? {} : { userName: '' }),
    ...(auths.membershipsUserEmail ? {} : { userEmail: '' }),
    ...(auths.membershipsMfa ? {} : { mfa: false }),
  }
}

/** What whoever changed a membership of another is shown of it: as much as reading it would show. */
export function shownMembership(membership: Membership, project: Project, actor: Actor): Membership {
  const isOwn = actor.user !== null && actor.user.id === membership.userId
  return isOwn || isPrivileged(actor) ? membership : heardMembership(membership, project)
}

export async function presentAll(
  db: Queryable,
  rows: readonly MembershipRow[],
  shown: Shown = everything,
): Promise<readonly Membership[]> {
  const teams = await teamNames(db, [...new Set(rows.map(({ teamId }) => teamId))])
  const users = await usersById(db, [...new Set(rows.map(({ userId }) => userId))])
  return rows.map((row) => {
    const user = users.get(row.userId)
    return {
      $id: row.id,
      $createdAt: row.createdAt,
      $updatedAt: row.updatedAt,
      userId: row.userId,
      userName: shown.name ? user?.name : null,
      userEmail: shown.email ? user?.email : null,
      teamId: row.teamId,
      teamName: teams.get(row.teamId),
      invited: row.invitedAt,
      joined: row.joinedAt,
      confirm: row.confirmed === 1,
      mfa: shown.mfa && user !== undefined && hasSecondFactor(user),
      roles: rolesOf(row),
    }
  })
}

export function rolesOf(row: MembershipRow): readonly string[] {
  return JSON.parse(row.roles) as readonly string[] // written by this feature only
}

/** MFA counts once there is a factor to pass it with. */
function hasSecondFactor(user: User): boolean {
  return user.mfa && (user.emailVerified || user.phoneVerified || user.totpVerified)
}
