import { type Queryable, sql } from '@basalt/database'
import { field, listRecords, tableShape } from '@basalt/documents'
import { type Actor, fail } from '@basalt/types'
import type { Project } from '../projects/index.ts'
import type { ListInput } from './list-teams.ts'
import { type Membership, presentAll, presentMemberships } from './present.ts'
import { findMembership, membershipColumns, type MembershipRow } from './queries.ts'
import { readableTeam } from './teams.ts'

type Memberships = { readonly total: number; readonly memberships: readonly Membership[] }

const shape = tableShape({
  table: 'memberships',
  fields: {
    userId: 'id',
    teamId: 'id',
    invited: field('datetime', 'invitedAt'),
    joined: field('datetime', 'joinedAt'),
    confirm: field('boolean', 'confirmed'),
    roles: field('string', 'roles', { array: 'compact' }),
  },
  search: 'search',
})

/** The members of a team, for its members. @throws `team_not_found` */
export async function listMemberships(
  db: Queryable,
  project: Project,
  actor: Actor,
  teamId: string,
  input: ListInput,
): Promise<Memberships> {
  await readableTeam(db, actor, teamId)
  const where = sql`teamId = ${teamId}`
  const page = await listRecords<MembershipRow>(db, shape, { columns: membershipColumns, where, ...input })
  return { total: page.total, memberships: await presentMemberships(db, project, actor, page.rows) }
}

/** The memberships of one user, for keys and admins: no privacy setting applies. */
export async function listMembershipsOf(db: Queryable, userId: string, input: ListInput): Promise<Memberships> {
  const where = sql`userId = ${userId}`
  const page = await listRecords<MembershipRow>(db, shape, { columns: membershipColumns, where, ...input })
  return { total: page.total, memberships: await presentAll(db, page.rows) }
}

/** @throws `team_not_found`, `membership_not_found` */
export async function getMembership(
  db: Queryable,
  project: Project,
  actor: Actor,
  teamId: string,
  id: string,
): Promise<Membership> {
  await readableTeam(db, actor, teamId)
  const row = await findMembership(db, id)
  const [membership] = row?.teamId === teamId ? await presentMemberships(db, project, actor, [row]) : []
  if (!membership) throw fail('membership_not_found', { membershipId: id })
  return membership
}
