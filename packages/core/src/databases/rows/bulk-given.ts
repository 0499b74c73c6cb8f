import { isDuplicate } from '@basalt/database'
import {
  type CompiledTable,
  completeValues,
  insertRows,
  lockRows,
  type NewRow,
  recordOf,
  recordOfValues,
  type RowPage,
  type RowRecord,
  type Values,
} from '@basalt/documents'
import { uniqueId } from '@basalt/service'
import { expandPermissions, fail, isPrivileged } from '@basalt/types'
import { appendActivity } from '../../activity/index.ts'
import { readRoles } from './access.ts'
import { asTableStands } from './as-table-stands.ts'
import { maxGiven, openForBulk, refuseRelations } from './bulk-targets.ts'
import { openTable } from './access.ts'
import { auditEvent, happeningOf, type RowAction } from './happenings.ts'
import { type Given, permissionsIn, readData } from './input.ts'
import type { RowCall, TableIds } from './rows.ts'
import { prepareUpsert, upserting, upsertOne } from './upsert-row.ts'

type GivenRows = TableIds & { readonly rows: readonly Values[] }
type Item = { readonly id: string; readonly data: Given; readonly permissions: readonly string[] | null }

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
    const items = readItems(call, input.rows)
    const now = new Date()
    const rows = await Promise.all(items.map((item) => newRow(call, table, item, now)))
    try {
      const created = await call.schema.transaction(async (tx) => {
        const sequences = await insertRows(tx, table, rows)
        const records = rows.map((row) => recordOfValues(table, row, sequences.get(row.id) ?? 0))
        await appendActivity(tx, call.rows.bus, call.origin, tellings(call, table, records, 'create', 'create'))
        return records
      })
      return { total: created.length, rows: created }
    } catch (error) {
      throw isDuplicate(error) ? fail('row_already_exists', {}, error) : error
    }
  })
}

/**
 * Creates or changes up to 100 rows, all or none; those that were so already are neither counted nor shown.
 * @throws as `createRows`, but `database_not_found` to clients
 */
export async function upsertRows(call: RowCall, input: GivenRows): Promise<RowPage> {
  return asTableStands(async () => {
    const table = await openForBulk(call, input)
    const items = readItems(call, input.rows)
    if (new Set(items.map(({ id }) => id)).size !== items.length) throw fail('row_already_exists')
    const prepared = await Promise.all(items.map((item) => prepareUpsert(call, item.id, item.data, item.permissions)))
    const changed = await upserting(() =>
      call.schema.transaction(async (tx) => {
        const stored = await lockRows(
          tx,
          table,
          prepared.map(({ id }) => id),
        )
        const records: RowRecord[] = []
        for (const item of prepared) {
          const current = stored.get(item.id)
          const upserted = await upsertOne(tx, call, table, item, current ? recordOf(table, current) : null)
          if (upserted.isChanged) records.push(upserted.row)
        }
        await appendActivity(tx, call.rows.bus, call.origin, tellings(call, table, records, 'upsert', 'create'))
        return records
      }),
    )
    return { total: changed.length, rows: changed }
  })
}

function readItems(call: RowCall, rows: readonly Values[]): readonly Item[] {
  if (rows.length === 0) throw fail('row_missing_data')
  if (rows.length > maxGiven)
    throw fail('general_bad_request', { reason: `At most ${maxGiven} rows can be sent at once.` })
  return rows.map((row) => {
    const data = readData(call.origin.actor, row)
    const permissions = permissionsIn(data.permissions, 'general_bad_request')
    return { id: idOf(data), data, permissions: permissions && expandPermissions(permissions, ['update', 'delete']) }
  })
}

function idOf({ id }: Given): string {
  if (id === null || id === 'unique()') return uniqueId()
  if (typeof id === 'string' && idPattern.test(id)) return id
  throw fail('general_bad_request', {
    reason: '"$id" must be 1 to 36 letters, digits, `.`, `-` or `_`, or `unique()`.',
  })
}

async function newRow(call: RowCall, table: CompiledTable, item: Item, now: Date): Promise<NewRow> {
  const permissions = item.permissions ?? []
  return {
    id: item.id,
    createdAt: item.data.createdAt ?? now,
    updatedAt: item.data.updatedAt ?? now,
    permissions,
    values: completeValues(table, item.data.values, null, now),
    readers: await call.rows.roles(call.schema).ensure(readRoles(permissions)),
  }
}

/** The whole call is one entry of the audit log. */
function tellings(
  call: RowCall,
  table: CompiledTable,
  rows: readonly RowRecord[],
  action: RowAction,
  audited: RowAction,
): ReturnType<typeof happeningOf>[] {
  const audit = { event: auditEvent(call, audited), scope: 'table' } as const
  return rows.map((row, index) => happeningOf(call, table, row, action, index === 0 ? audit : null))
}
