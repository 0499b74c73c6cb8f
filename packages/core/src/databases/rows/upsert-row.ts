import { duplicateKey, isDuplicate, type Transaction } from '@basalt/database'
import {
  type CompiledTable,
  completeValues,
  insertRows,
  lockRows,
  type NewRow,
  readOperators,
  recordOf,
  recordOfValues,
  type RowRecord,
} from '@basalt/documents'
import { fail } from '@basalt/types'
import { appendActivity } from '../../activity/index.ts'
import { demand, openTable, readRoles, rowGrants, tableGrants } from './access.ts'
import { asTableStands } from './as-table-stands.ts'
import type { RowInput } from './create-row.ts'
import { auditEvent, happeningOf } from './happenings.ts'
import { type Given, grantable, isEmpty, newPermissions, readData } from './input.ts'
import type { RowCall } from './rows.ts'
import { changeOf, writeChange } from './update-row.ts'

/** One row of an upsert, with what it grants prepared. */
export type UpsertItem = {
  readonly id: string
  readonly given: Given
  /** What the request sets; null keeps what is there, and gives a new row its creator's. */
  readonly permissions: readonly string[] | null
  readonly createdPermissions: readonly string[]
  readonly readers: readonly number[]
}
/** Null when an existing row is as it was asked to be. */
export type Upserted = { readonly row: RowRecord; readonly isChanged: boolean }

const rowIdKey = 'row_id'

/**
 * Creates a row or changes the one with this id. All required fields must be sent; optional ones keep what is there.
 * @throws `row_missing_payload`, `database_not_found`, `table_not_found`, `user_unauthorized`, `row_invalid_structure`,
 * `row_already_exists` when a unique value belongs to another row, `general_bad_request`
 */
export async function upsertRow(call: RowCall, input: RowInput): Promise<RowRecord> {
  if (isEmpty(input.data) && input.permissions === null) throw fail('row_missing_payload')
  return asTableStands(async () => {
    const { actor } = call.origin
    const table = await openTable(call, input)
    const permissions = input.permissions === null ? null : grantable(actor, input.permissions)
    const item = await prepareUpsert(call, input.rowId, readData(actor, input.data ?? {}), permissions)
    const audit = { event: auditEvent(call, 'upsert'), scope: 'row' } as const
    return upserting(() =>
      call.schema.transaction(async (tx) => {
        const stored = (await lockRows(tx, table, [item.id])).get(item.id)
        const { row, isChanged } = await upsertOne(tx, call, table, item, stored ? recordOf(table, stored) : null)
        if (isChanged) {
          await appendActivity(tx, call.rows.bus, call.origin, [happeningOf(call, table, row, 'upsert', audit)])
        }
        return row
      }),
    )
  })
}

export async function prepareUpsert(
  call: RowCall,
  id: string,
  data: Given,
  permissions: readonly string[] | null,
): Promise<UpsertItem> {
  const createdPermissions = permissions ?? newPermissions(call.origin.actor, null)
  return {
    id,
    given: { ...data, values: readOperators(data.values) },
    permissions,
    createdPermissions,
    readers: await call.rows.roles(call.schema).ensure(readRoles(createdPermissions)),
  }
}

/** Runs an upsert again when another request created one of its rows after it had looked. */
export async function upserting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (duplicateKey(error) === rowIdKey) return work()
    throw isDuplicate(error) ? fail('row_already_exists', {}, error) : error
  }
}

/** A clash of a new row throws a duplicate, for `upserting` to judge. */
export async function upsertOne(
  tx: Transaction,
  call: RowCall,
  table: CompiledTable,
  item: UpsertItem,
  current: RowRecord | null,
): Promise<Upserted> {
  const { actor } = call.origin
  if (current === null) {
    demand(tableGrants(actor, table, 'create'), 'create', table)
    return { row: await insertOne(tx, table, item), isChanged: true }
  }
  requireRequired(table, item.given)
  const change = changeOf(table, current, item.given, item.permissions)
  const mayUpdate = rowGrants(actor, table, 'update', current.$permissions)
  if (change === null) {
    demand(mayUpdate || rowGrants(actor, table, 'read', current.$permissions), 'read', table)
    return { row: current, isChanged: false }
  }
  demand(mayUpdate, 'update', table)
  return { row: await writeChange(tx, table, current, change, item.readers), isChanged: true }
}

async function insertOne(tx: Transaction, table: CompiledTable, item: UpsertItem): Promise<RowRecord> {
  const now = new Date()
  const row: NewRow = {
    id: item.id,
    createdAt: item.given.createdAt ?? now,
    updatedAt: item.given.updatedAt ?? now,
    permissions: item.createdPermissions,
    values: completeValues(table, item.given.values, null, now),
    readers: item.readers,
  }
  const sequences = await insertRows(tx, table, [row])
  return recordOfValues(table, row, sequences.get(item.id) ?? 0)
}

function requireRequired(table: CompiledTable, { values }: Given): void {
  const missing = table.columns.find(({ key, definition }) => definition.required && (values[key] ?? null) === null)
  if (missing) throw fail('row_invalid_structure', { reason: `The value of "${missing.key}" is required.` })
}
