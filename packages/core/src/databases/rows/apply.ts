import {
  type Column,
  type CompiledTable,
  deleteRows,
  insertRows,
  numericResult,
  recordOfValues,
  type RowRecord,
} from '@basalt/documents'
import { fail } from '@basalt/types'
import { demand, rowGrants, tableGrants } from './access.ts'
import { changeOf, findLocked, lockRow, refuseModified, writeChange } from './change.ts'
import type { Unit } from './unit.ts'
import { newRowOf, withOperators, type Write } from './write.ts'

/** Creates a row. A clash throws a duplicate. @throws `user_unauthorized`, `row_invalid_structure` */
export async function applyCreate(unit: Unit, table: CompiledTable, write: Write): Promise<RowRecord> {
  demand(tableGrants(unit.call.origin.actor, table, 'create'), 'create', table)
  const row = await insertRow(unit, table, write)
  unit.tell(table, row, 'create')
  return row
}

/**
 * Changes a row. What changes nothing needs read rights only, and leaves no trace.
 * @throws `row_not_found`, `row_update_conflict`, `user_unauthorized`, `row_invalid_structure`
 */
export async function applyUpdate(
  unit: Unit,
  table: CompiledTable,
  asked: Write,
  unmodifiedSince: Date | null,
): Promise<RowRecord> {
  const write = withOperators(asked)
  const current = await lockRow(unit.tx, table, write.id)
  unit.seen(table, current)
  refuseModified(current, unmodifiedSince)
  const { row, isChanged } = await changeRow(unit, table, current, write)
  if (isChanged) unit.tell(table, row, 'update')
  return row
}

/**
 * Creates a row, or changes the one that has its id; then all required fields must be sent.
 * @throws `user_unauthorized`, `row_invalid_structure`
 */
export async function applyUpsert(
  unit: Unit,
  table: CompiledTable,
  asked: Write,
): Promise<{ readonly row: RowRecord; readonly isChanged: boolean }> {
  const write = withOperators(asked)
  const current = await findLocked(unit.tx, table, write.id)
  if (current === null) {
    demand(tableGrants(unit.call.origin.actor, table, 'create'), 'create', table)
    const row = await insertRow(unit, table, write)
    unit.tell(table, row, 'upsert')
    return { row, isChanged: true }
  }
  unit.seen(table, current)
  const { values } = write.given
  const missing = table.columns.find(({ key, definition }) => definition.required && (values[key] ?? null) === null)
  if (missing) throw fail('row_invalid_structure', { reason: `The value of "${missing.key}" is required.` })
  // A row that is not told whole counts as changed, even when what is told is there already.
  const isWhole = table.columns.every(({ key }) => Object.hasOwn(values, key))
  const changed = await changeRow(unit, table, current, write, !isWhole)
  if (changed.isChanged) unit.tell(table, changed.row, 'upsert')
  return changed
}

/** Deletes a row. @throws `row_not_found`, `user_unauthorized`, `row_update_conflict` */
export async function applyDelete(
  unit: Unit,
  table: CompiledTable,
  rowId: string,
  unmodifiedSince: Date | null,
): Promise<void> {
  const row = await lockRow(unit.tx, table, rowId)
  unit.seen(table, row)
  demand(rowGrants(unit.call.origin.actor, table, 'delete', row.$permissions), 'delete', table)
  refuseModified(row, unmodifiedSince)
  await deleteRows(unit.tx, table, [row.$sequence])
  unit.tell(table, row, 'delete')
}

export type Step = {
  readonly rowId: string
  readonly column: Column
  readonly method: 'increment' | 'decrement'
  readonly value: number | bigint
  /** Highest result of an increment, lowest of a decrement; null for none. */
  readonly bound: number | bigint | null
}

/**
 * Adds to a number or takes from it; null counts as 0.
 * @throws `column_not_found` for a missing row, `column_limit_exceeded` beyond the bound, `user_unauthorized`
 */
export async function applyStep(unit: Unit, table: CompiledTable, step: Step): Promise<RowRecord> {
  const { column, method, value, bound } = step
  const current = await findLocked(unit.tx, table, step.rowId)
  if (current === null) throw fail('column_not_found', { rowId: step.rowId })
  demand(rowGrants(unit.call.origin.actor, table, 'update', current.$permissions), 'update', table)
  const beyond = (): Error => fail('column_limit_exceeded', { column: column.key })
  const result = numericResult(column.definition, method, [value], current[column.key], beyond)
  if (bound !== null && (method === 'increment' ? result > bound : result < bound)) throw beyond()
  const row = await writeChange(unit.tx, table, current, {
    values: { [column.key]: result },
    columns: [column],
    permissions: null,
    readers: [],
    createdAt: undefined,
    updatedAt: new Date(),
  })
  unit.tell(table, row, 'update')
  return row
}

async function insertRow({ tx }: Unit, table: CompiledTable, write: Write): Promise<RowRecord> {
  const row = newRowOf(table, write)
  const sequences = await insertRows(tx, table, [row])
  return recordOfValues(table, row, sequences.get(row.id) ?? 0)
}

async function changeRow(
  { tx, call }: Unit,
  table: CompiledTable,
  current: RowRecord,
  write: Write,
  touch = false,
): Promise<{ readonly row: RowRecord; readonly isChanged: boolean }> {
  const { actor } = call.origin
  const change = changeOf(table, current, write, touch)
  if (change === null) {
    demand(rowGrants(actor, table, 'read', current.$permissions), 'read', table)
    return { row: current, isChanged: false }
  }
  demand(rowGrants(actor, table, 'update', current.$permissions), 'update', table)
  return { row: await writeChange(tx, table, current, change), isChanged: true }
}
