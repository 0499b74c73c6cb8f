import { list, type Queryable, sql } from '@basalt/database'
import { listRecords, tableShape } from '@basalt/documents'
import { type Actor, isPrivileged, type Query } from '@basalt/types'
import { teamColumns, type TeamRow } from './queries.ts'
import { type Team, teamOf } from './teams.ts'

export type ListInput = { readonly queries: readonly Query[]; readonly search: string; readonly total: boolean }

const shape = tableShape({ table: 'teams', fields: { name: 'string', total: 'integer' }, search: 'search' })

/** Keys and admins see all teams, users those that they are members of. */
export async function listTeams(
  db: Queryable,
  actor: Actor,
  input: ListInput,
): Promise<{ readonly total: number; readonly teams: readonly Team[] }> {
  const where = isPrivileged(actor) ? {} : { where: membersOnly(actor) }
  const page = await listRecords<TeamRow>(db, shape, { columns: teamColumns, ...where, ...input })
  return { total: page.total, teams: page.rows.map(teamOf) }
}

function membersOnly(actor: Actor) {
  const own = [...actor.roles].flatMap((role) => /^team:([^/]+)$/.exec(role)?.[1] ?? [])
  return own.length === 0 ? sql`1 = 0` : sql`id IN ${list(own)}`
}
