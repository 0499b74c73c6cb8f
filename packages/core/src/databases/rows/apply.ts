import {
  type Column,
  type CompiledTable,
  insertRows,
  numericResult,
  recordOfValues,
  type RowRecord,
} from '@basalt/documents'
import { fail } from '@basalt/types'
import { grantable } from '../../access/index.ts'
import { demand, readRoles, refuseDisabled, rowGrants, tableGrants } from './access.ts'
import { changeOf, changeTime, findLocked, lockRow, refuseModified, writeChange } from './change.ts'
import { permissionsIn, readData } from './input.ts'
import { changesAny, type NestedWriter, relateAll, resolveRelations } from './relations.ts'
import { removeRows } from './removal.ts'
import type { Unit } from './unit.ts'
import { newRowOf, withOperators, type Write } from './write.ts'

/** Creates a row. A clash throws a duplicate. @throws `user_unauthorized`, `row_invalid_structure` */
export async function applyCreate(unit: Unit, table: CompiledTable, write: Write, level = 0): Promise<RowRecord> {
  demand(tableGrants(unit.call.origin.actor, table, 'create'), 'create', table)
  const row = await insertRow(unit, table, write, level)
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
  level = 0,
): Promise<RowRecord> {
  const write = withOperators(asked)
  const current = await lockRow(unit.tx, table, write.id)
  unit.seen(table, current)
  demandAny(unit, table, current)
  refuseModified(current, unmodifiedSince)
  const { row, isChanged } = await changeRow(unit, table, current, write, { touch: false, level })
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
  locked?: RowRecord,
): Promise<{ readonly row: RowRecord; readonly isChanged: boolean }> {
  const write = withOperators(asked)
  const current = locked ?? (await findLocked(unit.tx, table, write.id))
  if (current === null) {
    demand(tableGrants(unit.call.origin.actor, table, 'create'), 'create', table)
    const row = await insertRow(unit, table, write, 0)
    unit.tell(table, row, 'upsert')
    return { row, isChanged: true }
  }
  unit.seen(table, current)
  demandAny(unit, table, current)
  const { values } = write.given
  const isGiven = (key: string): boolean => Object.hasOwn(values, key) && values[key] !== null
  const missing = table.columns.find(({ key, definition }) => definition.required && !isGiven(key))
  if (missing) throw fail('row_invalid_structure', { reason: `The value of "${missing.key}" is required.` })
  // A row that is not told whole counts as changed, even when what is told is there already.
  const isWhole = table.columns.every(({ key }) => Object.hasOwn(values, key))
  const changed = await changeRow(unit, table, current, write, { touch: !isWhole, level: 0 })
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
  await removeRows(unit, table, [row])
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
    updatedAt: changeTime(current),
  })
  unit.tell(table, row, 'update')
  return row
}

async function insertRow(unit: Unit, table: CompiledTable, asked: Write, level: number): Promise<RowRecord> {
  const writeNested = nestedWriter(unit, asked.newPermissions, level + 1)
  const { write, relating } = await resolveRelations(unit, table, asked, null, level, writeNested)
  const row = newRowOf(table, write)
  const sequences = await insertRows(unit.tx, table, [row])
  await relateAll(unit, row.id, relating, writeNested)
  return recordOfValues(table, row, sequences.get(row.id) ?? 0)
}

/** Who may neither change a row nor read it must learn nothing of it, not even what would not fit into it. */
function demandAny(unit: Unit, table: CompiledTable, row: RowRecord): void {
  const { actor } = unit.call.origin
  if (!rowGrants(actor, table, 'read', row.$permissions)) {
    demand(rowGrants(actor, table, 'update', row.$permissions), 'update', table)
  }
}

async function changeRow(
  unit: Unit,
  table: CompiledTable,
  current: RowRecord,
  asked: Write,
  { touch, level }: { readonly touch: boolean; readonly level: number },
): Promise<{ readonly row: RowRecord; readonly isChanged: boolean }> {
  const { actor } = unit.call.origin
  const writeNested = nestedWriter(unit, asked.permissions ?? current.$permissions, level + 1)
  const { write, relating } = await resolveRelations(unit, table, asked, current, level, writeNested)
  const change = changeOf(table, current, write, touch || changesAny(relating))
  if (change === null) {
    demand(rowGrants(actor, table, 'read', current.$permissions), 'read', table)
  } else {
    demand(rowGrants(actor, table, 'update', current.$permissions), 'update', table)
  }
  const row = change === null ? current : await writeChange(unit.tx, table, current, change)
  await relateAll(unit, row.$id, relating, writeNested)
  return { row, isChanged: change !== null }
}

/** Rows inside a row: new ones grant what the outer one does, unless they say otherwise. */
function nestedWriter(unit: Unit, inherited: readonly string[], level: number): NestedWriter {
  const { call } = unit
  return async (related, id, data) => {
    refuseDisabled(call.origin.actor, related)
    const given = readData(call, data)
    const listed = permissionsIn(given.permissions, 'row_invalid_structure')
    const permissions = listed && grantable(call.origin.actor, listed)
    const granted = permissions ?? inherited
    const readers = await call.rows.roles(call.schema).ensure(readRoles(granted))
    const write: Write = { id, given, permissions, newPermissions: granted, readers }
    const current = await findLocked(unit.tx, related, id)
    if (current === null) await applyCreate(unit, related, write, level)
    else await applyUpdate(unit, related, write, null, level)
  }
}
