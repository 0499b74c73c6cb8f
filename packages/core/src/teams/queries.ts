import { duplicateKey, isDuplicate, list, type Queryable, sql, type Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { fail, toJson } from '@basalt/types'

export type TeamRow = {
  readonly id: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly name: string
  readonly total: number
  readonly prefs: string
}

export type MembershipRow = {
  readonly id: string
  readonly teamId: string
  readonly userId: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly roles: string
  readonly secretHash: string | null
  readonly invitedAt: string
  readonly joinedAt: string | null
  readonly confirmed: number
}

export const teamColumns = sql`id, createdAt, updatedAt, name, total, prefs`
export const membershipColumns = sql`id, teamId, userId, createdAt, updatedAt, roles, secretHash, invitedAt, joinedAt, confirmed`

/** @throws `team_not_found` */
export async function getTeamRow(db: Queryable, id: string): Promise<TeamRow> {
  const team = await db.one<TeamRow>(sql`SELECT ${teamColumns} FROM teams WHERE id = ${id}`)
  if (team === null) throw fail('team_not_found', { teamId: id })
  return team
}

/** Holds the team until the transaction ends, so that counts and "last owner" stay true. @throws `team_not_found` */
export async function lockTeamRow(tx: Transaction, id: string): Promise<void> {
  const team = await tx.one(sql`SELECT id FROM teams WHERE id = ${id} FOR UPDATE`)
  if (team === null) throw fail('team_not_found', { teamId: id })
}

/** @throws `team_already_exists` */
export async function insertTeam(tx: Transaction, team: { readonly id: string; readonly name: string }): Promise<void> {
  const now = new Date()
  try {
    await tx.run(
      sql`INSERT INTO teams (id, createdAt, updatedAt, name, search)
          VALUES (${team.id}, ${now}, ${now}, ${team.name}, ${searchText(team)})`,
    )
  } catch (error) {
    if (isDuplicate(error)) throw fail('team_already_exists', { teamId: team.id }, error)
    throw error
  }
}

export async function updateTeamName(tx: Transaction, id: string, name: string): Promise<void> {
  await tx.run(
    sql`UPDATE teams SET name = ${name}, search = ${searchText({ id, name })}, updatedAt = ${new Date()} WHERE id = ${id}`,
  )
}

export async function updateTeamPrefs(tx: Transaction, id: string, prefs: object): Promise<void> {
  await tx.run(sql`UPDATE teams SET prefs = ${toJson(prefs)}, updatedAt = ${new Date()} WHERE id = ${id}`)
}

export async function addToTotal(tx: Transaction, id: string, change: 1 | -1): Promise<void> {
  await tx.run(sql`UPDATE teams SET total = total + ${change} WHERE id = ${id}`)
}

export async function deleteTeam(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`DELETE FROM teams WHERE id = ${id}`)
}

/** Deletes every membership of a team; the answer is the users who had one. */
export async function deleteTeamMemberships(tx: Transaction, teamId: string): Promise<readonly string[]> {
  const members = await tx.all<{ userId: string }>(
    sql`SELECT userId FROM memberships WHERE teamId = ${teamId} FOR UPDATE`,
  )
  await tx.run(sql`DELETE FROM memberships WHERE teamId = ${teamId}`)
  return members.map(({ userId }) => userId)
}

export async function findMembership(db: Queryable, id: string): Promise<MembershipRow | null> {
  return db.one<MembershipRow>(sql`SELECT ${membershipColumns} FROM memberships WHERE id = ${id}`)
}

/** @throws `membership_not_found` */
export async function membershipRow(db: Queryable, id: string): Promise<MembershipRow> {
  const row = await findMembership(db, id)
  if (row === null) throw fail('membership_not_found', { membershipId: id })
  return row
}

export async function findMembershipOf(db: Queryable, teamId: string, userId: string): Promise<MembershipRow | null> {
  return db.one<MembershipRow>(
    sql`SELECT ${membershipColumns} FROM memberships WHERE userId = ${userId} AND teamId = ${teamId}`,
  )
}

export type NewMembership = {
  readonly teamId: string
  readonly userId: string
  readonly roles: readonly string[]
  readonly secretHash: string | null
  readonly invitedAt: Date
  /** Null for an invitation that waits for its answer. */
  readonly joinedAt: Date | null
}

/** @returns the new id. @throws `membership_already_confirmed` when the user has a membership in this team */
export async function insertMembership(tx: Transaction, membership: NewMembership): Promise<string> {
  const id = uniqueId()
  const { teamId, userId, roles, secretHash, invitedAt, joinedAt } = membership
  try {
    await tx.run(
      sql`INSERT INTO memberships
            (id, teamId, userId, createdAt, updatedAt, roles, secretHash, invitedAt, joinedAt, confirmed, search)
          VALUES (${id}, ${teamId}, ${userId}, ${invitedAt}, ${invitedAt}, ${JSON.stringify(roles)}, ${secretHash},
            ${invitedAt}, ${joinedAt}, ${joinedAt !== null}, ${`${id} ${userId}`})`,
    )
  } catch (error) {
    if (duplicateKey(error) !== 'memberships_user') throw error
    throw fail('membership_already_confirmed', { teamId, userId }, error)
  }
  return id
}

/** Gives an invitation that was not answered yet a new secret; the old one stops. */
export async function renewInvitation(tx: Transaction, id: string, secretHash: string): Promise<void> {
  const now = new Date()
  await tx.run(
    sql`UPDATE memberships SET secretHash = ${secretHash}, invitedAt = ${now}, updatedAt = ${now} WHERE id = ${id}`,
  )
}

/** Confirms a membership. @returns false when it was confirmed already: only one caller wins. */
export async function confirmMembership(tx: Transaction, id: string): Promise<boolean> {
  const now = new Date()
  const confirmed = await tx.run(
    sql`UPDATE memberships SET confirmed = TRUE, joinedAt = ${now}, updatedAt = ${now} WHERE id = ${id} AND NOT confirmed`,
  )
  return confirmed.affectedRows === 1
}

export async function updateMembershipRoles(tx: Transaction, id: string, roles: readonly string[]): Promise<void> {
  await tx.run(sql`UPDATE memberships SET roles = ${JSON.stringify(roles)}, updatedAt = ${new Date()} WHERE id = ${id}`)
}

export async function deleteMembership(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`DELETE FROM memberships WHERE id = ${id}`)
}

/** How many confirmed owners a team has besides one membership. */
export async function countOtherOwners(tx: Transaction, teamId: string, membershipId: string): Promise<number> {
  const row = await tx.one<{ owners: number }>(
    sql`SELECT COUNT(*) AS owners FROM memberships
        WHERE teamId = ${teamId} AND id <> ${membershipId} AND confirmed AND JSON_CONTAINS(roles, '"owner"')`,
  )
  return row?.owners ?? 0
}

/** Names of teams, by id, in one read. */
export async function teamNames(db: Queryable, teamIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (teamIds.length === 0) return new Map()
  const rows = await db.all<{ id: string; name: string }>(sql`SELECT id, name FROM teams WHERE id IN ${list(teamIds)}`)
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function hasConfirmedMembership(db: Queryable, userId: string): Promise<boolean> {
  return (await db.one(sql`SELECT id FROM memberships WHERE userId = ${userId} AND confirmed LIMIT 1`)) !== null
}

/** Deletes every membership of a user and lowers the totals of their teams. */
export async function deleteUserMemberships(tx: Transaction, userId: string): Promise<void> {
  await tx.run(
    sql`UPDATE teams JOIN memberships ON memberships.teamId = teams.id
        SET teams.total = teams.total - 1 WHERE memberships.userId = ${userId} AND memberships.confirmed`,
  )
  await tx.run(sql`DELETE FROM memberships WHERE userId = ${userId}`)
}

function searchText(team: { readonly id: string; readonly name: string }): string {
  return `${team.id} ${team.name}`
}
