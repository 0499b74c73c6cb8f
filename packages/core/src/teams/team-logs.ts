import type { Queryable } from '@basalt/database'
import type { Actor, Query, Renderable } from '@basalt/types'
import { listLogs, type LogReader } from '../logs/index.ts'
import { authoriseOwner, readableTeam } from './teams.ts'

/** What was done to a team and by whom: addresses of members are in it, so that it is for owners. */
export async function listTeamLogs(
  db: Queryable,
  actor: Actor,
  teamId: string,
  reader: LogReader,
  input: { readonly queries: readonly Query[]; readonly total: boolean },
): Promise<Renderable<'logList'>> {
  await readableTeam(db, actor, teamId)
  authoriseOwner(actor, teamId)
  return listLogs(db, { resource: `team/${teamId}` }, reader, input)
}
