import { list, type Queryable, sql } from '@basalt/database'
import { field, listRecords, tableShape } from '@basalt/documents'
import type { Actor, Query } from '@basalt/types'
import type { Secrets } from '../secrets/index.ts'
import { worksIn } from './ownership.ts'
import { type ProjectModel, presentProjects } from './present.ts'
import { projectColumns, type ProjectRecord } from './queries.ts'

export type ListInput = { readonly queries: readonly Query[]; readonly search: string; readonly total: boolean }

const shape = tableShape({
  table: 'projects',
  fields: { name: 'string', teamId: field('id', 'teamId') },
  search: 'search',
})

/** The projects of all organisations in which the actor works. */
export async function listProjects(
  db: Queryable,
  secrets: Secrets,
  actor: Actor,
  input: ListInput,
): Promise<{ readonly total: number; readonly projects: readonly ProjectModel[] }> {
  const teams = [...actor.roles].flatMap((role) => /^team:([^/]+)$/.exec(role)?.[1] ?? [])
  const own = teams.filter((teamId) => worksIn(actor, teamId))
  const where = own.length === 0 ? sql`1 = 0` : sql`teamId IN ${list(own)}`
  const page = await listRecords<ProjectRecord>(db, shape, { columns: projectColumns, where, ...input })
  return { total: page.total, projects: await presentProjects(db, secrets, page.rows) }
}
