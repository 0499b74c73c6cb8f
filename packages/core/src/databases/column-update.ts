import { alterColumn, type ColumnDefinition, fitsColumn, type TableDefinition } from '@basalt/documents'
import { isDuplicate, isRetryable, type Schema, type Session, sql, type Transaction } from '@basalt/database'
import { BasaltError, fail } from '@basalt/types'
import { checkDefault, type ColumnKind, type ColumnOptions, isSpatial, kinds, specOf } from './column-kinds.ts'
import { checkLimits, columnOf, findColumn } from './columns.ts'
import { optionsOf } from './definitions.ts'
import type { Tables } from './directory.ts'
import { renameColumnInIndexes } from './index-rows.ts'
import { checkIndex } from './index-rules.ts'
import { type ColumnRecord, presentColumn } from './present.ts'
import { changingTables, lockTable, type Record } from './schema-change.ts'
import type { TableIds } from './tables.ts'

export type ColumnChange = Omit<ColumnOptions, 'array' | 'encrypt'> & {
  readonly key: string
  readonly kind: ColumnKind
  readonly newKey: string | null
}

/**
 * Changes a column. What rows hold is not checked again, but for texts that a smaller size would cut.
 * @throws `column_not_found`, `column_not_available`, `column_type_invalid`, `column_default_unsupported`,
 * `column_value_invalid`, `column_invalid_resize`, `column_limit_exceeded`, `column_index_invalid`,
 * `column_already_exists`
 */
export async function updateColumn(
  schema: Schema,
  tables: Tables,
  record: Record<ColumnRecord>,
  { databaseId, tableId, ...change }: TableIds & ColumnChange,
): Promise<ColumnRecord> {
  const { sequence } = await tables.get(schema, databaseId, tableId)
  return changingTables(schema, [sequence], async (session) => {
    const { table, before, after } = await session.transaction(async (tx) =>
      plan(await lockTable(tx, sequence), change),
    )
    if (!(await fitsColumn(session, sequence, before, after))) throw fail('column_invalid_resize', { key: before.key })
    // Wider first, narrower last: whatever dies in between, the store takes what the metadata allows.
    const isNarrower = after.size < before.size
    if (!isNarrower) await alter(session, table, before, after)
    const answer = await session.transaction(async (tx) => {
      const written = await writeColumn(tx, await lockTable(tx, sequence), before, after)
      await record(tx, written)
      return written
    })
    if (!isNarrower) return answer
    try {
      await alter(session, table, before, after)
    } catch (error) {
      // An error tells that nothing was changed: who heard of the change hears of the way back.
      await session.transaction(async (tx) => {
        await record(tx, await writeColumn(tx, await lockTable(tx, sequence), after, before))
      })
      throw error
    }
    return answer
  })
}

type Plan = { readonly table: TableDefinition; readonly before: ColumnDefinition; readonly after: ColumnDefinition }

function plan(table: TableDefinition, change: ColumnChange): Plan {
  const before = columnOf(table, change.key)
  if (before.status !== 'available') throw fail('column_not_available', { key: before.key })
  const kind = kinds[change.kind]
  if (kind.type !== before.type || kind.format !== before.format) throw fail('column_type_invalid', { key: before.key })
  checkDefault({ required: change.required, array: before.array, default: change.default })
  if (change.kind === 'enum' && (change.elements ?? []).length === 0) {
    throw fail('column_value_invalid', { reason: 'An enum needs an element.' })
  }
  const spec = specOf(change.kind, {
    ...change,
    array: before.array,
    encrypt: before.encrypt,
    size: change.size ?? before.size,
    min: change.min ?? before.min,
    max: change.max ?? before.max,
  })
  const after: ColumnDefinition = { ...before, ...spec, key: change.newKey ?? before.key }
  checkKeyIsFree(table, before, after.key)
  const columns = table.columns.map((column) =>
    column.sequence === before.sequence ? { ...after, key: before.key } : column,
  )
  checkLimits(columns)
  for (const index of table.indexes.filter(({ columns: keys }) => keys.includes(before.key))) {
    checkIndex({ ...table, columns }, index)
  }
  return { table, before, after }
}

/** @throws `column_already_exists` when another column has the key */
export function checkKeyIsFree(table: TableDefinition, column: ColumnDefinition, key: string): void {
  const holder = findColumn(table.columns, key)
  if (holder && holder.sequence !== column.sequence) throw fail('column_already_exists', { tableId: table.id, key })
}

async function alter(
  session: Session,
  table: TableDefinition,
  before: ColumnDefinition,
  after: ColumnDefinition,
): Promise<void> {
  try {
    const columns = table.columns.map((column) =>
      column.sequence === after.sequence ? { ...after, key: before.key } : column,
    )
    await alterColumn(session, { ...table, columns }, before, after)
  } catch (error) {
    if (isRetryable(error)) throw fail('database_timeout', { reason: 'The table is in use. Try again.' }, error)
    if (error instanceof BasaltError && isSpatial(after.type)) {
      throw fail('row_invalid_structure', { reason: 'Existing rows lack a value of the required column.' }, error)
    }
    throw error
  }
}

async function writeColumn(
  tx: Transaction,
  table: TableDefinition,
  before: ColumnDefinition,
  after: ColumnDefinition,
): Promise<ColumnRecord> {
  const now = new Date()
  try {
    await tx.run(
      sql`UPDATE schemaColumns SET columnKey = ${after.key}, size = ${after.size}, required = ${after.required},
            options = ${optionsOf(after)}, updatedAt = ${now} WHERE sequence = ${after.sequence}`,
    )
  } catch (error) {
    if (isDuplicate(error)) throw fail('column_already_exists', { tableId: table.id, key: after.key }, error)
    throw error
  }
  if (after.key !== before.key) await renameColumnInIndexes(tx, table, before.key, after.key)
  return presentColumn(table, { ...after, updatedAt: now.toISOString().replace('Z', '+00:00') })
}
