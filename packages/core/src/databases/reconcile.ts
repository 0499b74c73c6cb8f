import { type Schema, type Session, sql } from '@basalt/database'
import { BasaltError } from '@basalt/types'
import { finishColumn } from './columns.ts'
import { finishRemoval } from './column-removal.ts'
import { loadDefinition } from './definitions.ts'
import { finishIndex, finishIndexRemoval } from './indexes.ts'
import { changingTables } from './schema-change.ts'
import { sweepLinks, sweepUnclaimed } from './unclaimed.ts'

/** Whether schema changes are under way, or were left half way. */
export const unfinishedSchema = sql`SELECT 1 FROM unclaimedTables
  UNION ALL SELECT 1 FROM schemaColumns WHERE status IN ('processing', 'deleting')
  UNION ALL SELECT 1 FROM schemaIndexes WHERE status IN ('processing', 'deleting')`

/**
 * Finishes the schema changes of a project that a crash, or a table in use, left half way: nothing stays
 * `processing` or `deleting`. Safe at any time and from any process, as changes under way hold their tables.
 * Returns the number of tables that had something left. For start-up and maintenance.
 */
export async function reconcileSchema(schema: Schema): Promise<number> {
  await sweepUnclaimed(schema)
  await sweepLinks(schema)
  const unfinished = await unfinishedTables(schema)
  let finished = 0
  for (const sequence of unfinished) if (await finishTable(schema, sequence)) finished++
  return finished
}

/** Tables with columns or indexes that are still to be made or to go, by their numbers. */
export async function unfinishedTables(schema: Schema): Promise<readonly number[]> {
  const rows = await schema.all<{ tableSequence: number }>(
    sql`SELECT tableSequence FROM schemaColumns WHERE status IN ('processing', 'deleting')
        UNION SELECT tableSequence FROM schemaIndexes WHERE status IN ('processing', 'deleting')`,
  )
  return rows.map(({ tableSequence }) => tableSequence)
}

/** Ends what is left half way of a table, however long it takes. False when it is being changed elsewhere. */
export async function finishTable(schema: Schema, tableSequence: number): Promise<boolean> {
  try {
    await changingTables(schema, [tableSequence], (session) => finishParts(session, tableSequence))
    return true
  } catch (error) {
    if (error instanceof BasaltError && error.type === 'database_timeout') return false
    throw error
  }
}

async function finishParts(session: Session, tableSequence: number): Promise<void> {
  const table = await loadDefinition(session, tableSequence)
  if (table === null) return
  for (const column of table.columns) {
    if (column.status === 'processing') await finishColumn(session, tableSequence, column, 'patient')
    if (column.status === 'deleting') await finishRemoval(session, { tableSequence, column })
  }
  // Read again: a column that went has taken its indexes along.
  const after = await loadDefinition(session, tableSequence)
  for (const index of after?.indexes ?? []) {
    if (index.status === 'processing') await finishIndex(session, tableSequence, index, 'patient')
    if (index.status === 'deleting') await finishIndexRemoval(session, tableSequence, index)
  }
}
