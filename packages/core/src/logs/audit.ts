import { type Database, sql } from '@basalt/database'
import { field, listRecords, tableShape } from '@basalt/documents'
import type { Actor, Query, Renderable } from '@basalt/types'
import { ownedSchema } from '../projects/index.ts'

type EntryRow = {
  readonly sequence: number
  readonly createdAt: string
  readonly auditEvent: string
  readonly resource: string | null
  readonly actorKind: 'guest' | 'user' | 'key' | 'admin'
  readonly userId: string | null
  readonly userName: string
  readonly userEmail: string
  readonly ip: string
  readonly userAgent: string
}

const columns = sql`sequence, createdAt, auditEvent, resource, actorKind, userId, userName, userEmail, ip, userAgent`

const shape = tableShape({
  table: 'activity',
  fields: {
    event: field('string', 'auditEvent'),
    resource: 'string',
    mode: field('id', 'actorKind'),
    userId: 'id',
    userName: 'string',
    userEmail: 'string',
    ip: 'string',
  },
  cursor: 'sequence',
})

/** Everything that was done in a project and is audited, as long as it is kept. @throws `project_not_found` */
export async function listAudit(
  database: Database,
  actor: Actor,
  projectId: string,
  input: { readonly queries: readonly Query[]; readonly total: boolean },
): Promise<Renderable<'auditEntryList'>> {
  const schema = await ownedSchema(database, actor, projectId)
  const where = sql`auditEvent IS NOT NULL`
  const page = await listRecords<EntryRow>(schema, shape, { columns, where, ...input })
  return { total: page.total, entries: page.rows.map(entryOf) }
}

function entryOf({ sequence, createdAt, auditEvent, resource, actorKind, ...who }: EntryRow) {
  const id = String(sequence)
  return { $id: id, $createdAt: createdAt, event: auditEvent, resource: resource ?? '', mode: actorKind, ...who }
}
