import { isDuplicate, type Transaction } from '@basalt/database'
import {
  changedColumns,
  type Column,
  type CompiledTable,
  completeValues,
  lockRows,
  readOperators,
  recordOf,
  replaceReaders,
  type RowRecord,
  updateRows,
  type Values,
  wireInstant,
} from '@basalt/documents'
import { fail } from '@basalt/types'
import { appendActivity } from '../../activity/index.ts'
import { demand, openTable, readRoles, rowGrants } from './access.ts'
import { asTableStands } from './as-table-stands.ts'
import type { RowInput } from './create-row.ts'
import { auditEvent, happeningOf } from './happenings.ts'
import { type Given, grantable, isEmpty, readData } from './input.ts'
import type { RowCall } from './rows.ts'

/**
 * Changes the given fields of a row, its permissions, or both. What changes nothing needs read rights only, and
 * leaves no trace. `unmodifiedSince` refuses rows that were changed after it.
 * @throws `row_missing_payload`, `database_not_found`, `table_not_found`, `row_not_found`, `user_unauthorized`,
 * `row_update_conflict`, `row_invalid_structure`, `row_already_exists`, `general_bad_request`
 */
export async function updateRow(
  call: RowCall,
  input: RowInput & { readonly unmodifiedSince: Date | null },
): Promise<RowRecord> {
  if (isEmpty(input.data) && input.permissions === null) throw fail('row_missing_payload')
  return asTableStands(async () => {
    const { actor } = call.origin
    const table = await openTable(call, input)
    const data = readData(actor, input.data ?? {})
    const permissions = input.permissions === null ? null : grantable(actor, input.permissions)
    const readers = permissions && (await call.rows.roles(call.schema).ensure(readRoles(permissions)))
    const given = { ...data, values: readOperators(data.values) }
    return call.schema.transaction(async (tx) => {
      const current = await lockRow(tx, table, input.rowId)
      refuseModified(current, input.unmodifiedSince)
      const mayUpdate = rowGrants(actor, table, 'update', current.$permissions)
      const change = changeOf(table, current, given, permissions)
      if (change === null) {
        demand(mayUpdate || rowGrants(actor, table, 'read', current.$permissions), 'read', table)
        return current
      }
      demand(mayUpdate, 'update', table)
      const row = await writeChange(tx, table, current, change, readers)
      const audit = { event: auditEvent(call, 'update'), scope: 'row' } as const
      await appendActivity(tx, call.rows.bus, call.origin, [happeningOf(call, table, row, 'update', audit)])
      return row
    })
  })
}

/** @throws `row_not_found` */
export async function lockRow(tx: Transaction, table: CompiledTable, rowId: string): Promise<RowRecord> {
  const row = (await lockRows(tx, table, [rowId])).get(rowId)
  if (!row) throw fail('row_not_found', { rowId })
  return recordOf(table, row)
}

/** @throws `row_update_conflict` */
export function refuseModified(row: RowRecord, unmodifiedSince: Date | null): void {
  if (unmodifiedSince !== null && Date.parse(row.$updatedAt) > unmodifiedSince.getTime()) {
    throw fail('row_update_conflict', { rowId: row.$id })
  }
}

/** What a write does to one row: new values, and which columns they differ in. */
export type RowChange = {
  readonly values: Values
  readonly columns: readonly Column[]
  readonly permissions: readonly string[] | null
  readonly createdAt: Date | undefined
  readonly updatedAt: Date
}

/** Null when nothing changes. @throws `row_invalid_structure` */
export function changeOf(
  table: CompiledTable,
  current: RowRecord,
  given: Given,
  permissions: readonly string[] | null,
): RowChange | null {
  const now = new Date()
  const values = completeValues(table, given.values, current, now)
  const columns = changedColumns(table, current, values)
  const isRegranted = permissions !== null && !sameTexts(permissions, current.$permissions)
  const isRedated = isOther(given.createdAt, current.$createdAt) || isOther(given.updatedAt, current.$updatedAt)
  if (columns.length === 0 && !isRegranted && !isRedated) return null
  const { createdAt, updatedAt = now } = given
  return { values, columns, permissions: isRegranted ? permissions : null, createdAt, updatedAt }
}

/** Writes a change of a locked row, and returns the row as it is then. A clash throws `row_already_exists`. */
export async function writeChange(
  tx: Transaction,
  table: CompiledTable,
  current: RowRecord,
  change: RowChange,
  readers: readonly number[] | null,
): Promise<RowRecord> {
  const { permissions, createdAt, updatedAt } = change
  try {
    await updateRows(tx, table, [current.$sequence], { ...change, permissions: permissions ?? undefined })
  } catch (error) {
    throw isDuplicate(error) ? fail('row_already_exists', { rowId: current.$id }, error) : error
  }
  if (permissions !== null && readers !== null) await replaceReaders(tx, table, [current.$sequence], readers)
  const row: Record<string, unknown> = {
    ...current,
    $permissions: permissions ?? current.$permissions,
    $createdAt: createdAt ? wireInstant(createdAt) : current.$createdAt,
    $updatedAt: wireInstant(updatedAt),
  }
  for (const { key, definition } of change.columns) row[key] = change.values[key] ?? (definition.array ? [] : null)
  return row as RowRecord // the current row with some of its fields replaced
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, index) => text === right[index])
}

function isOther(time: Date | undefined, wire: string): boolean {
  return time !== undefined && wireInstant(time) !== wire
}
