import { addColumn, type ColumnDefinition, field, hasRows, listRecords, maxRowWidth, rowWidth } from '@basalt/documents'
import type { Shape, TableDefinition } from '@basalt/documents'
import { isDuplicate, name, type Queryable, type Schema, type Session, sql, type Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import { checkDefault, type ColumnKind, type ColumnOptions, isSpatial, specOf } from './column-kinds.ts'
import type { ListInput } from './databases.ts'
import { optionsOf } from './definitions.ts'
import type { Tables } from './directory.ts'
import { type ColumnRecord, isShown, partPrefix, presentColumn } from './present.ts'
import { attempt, changingTables, isTooLong, lockTable, type Pace, type Record } from './schema-change.ts'
import type { TableIds } from './tables.ts'

const maxColumns = 1010

export type NewColumn = Omit<ColumnDefinition, 'sequence' | 'createdAt' | 'updatedAt' | 'status' | 'error'>

/** @throws `database_not_found`, `table_not_found`, `column_not_found` */
export async function getColumn(
  db: Queryable,
  tables: Tables,
  { key, ...ids }: TableIds & { readonly key: string },
): Promise<ColumnRecord> {
  const table = await tables.get(db, ids.databaseId, ids.tableId)
  return presentColumn(table, columnOf(table, key))
}

/** A column by its key, whose case does not count. @throws `column_not_found` */
export function columnOf(table: TableDefinition, key: string): ColumnDefinition {
  const column = findColumn(table.columns, key)
  if (!column || !isShown(column)) throw fail('column_not_found', { tableId: table.id, key })
  return column
}

export function findColumn(columns: readonly ColumnDefinition[], key: string): ColumnDefinition | undefined {
  const wanted = key.toLowerCase()
  return columns.find((column) => column.key.toLowerCase() === wanted)
}

export async function listColumns(
  db: Queryable,
  tables: Tables,
  { databaseId, tableId, ...input }: TableIds & ListInput,
): Promise<{ total: number; columns: readonly ColumnRecord[] }> {
  const table = await tables.get(db, databaseId, tableId)
  const page = await listRecords<{ sequence: number }>(db, columnShape(table), {
    columns: sql`sequence`,
    where: sql`tableSequence = ${table.sequence} AND hidden = FALSE`,
    ...input,
  })
  const bySequence = new Map(table.columns.map((column) => [column.sequence, column]))
  const found = page.rows.map(({ sequence }) => bySequence.get(sequence)).filter((column) => column !== undefined)
  return { total: page.total, columns: found.map((column) => presentColumn(table, column)) }
}

function columnShape(table: TableDefinition): Shape {
  const prefix = partPrefix(table)
  return {
    table: name('schemaColumns'),
    fields: new Map([
      ['$id', { ...field('id', 'columnKey'), column: sql`CONCAT(${prefix}, columnKey)` }],
      ['$sequence', field('sequence', 'sequence')],
      ['$createdAt', field('datetime', 'createdAt')],
      ['$updatedAt', field('datetime', 'updatedAt')],
      ['key', field('string', 'columnKey')],
      ['type', field('string', 'type')],
      ['size', field('integer', 'size')],
      ['required', field('boolean', 'required')],
      ['array', field('boolean', 'isArray')],
      ['status', field('string', 'status')],
      ['error', field('string', 'error')],
    ]),
    sequence: name('sequence'),
    cursor: name('columnKey'),
    search: null,
    steps: new Map(),
  }
}

/**
 * Adds a column. The answer is of status `processing`; the column is there when the promise settles, unless the
 * table stays in use, or is large and the column not instant: then a job adds it.
 * @throws `table_not_found`, `column_already_exists`, `column_limit_exceeded`, … see the contract of the endpoints
 */
export async function createColumn(
  schema: Schema,
  tables: Tables,
  record: Record<ColumnRecord>,
  {
    databaseId,
    tableId,
    key,
    kind,
    ...options
  }: TableIds & { readonly key: string; readonly kind: ColumnKind } & ColumnOptions,
): Promise<ColumnRecord> {
  const spec = specOf(kind, options)
  const { sequence } = await tables.get(schema, databaseId, tableId)
  return changingTables(schema, [sequence], async (session) => {
    checkDefault(spec)
    if (spec.required && isSpatial(spec.type) && (await hasRows(session, sequence))) {
      throw fail('row_invalid_structure', { reason: 'Existing rows would lack a value of the required column.' })
    }
    const [made, answer] = await session.transaction(async (tx) => {
      const table = await lockTable(tx, sequence)
      const column = await insertColumn(tx, table, { ...spec, key, relation: null })
      const presented = presentColumn(table, column)
      await record(tx, presented)
      return [column, presented] as const
    })
    await finishColumn(session, sequence, made, 'prompt')
    return answer
  })
}

/** Inserts the metadata of a column within the limits of its table. @throws `column_limit_exceeded`, `column_already_exists` */
export async function insertColumn(
  tx: Transaction,
  table: TableDefinition,
  column: NewColumn,
): Promise<ColumnDefinition> {
  const now = new Date()
  const instant = now.toISOString().replace('Z', '+00:00')
  const state = { status: 'processing', error: '', createdAt: instant, updatedAt: instant } as const
  checkLimits([...table.columns, { ...column, ...state, sequence: 0 }])
  try {
    const { insertId } = await tx.run(
      sql`INSERT INTO schemaColumns
            (tableSequence, columnKey, createdAt, updatedAt, type, format, size, required, isArray, encrypt, options,
             status, hidden, relatedTableSequence, partnerSequence)
          VALUES (${table.sequence}, ${column.key}, ${now}, ${now}, ${column.type}, ${column.format}, ${column.size},
             ${column.required}, ${column.array}, ${column.encrypt}, ${optionsOf({ ...column, ...state })}, 'processing',
             ${column.relation?.hidden ?? false}, ${column.relation?.relatedTableSequence ?? null},
             ${column.relation?.partnerSequence ?? null})`,
    )
    return { ...column, ...state, sequence: insertId }
  } catch (error) {
    if (isDuplicate(error)) throw fail('column_already_exists', { tableId: table.id, key: column.key }, error)
    throw error
  }
}

/** @throws `column_limit_exceeded` when a table with these columns has too many, or too wide a row */
export function checkLimits(columns: readonly ColumnDefinition[]): void {
  if (columns.length > maxColumns) throw fail('column_limit_exceeded')
  if (rowWidth(columns) > maxRowWidth) {
    throw fail('column_limit_exceeded', { reason: 'A row would be too wide. Make columns smaller.' })
  }
}

/** Makes the physical column and tells so; a failure is told instead. Safe to repeat. */
export async function finishColumn(
  session: Session,
  tableSequence: number,
  column: ColumnDefinition,
  pace: Pace,
): Promise<void> {
  const instantOnly = await isTooLong(session, tableSequence, pace)
  const outcome = await attempt(() => addColumn(session, tableSequence, column, { instantOnly }))
  if (outcome.state === 'later') return
  const [status, error] = outcome.state === 'done' ? ['available', ''] : ['failed', outcome.error]
  await session.transaction(async (tx) => {
    await lockTable(tx, tableSequence)
    await tx.run(
      sql`UPDATE schemaColumns SET status = ${status}, error = ${error}, updatedAt = ${new Date()}
          WHERE sequence = ${column.sequence} AND status = 'processing'`,
    )
  })
}
