import { permissionsOf, readRows, type RowPage, type RowRecord, type Values } from '@basalt/documents'
import { fail } from '@basalt/types'
import { grantable, newPermissions } from '../../access/index.ts'
import { demand, openTable, rowGrants, tableGrants } from './access.ts'
import type { RowInput } from './create-row.ts'
import { prepareGet } from './get-row.ts'
import { isEmpty, readData } from './input.ts'
import { type Operation, stageOperations } from './operations.ts'
import { inPreview } from './preview.ts'
import type { RowCall, RowIds, TableIds } from './rows.ts'

/** A write that is not made but kept in a transaction. */
type Staged = { readonly transactionId: string }

/** @throws `row_missing_data`, `user_unauthorized`, and what `stageOperations` throws */
export async function stageCreate(call: RowCall, input: RowInput & Staged): Promise<RowRecord> {
  if (isEmpty(input.data)) throw fail('row_missing_data')
  const { actor } = call.origin
  const table = await openTable(call, input)
  const permissions = newPermissions(actor, input.permissions)
  demand(tableGrants(actor, table, 'create'), 'create', table)
  const data = { ...readData(call, input.data ?? {}).values, $permissions: permissions }
  await stage(call, input, { action: 'create', ...idsOf(input), rowUpdatedAt: null, data })
  return wouldBe(input, data)
}

/** The row must be there for the caller, as the transaction shows it. @throws `row_missing_payload`, `row_not_found` */
export async function stageUpdate(call: RowCall, input: RowInput & Staged): Promise<RowRecord> {
  if (isEmpty(input.data) && input.permissions === null) throw fail('row_missing_payload')
  const current = await visibleRow(call, input)
  const data = withPermissions(call, input)
  await stage(call, input, { action: 'update', ...idsOf(input), rowUpdatedAt: await updatedAt(call, input), data })
  return { ...current, ...data }
}

/**
 * Which of the two it will be shows when it is made: until then either right is enough.
 * @throws `row_missing_payload`, `user_unauthorized`
 */
export async function stageUpsert(call: RowCall, input: RowInput & Staged): Promise<RowRecord> {
  if (isEmpty(input.data) && input.permissions === null) throw fail('row_missing_payload')
  const { actor } = call.origin
  const table = await openTable(call, input)
  const row = (await readRows(call.schema, table, [input.rowId])).get(input.rowId)
  const mayUpdate = rowGrants(actor, table, 'update', row ? permissionsOf(row) : [])
  demand(mayUpdate || tableGrants(actor, table, 'create'), row ? 'update' : 'create', table)
  const data = withPermissions(call, input)
  await stage(call, input, { action: 'upsert', ...idsOf(input), rowUpdatedAt: row?.updatedAt ?? null, data })
  return wouldBe(input, data)
}

/** @throws `row_not_found` */
export async function stageDelete(call: RowCall, input: RowIds & Staged): Promise<void> {
  await visibleRow(call, input)
  const rowUpdatedAt = await updatedAt(call, input)
  await stage(call, input, { action: 'delete', ...idsOf(input), rowUpdatedAt, data: null })
}

type StageStep = RowIds &
  Staged & {
    readonly column: string
    readonly value: number | bigint
    readonly bound: number | bigint | null
  }

/** Answers with the step itself, as the row is not read. */
export async function stageStep(
  call: RowCall,
  action: 'increment' | 'decrement',
  input: StageStep,
): Promise<RowRecord> {
  const { column, value, bound } = input
  await openTable(call, input)
  const operation = { action, ...idsOf(input), rowUpdatedAt: null, data: { column, value, bound } }
  await stageBusy(call, input, operation)
  return wouldBe(input, { [column]: value })
}

/** The row as the transaction shows it to the caller. @throws `row_not_found` */
function visibleRow(call: RowCall, input: RowIds & Staged): Promise<RowRecord> {
  return inPreview(call, input.transactionId, () => prepareGet(call, { ...input, queries: [] }))
}

type BulkAction = 'bulkCreate' | 'bulkUpdate' | 'bulkUpsert' | 'bulkDelete'

/** One operation, however many rows it is about. `count` is what the answer tells. */
export async function stageBulk(
  call: RowCall,
  action: BulkAction,
  input: TableIds & Staged,
  data: object,
  count: number,
): Promise<RowPage> {
  const { databaseId, tableId } = input
  await stageBusy(call, input, { action, databaseId, tableId, rowId: null, rowUpdatedAt: null, data })
  return { total: count, rows: [] }
}

async function stage(call: RowCall, { transactionId }: Staged, operation: Operation): Promise<void> {
  await call.schema.transaction((tx) => stageOperations(tx, call, transactionId, [operation]))
}

/** These routes tell that a transaction is over in a word of their own. */
async function stageBusy(call: RowCall, input: Staged, operation: Operation): Promise<void> {
  try {
    await stage(call, input, operation)
  } catch (error) {
    if ((error as { type?: string }).type !== 'transaction_not_ready') throw error
    throw fail('general_bad_request', { reason: 'The transaction is not open any more.' }, error)
  }
}

/** When the row was last changed, outside of the transaction. */
async function updatedAt(call: RowCall, ids: RowIds): Promise<string | null> {
  const table = await openTable(call, ids)
  return (await readRows(call.schema, table, [ids.rowId])).get(ids.rowId)?.updatedAt ?? null
}

function withPermissions(call: RowCall, { data, permissions }: RowInput): Values {
  const values = readData(call, data ?? {}).values
  return permissions === null ? values : { ...values, $permissions: grantable(call.origin.actor, permissions) }
}

function idsOf({ databaseId, tableId, rowId }: RowIds): RowIds {
  return { databaseId, tableId, rowId }
}

/** The row as far as it is known: times and sequence come with the commit. */
function wouldBe({ databaseId, tableId, rowId }: RowIds, data: Values): RowRecord {
  const permissions = (data['$permissions'] ?? []) as readonly string[] // checked or made here
  return {
    ...data,
    $id: rowId,
    $sequence: 0,
    $databaseId: databaseId,
    $tableId: tableId,
    $createdAt: '',
    $updatedAt: '',
    $permissions: permissions,
  }
}
