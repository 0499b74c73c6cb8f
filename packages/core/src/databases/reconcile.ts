import { type Schema, type Session, sql } from '@basalt/database'
import { finishColumn } from './columns.ts'
import { finishRemoval } from './column-removal.ts'
import { loadDefinition } from './definitions.ts'
import { finishIndex, finishIndexRemoval } from './indexes.ts'
import { changingTables } from './schema-change.ts'
import { sweepLinks, sweepUnclaimed } from './unclaimed.ts'

/**
 * Finishes the schema changes of a project that a crash, or a table in use, left half way: nothing stays
 * `processing` or `deleting`. Safe at any time and from any process, as changes under way hold their tables.
 * Returns the number of tables that had something left. For start-up and maintenance.
 */
export async function reconcileSchema(schema: Schema): Promise<number> {
  await sweepUnclaimed(schema)
  await sweepLinks(schema)
  const unfinished = await schema.all<{ tableSequence: number }>(
    sql`SELECT tableSequence FROM schemaColumns WHERE status IN ('processing', 'deleting')
        UNION SELECT tableSequence FROM schemaIndexes WHERE status IN ('processing', 'deleting')`,
  )
  for (const { tableSequence } of unfinished) {
    await changingTables(schema, [tableSequence], (session) => finishTable(session, tableSequence))
  }
  return unfinished.length
}

async function finishTable(session: Session, tableSequence: number): Promise<void> {
  const table = await loadDefinition(session, tableSequence)
  if (table === null) return
  for (const column of table.columns) {
    if (column.status === 'processing') await finishColumn(session, tableSequence, column)
    if (column.status === 'deleting') await finishRemoval(session, { tableSequence, column })
  }
  // Read again: a column that went has taken its indexes along.
  const after = await loadDefinition(session, tableSequence)
  for (const index of after?.indexes ?? []) {
    if (index.status === 'processing') await finishIndex(session, tableSequence, index)
    if (index.status === 'deleting') await finishIndexRemoval(session, tableSequence, index)
  }
}
