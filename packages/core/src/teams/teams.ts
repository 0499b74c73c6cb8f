import type { Bus } from '@basalt/bus'
import type { Database, Queryable, Transaction } from '@basalt/database'
import { type Actor, fail, isPrivileged, parseExact, type Renderable } from '@basalt/types'
import { consoleProjectId, type Project, removeProjectsOf } from '../projects/index.ts'
import { publishRolesChanged } from '../activity/index.ts'
import { checkRoles } from './roles.ts'
import {
  addToTotal,
  deleteTeam,
  deleteTeamMemberships,
  getTeamRow,
  insertMembership,
  insertTeam,
  lockTeamRow,
  type TeamRow,
  updateTeamName,
  updateTeamPrefs,
} from './queries.ts'

export type Team = Renderable<'team'>

type NewTeam = { readonly id: string; readonly name: string; readonly roles: readonly string[] }

/** Makes a team. A signed-in user becomes its first owner; keys and admins make teams for other people. */
export async function createTeam(
  tx: Transaction,
  bus: Bus,
  project: Project,
  actor: Actor,
  input: NewTeam,
): Promise<Team> {
  checkRoles(project, input.roles)
  await insertTeam(tx, input)
  if (actor.user && !isPrivileged(actor)) {
    const { id: userId } = actor.user
    const now = new Date()
    await insertMembership(tx, {
      teamId: input.id,
      userId,
      roles: [...new Set([...input.roles, 'owner'])],
      secretHash: null,
      invitedAt: now,
      joinedAt: now,
    })
    await addToTotal(tx, input.id, 1)
    tx.afterCommit(() => publishRolesChanged(bus, project, [userId]))
  }
  return teamOf(await getTeamRow(tx, input.id))
}

/** @throws `team_not_found`, for outsiders too */
export async function getTeam(db: Queryable, actor: Actor, teamId: string): Promise<Team> {
  return teamOf(await readableTeam(db, actor, teamId))
}

export async function renameTeam(tx: Transaction, actor: Actor, teamId: string, newName: string): Promise<Team> {
  const team = await readableTeam(tx, actor, teamId)
  authoriseOwner(actor, teamId)
  await updateTeamName(tx, team.id, newName)
  return teamOf(await getTeamRow(tx, teamId))
}

export async function getTeamPrefs(db: Queryable, actor: Actor, teamId: string): Promise<object> {
  return prefsOf(await readableTeam(db, actor, teamId))
}

/** Replaces the preferences that all members share. */
export async function setTeamPrefs(tx: Transaction, actor: Actor, teamId: string, prefs: object): Promise<object> {
  await readableTeam(tx, actor, teamId)
  authoriseOwner(actor, teamId)
  await updateTeamPrefs(tx, teamId, prefs)
  return prefs
}

/** Deletes a team with its memberships, and an organisation with its projects; the answer is the team as it was. */
export async function removeTeam(
  tx: Transaction,
  { bus, database }: { readonly bus: Bus; readonly database: Database },
  project: Project,
  actor: Actor,
  teamId: string,
): Promise<Team> {
  const team = await readableTeam(tx, actor, teamId)
  authoriseOwner(actor, teamId)
  await lockTeamRow(tx, teamId)
  const userIds = await deleteTeamMemberships(tx, teamId)
  if (project.id === consoleProjectId) await removeProjectsOf(tx, database, teamId)
  await deleteTeam(tx, teamId)
  tx.afterCommit(() => publishRolesChanged(bus, project, userIds))
  return teamOf(team)
}

/** The team as its members see it: to everybody else it does not exist. @throws `team_not_found` */
export async function readableTeam(db: Queryable, actor: Actor, teamId: string): Promise<TeamRow> {
  const team = await getTeamRow(db, teamId)
  if (!isPrivileged(actor) && !actor.roles.has(`team:${teamId}`)) throw fail('team_not_found', { teamId })
  return team
}

/** @throws `user_unauthorized` for members who are not owners */
export function authoriseOwner(actor: Actor, teamId: string): void {
  if (isPrivileged(actor) || actor.roles.has(`team:${teamId}/owner`)) return
  throw fail('user_unauthorized', { teamId })
}

export function teamOf(row: TeamRow): Team {
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    name: row.name,
    total: row.total,
    prefs: prefsOf(row),
  }
}

function prefsOf(row: TeamRow): object {
  return parseExact(row.prefs) as object // written by setTeamPrefs only
}
