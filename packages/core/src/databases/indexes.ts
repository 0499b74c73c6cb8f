import {
  addIndex,
  dropIndex,
  field,
  type IndexDefinition,
  listRecords,
  type Shape,
  type TableDefinition,
} from '@basalt/documents'
import { isDuplicate, name, type Queryable, type Schema, type Session, sql, type Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import type { ListInput } from './databases.ts'
import type { Tables } from './directory.ts'
import { partsOf } from './index-rows.ts'
import { indexParts, type IndexParts, maxIndexes, type NewIndex } from './index-rules.ts'
import { type IndexRecord, partPrefix, presentIndex } from './present.ts'
import { attempt, changingTables, isTooLong, lockTable, type Pace, type Record } from './schema-change.ts'
import type { TableIds } from './tables.ts'

type IndexIds = TableIds & { readonly key: string }

/** @throws `database_not_found`, `table_not_found`, `column_index_not_found` */
export async function getIndex(db: Queryable, tables: Tables, { key, ...ids }: IndexIds): Promise<IndexRecord> {
  const table = await tables.get(db, ids.databaseId, ids.tableId)
  return presentIndex(table, indexOf(table, key))
}

function indexOf(table: TableDefinition, key: string): IndexDefinition {
  const wanted = key.toLowerCase()
  const index = table.indexes.find((candidate) => candidate.key.toLowerCase() === wanted)
  if (!index) throw fail('column_index_not_found', { tableId: table.id, key })
  return index
}

export async function listIndexes(
  db: Queryable,
  tables: Tables,
  { databaseId, tableId, ...input }: TableIds & ListInput,
): Promise<{ total: number; indexes: readonly IndexRecord[] }> {
  const table = await tables.get(db, databaseId, tableId)
  const page = await listRecords<{ sequence: number }>(db, indexShape(table), {
    columns: sql`sequence`,
    where: sql`tableSequence = ${table.sequence}`,
    ...input,
  })
  const bySequence = new Map(table.indexes.map((index) => [index.sequence, index]))
  const found = page.rows.map(({ sequence }) => bySequence.get(sequence)).filter((index) => index !== undefined)
  return { total: page.total, indexes: found.map((index) => presentIndex(table, index)) }
}

function indexShape(table: TableDefinition): Shape {
  const prefix = partPrefix(table)
  const columns = field('string', 'columns', { array: 'compact' })
  return {
    table: name('schemaIndexes'),
    fields: new Map([
      ['$id', { ...field('id', 'indexKey'), column: sql`CONCAT(${prefix}, indexKey)` }],
      ['$sequence', field('sequence', 'sequence')],
      ['$createdAt', field('datetime', 'createdAt')],
      ['$updatedAt', field('datetime', 'updatedAt')],
      ['key', field('string', 'indexKey')],
      ['type', field('string', 'type')],
      ['status', field('string', 'status')],
      ['error', field('string', 'error')],
      ['columns', columns],
      ['attributes', columns],
    ]),
    sequence: name('sequence'),
    cursor: name('indexKey'),
    search: null,
    steps: new Map(),
  }
}

/**
 * Adds an index. The answer is of status `processing`; it is built when the promise settles, unless the table is
 * large or stays in use: then a job builds it.
 * @throws `column_index_limit_exceeded`, `column_index_already_exists`, and as `indexParts`
 */
export async function createIndex(
  schema: Schema,
  tables: Tables,
  record: Record<IndexRecord>,
  { databaseId, tableId, ...wanted }: TableIds & NewIndex,
): Promise<IndexRecord> {
  const { sequence } = await tables.get(schema, databaseId, tableId)
  return changingTables(schema, [sequence], async (session) => {
    const [made, answer] = await session.transaction(async (tx) => {
      const table = await lockTable(tx, sequence)
      if (table.indexes.length >= maxIndexes) throw fail('column_index_limit_exceeded')
      const index = await insertIndex(tx, table, indexParts(table, wanted))
      const presented = presentIndex(table, index)
      await record(tx, presented)
      return [index, presented] as const
    })
    await finishIndex(session, sequence, made, 'prompt')
    return answer
  })
}

async function insertIndex(tx: Transaction, table: TableDefinition, parts: IndexParts): Promise<IndexDefinition> {
  const now = new Date()
  const instant = now.toISOString().replace('Z', '+00:00')
  const { columns, lengths, orders } = partsOf(parts)
  try {
    const { insertId } = await tx.run(
      sql`INSERT INTO schemaIndexes (tableSequence, indexKey, createdAt, updatedAt, type, ${name('columns')}, lengths, orders, status)
          VALUES (${table.sequence}, ${parts.key}, ${now}, ${now}, ${parts.type}, ${columns}, ${lengths}, ${orders}, 'processing')`,
    )
    return { ...parts, sequence: insertId, status: 'processing', error: '', createdAt: instant, updatedAt: instant }
  } catch (error) {
    if (isDuplicate(error)) throw fail('column_index_already_exists', { tableId: table.id, key: parts.key }, error)
    throw error
  }
}

/** Builds the physical index and tells so; a failure is told instead. Safe to repeat. */
export async function finishIndex(
  session: Session,
  tableSequence: number,
  index: IndexDefinition,
  pace: Pace,
): Promise<void> {
  if (await isTooLong(session, tableSequence, pace)) return
  const table = await session.transaction((tx) => lockTable(tx, tableSequence))
  const outcome = await attempt(() => addIndex(session, table, index))
  if (outcome.state === 'later') return
  const [status, error] = outcome.state === 'done' ? ['available', ''] : ['failed', outcome.error]
  await session.transaction(async (tx) => {
    await lockTable(tx, tableSequence)
    await tx.run(
      sql`UPDATE schemaIndexes SET status = ${status}, error = ${error}, updatedAt = ${new Date()}
          WHERE sequence = ${index.sequence} AND status = 'processing'`,
    )
  })
}

/** @throws `table_not_found`, `column_index_not_found` */
export async function removeIndex(
  schema: Schema,
  tables: Tables,
  record: Record<IndexRecord>,
  { databaseId, tableId, key }: IndexIds,
): Promise<IndexRecord> {
  const { sequence } = await tables.get(schema, databaseId, tableId)
  return changingTables(schema, [sequence], async (session) => {
    const [gone, answer] = await session.transaction(async (tx) => {
      const table = await lockTable(tx, sequence)
      const index = indexOf(table, key)
      await tx.run(
        sql`UPDATE schemaIndexes SET status = 'deleting', updatedAt = ${new Date()} WHERE sequence = ${index.sequence}`,
      )
      const presented = presentIndex(table, { ...index, status: 'deleting' })
      await record(tx, presented)
      return [index, presented] as const
    })
    await finishIndexRemoval(session, sequence, gone)
    return answer
  })
}

/** Drops the physical index, then its metadata. Safe to repeat. */
export async function finishIndexRemoval(
  session: Session,
  tableSequence: number,
  index: IndexDefinition,
): Promise<void> {
  const outcome = await attempt(() => dropIndex(session, tableSequence, index.sequence))
  if (outcome.state === 'later') return
  await session.transaction(async (tx) => {
    await lockTable(tx, tableSequence)
    await tx.run(
      outcome.state === 'done'
        ? sql`DELETE FROM schemaIndexes WHERE sequence = ${index.sequence}`
        : sql`UPDATE schemaIndexes SET status = 'stuck', error = ${outcome.error} WHERE sequence = ${index.sequence}`,
    )
  })
}
