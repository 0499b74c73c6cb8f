import { isDuplicate, type Transaction } from '@basalt/database'
import {
  type CompiledTable,
  deleteRows as deleteStored,
  hasOperators,
  partialValues,
  planRows,
  readOperators,
  replaceReaders,
  type RowPage,
  type RowRecord,
  updateRows as updateStored,
  type Values,
  wireInstant,
} from '@basalt/documents'
import { expandPermissions, fail, type Query } from '@basalt/types'
import { appendActivity } from '../../activity/index.ts'
import { readRoles } from './access.ts'
import { asTableStands } from './as-table-stands.ts'
import { inBatches, openForBulk } from './bulk-targets.ts'
import { auditEvent, happeningOf, type RowAction } from './happenings.ts'
import { type Given, isEmpty, permissionsIn, readData } from './input.ts'
import type { RowCall, TableIds } from './rows.ts'

type BulkInput = TableIds & { readonly queries: readonly Query[] }

/**
 * Gives all rows that match the same new values; operators work on each row's own. Only the given fields are checked.
 * @throws `database_not_found`, `table_not_found`, `general_bad_request`, `row_missing_payload`,
 * `general_query_invalid`, `row_invalid_structure`, `row_already_exists`
 */
export async function updateRows(call: RowCall, input: BulkInput & { readonly data: Values }): Promise<RowPage> {
  return asTableStands(async () => {
    const table = await openForBulk(call, input)
    if (isEmpty(input.data)) throw fail('row_missing_payload')
    const data = readData(call.origin.actor, input.data)
    const given = { ...data, values: readOperators(data.values) }
    const listed = permissionsIn(data.permissions, 'general_bad_request')
    const permissions = listed && expandPermissions(listed, ['update', 'delete'])
    const readers = permissions && (await call.rows.roles(call.schema).ensure(readRoles(permissions)))
    const plan = planRows(table, input.queries)
    const values = partialValues(table, given.values, null, new Date())
    return inBatches(call, table, plan, async (tx, rows, isFirst) => {
      const changed = hasOperators(given.values)
        ? await updateEach(tx, table, rows, given, permissions)
        : await updateAlike(tx, table, rows, { ...given, values }, permissions)
      if (readers !== null)
        await replaceReaders(
          tx,
          table,
          changed.map((row) => row.$sequence),
          readers,
        )
      await tell(tx, call, table, changed, 'update', isFirst)
      return changed
    })
  })
}

/** Deletes all rows that match. @throws as `updateRows` */
export async function deleteRows(call: RowCall, input: BulkInput): Promise<RowPage> {
  return asTableStands(async () => {
    const table = await openForBulk(call, input)
    const plan = planRows(table, input.queries)
    return inBatches(call, table, plan, async (tx, rows, isFirst) => {
      await deleteStored(
        tx,
        table,
        rows.map((row) => row.$sequence),
      )
      await tell(tx, call, table, rows, 'delete', isFirst)
      return rows
    })
  })
}

async function updateAlike(
  tx: Transaction,
  table: CompiledTable,
  rows: readonly RowRecord[],
  given: Given,
  permissions: readonly string[] | null,
): Promise<readonly RowRecord[]> {
  const columns = table.columns.filter(({ key }) => Object.hasOwn(given.values, key))
  const { createdAt, updatedAt = new Date() } = given
  try {
    const change = { columns, values: given.values, createdAt, updatedAt, permissions: permissions ?? undefined }
    await updateStored(
      tx,
      table,
      rows.map((row) => row.$sequence),
      change,
    )
  } catch (error) {
    throw isDuplicate(error) ? fail('row_already_exists', {}, error) : error
  }
  const shown = Object.fromEntries(
    columns.map(({ key, definition }) => [key, given.values[key] ?? (definition.array ? [] : null)]),
  )
  return rows.map((row) => ({
    ...row,
    ...shown,
    $permissions: permissions ?? row.$permissions,
    $createdAt: createdAt ? wireInstant(createdAt) : row.$createdAt,
    $updatedAt: wireInstant(updatedAt),
  }))
}

async function updateEach(
  tx: Transaction,
  table: CompiledTable,
  rows: readonly RowRecord[],
  given: Given,
  permissions: readonly string[] | null,
): Promise<readonly RowRecord[]> {
  const changed: RowRecord[] = []
  for (const row of rows) {
    const values = partialValues(table, given.values, row, new Date())
    changed.push(...(await updateAlike(tx, table, [row], { ...given, values }, permissions)))
  }
  return changed
}

async function tell(
  tx: Transaction,
  call: RowCall,
  table: CompiledTable,
  rows: readonly RowRecord[],
  action: RowAction,
  isAudited: boolean,
): Promise<void> {
  const audit = { event: auditEvent(call, action, true), scope: 'table' } as const
  // The whole call is one entry of the audit log.
  const happenings = rows.map((row, index) =>
    happeningOf(call, table, row, action, isAudited && index === 0 ? audit : null),
  )
  await appendActivity(tx, call.rows.bus, call.origin, happenings)
}
