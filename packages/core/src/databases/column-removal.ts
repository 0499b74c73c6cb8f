import { type ColumnDefinition, dropColumn, dropIndex, type TableDefinition } from '@basalt/documents'
import { isDuplicate, list, type Schema, type Session, sql, type Transaction } from '@basalt/database'
import { columnOf } from './columns.ts'
import { loadDefinition } from './definitions.ts'
import type { Tables } from './directory.ts'
import { forgetColumn } from './index-rows.ts'
import { type ColumnRecord, presentColumn } from './present.ts'
import { attempt, changingTables, lockTable, type Record } from './schema-change.ts'
import type { TableIds } from './tables.ts'

/** A column that is on its way out. */
export type Leaving = { readonly tableSequence: number; readonly column: ColumnDefinition }

/**
 * Removes a column; of a relationship, the columns on both sides. Indexes lose the column, and go when nothing is
 * left of them. @throws `table_not_found`, `column_not_found`
 */
export async function removeColumn(
  schema: Schema,
  tables: Tables,
  record: Record<ColumnRecord>,
  { databaseId, tableId, key }: TableIds & { readonly key: string },
): Promise<ColumnRecord> {
  const seen = await tables.get(schema, databaseId, tableId)
  const { relation } = columnOf(seen, key)
  const sequences = [seen.sequence, ...(relation === null ? [] : [relation.relatedTableSequence])]
  return changingTables(schema, sequences, async (session) => {
    const [answer, leaving] = await session.transaction(async (tx) => {
      const table = await lockTable(tx, seen.sequence)
      const column = columnOf(table, key)
      const both = [{ tableSequence: table.sequence, column }, ...(await partnerOf(tx, table, column))]
      await markLeaving(tx, both)
      const presented = presentColumn(table, { ...column, status: 'deleting' })
      await record(tx, presented)
      return [presented, both] as const
    })
    for (const gone of leaving) await finishRemoval(session, gone)
    return answer
  })
}

async function partnerOf(
  tx: Transaction,
  table: TableDefinition,
  { relation }: ColumnDefinition,
): Promise<readonly Leaving[]> {
  if (relation === null) return []
  const related =
    relation.relatedTableSequence === table.sequence ? table : await lockTable(tx, relation.relatedTableSequence)
  const column = related.columns.find(({ sequence }) => sequence === relation.partnerSequence)
  return column ? [{ tableSequence: related.sequence, column }] : []
}

/** Marks the columns of other tables that relate to a table which goes, in the transaction that removes it. */
export async function leaveTogether(tx: Transaction, removed: number): Promise<readonly Leaving[]> {
  const related = await tx.all<{ sequence: number; tableSequence: number }>(
    sql`SELECT sequence, tableSequence FROM schemaColumns
        WHERE relatedTableSequence = ${removed} AND tableSequence <> ${removed} ORDER BY tableSequence FOR UPDATE`,
  )
  const leaving: Leaving[] = []
  for (const [tableSequence, columns] of Map.groupBy(related, (column) => column.tableSequence)) {
    const table = await lockTable(tx, tableSequence)
    const sequences = new Set(columns.map(({ sequence }) => sequence))
    const found = table.columns.filter(({ sequence }) => sequences.has(sequence))
    leaving.push(...found.map((column) => ({ tableSequence, column })))
  }
  await markLeaving(tx, leaving)
  return leaving
}

/** Removes columns that are marked, each while its table is held. */
export async function removeLeaving(schema: Schema, leaving: readonly Leaving[]): Promise<void> {
  for (const gone of leaving) {
    await changingTables(schema, [gone.tableSequence], (session) => finishRemoval(session, gone))
  }
}

async function markLeaving(tx: Transaction, leaving: readonly Leaving[]): Promise<void> {
  if (leaving.length === 0) return
  const sequences = list(leaving.map(({ column }) => column.sequence))
  await tx.run(
    sql`UPDATE schemaColumns SET status = 'deleting', updatedAt = ${new Date()} WHERE sequence IN ${sequences}`,
  )
}

/** Drops the physical column, then its metadata. Safe to repeat. */
export async function finishRemoval(session: Session, { tableSequence, column }: Leaving): Promise<void> {
  const broken = await dropWithIndexes(session, tableSequence, column)
  if (broken === 'later') return
  await session.transaction(async (tx) => {
    const table = await lockTable(tx, tableSequence)
    if (broken instanceof Error) {
      await tx.run(
        sql`UPDATE schemaColumns SET status = 'stuck', error = ${broken.message} WHERE sequence = ${column.sequence}`,
      )
      return
    }
    await forgetColumn(tx, table, column, broken)
    await tx.run(sql`DELETE FROM schemaColumns WHERE sequence = ${column.sequence}`)
  })
}

/** The indexes that could not live on without the column, or why the column could not be dropped. */
async function dropWithIndexes(
  session: Session,
  tableSequence: number,
  column: ColumnDefinition,
): Promise<ReadonlySet<number> | Error | 'later'> {
  const broken = new Set<number>()
  const outcome = await attempt(async () => {
    try {
      await dropColumn(session, tableSequence, column)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      // What was unique together is not without the column: those indexes end here.
      const table = await loadDefinition(session, tableSequence)
      const unique = table?.indexes.filter(({ type, columns }) => type === 'unique' && columns.includes(column.key))
      for (const index of unique ?? []) {
        await dropIndex(session, tableSequence, index.sequence)
        broken.add(index.sequence)
      }
      await dropColumn(session, tableSequence, column)
    }
  })
  if (outcome.state === 'later') return 'later'
  return outcome.state === 'failed' ? new Error(outcome.error) : broken
}
