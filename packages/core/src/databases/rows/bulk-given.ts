import {
  type CompiledTable,
  insertRows,
  lockRows,
  recordOf,
  recordOfValues,
  type RowPage,
  type RowRecord,
  type Values,
} from '@basalt/documents'
import { uniqueId } from '@basalt/service'
import { expandPermissions, fail, isPrivileged } from '@basalt/types'
import { demand, openTable, tableGrants } from './access.ts'
import { applyUpsert } from './apply.ts'
import { asTableStands } from './as-table-stands.ts'
import { maxGiven, openForBulk, refuseRelations } from './bulk-targets.ts'
import { type Given, permissionsIn, readData } from './input.ts'
import type { RowCall, TableIds } from './rows.ts'
import { inUnit, type Unit } from './unit.ts'
import { upserting } from './upsert-row.ts'
import { newRowOf, prepareGiven, withOperators, type Write } from './write.ts'

type GivenRows = TableIds & { readonly rows: readonly Values[] }

const idPattern = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,35}$/

/**
 * Creates up to 100 rows, all or none. For keys and admins.
 * @throws `general_unauthorized_scope`, `general_bad_request`, `row_missing_data`, `database_not_found`,
 * `table_not_found`, `row_invalid_structure`, `row_already_exists`
 */
export async function createRows(call: RowCall, input: GivenRows): Promise<RowPage> {
  if (!isPrivileged(call.origin.actor)) throw fail('general_unauthorized_scope')
  return asTableStands(async () => {
    const table = await openTable(call, input)
    refuseRelations(table)
    const writes = await prepareRows(call, input.rows)
    const rows = await inUnit(call, { action: 'create', scope: 'table' }, (unit) => applyCreates(unit, table, writes))
    return { total: rows.length, rows }
  })
}

/**
 * Creates or changes up to 100 rows, all or none; those that were so already are neither counted nor shown.
 * @throws as `createRows`, but `database_not_found` to clients
 */
export async function upsertRows(call: RowCall, input: GivenRows): Promise<RowPage> {
  return asTableStands(async () => {
    const table = await openForBulk(call, input)
    const writes = await prepareRows(call, input.rows)
    const rows = await upserting(() =>
      inUnit(call, { action: 'create', scope: 'table' }, (unit) => applyUpserts(unit, table, writes)),
    )
    return { total: rows.length, rows }
  })
}

/** Creates rows with one statement. A clash throws a duplicate. @throws `row_invalid_structure` */
export async function applyCreates(
  unit: Unit,
  table: CompiledTable,
  writes: readonly Write[],
  action: 'create' | 'upsert' = 'create',
): Promise<readonly RowRecord[]> {
  const now = new Date()
  const rows = writes.map((write) => newRowOf(table, write, now))
  const sequences = await insertRows(unit.tx, table, rows)
  const records = rows.map((row) => recordOfValues(table, row, sequences.get(row.id) ?? 0))
  for (const row of records) unit.tell(table, row, action)
  return records
}

/** The rows that are new or changed. @throws `row_already_exists` when an id comes twice */
export async function applyUpserts(
  unit: Unit,
  table: CompiledTable,
  writes: readonly Write[],
): Promise<readonly RowRecord[]> {
  if (new Set(writes.map(({ id }) => id)).size !== writes.length) throw fail('row_already_exists')
  // In one order for all callers, so that two of them cannot wait for each other.
  const ids = writes.map(({ id }) => id).toSorted()
  const stored = await lockRows(unit.tx, table, ids)
  const fresh = writes.filter(({ id }) => !stored.has(id)).map(withOperators)
  if (fresh.length > 0) demand(tableGrants(unit.call.origin.actor, table, 'create'), 'create', table)
  const created = await applyCreates(unit, table, fresh, 'upsert')
  const changed = new Map(created.map((row) => [row.$id, row]))
  for (const write of writes) {
    const current = stored.get(write.id)
    if (!current) continue
    const { row, isChanged } = await applyUpsert(unit, table, write, recordOf(table, current))
    if (isChanged) changed.set(write.id, row)
  }
  return writes.flatMap(({ id }) => changed.get(id) ?? [])
}

/** Reads a list of rows as clients send it. @throws `row_missing_data`, `general_bad_request` */
export async function prepareRows(call: RowCall, rows: readonly Values[]): Promise<readonly Write[]> {
  if (rows.length === 0) throw fail('row_missing_data')
  if (rows.length > maxGiven) {
    throw fail('general_bad_request', { reason: `At most ${maxGiven} rows can be sent at once.` })
  }
  return Promise.all(
    rows.map((row) => {
      const data = readData(call, row)
      const permissions = permissionsIn(data.permissions, 'general_bad_request')
      const expanded = permissions && expandPermissions(permissions, ['update', 'delete'])
      return prepareGiven(call, idOf(data), data, expanded)
    }),
  )
}

function idOf({ id }: Given): string {
  if (id === null || id === 'unique()') return uniqueId()
  if (typeof id === 'string' && idPattern.test(id)) return id
  throw fail('general_bad_request', {
    reason: '"$id" must be 1 to 36 letters, digits, `.`, `-` or `_`, or `unique()`.',
  })
}
