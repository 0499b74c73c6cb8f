import { plainView, planRows, type RowPage, type RowRecord, type Values } from '@basalt/documents'
import { fail, isPrivileged, type Query, toJson } from '@basalt/types'
import { openTable } from './access.ts'
import { asTableStands } from './as-table-stands.ts'
import { deleteRows as deleteAll, updateRows as updateAll } from './bulk-by-queries.ts'
import { createRows as createAll, prepareRows, upsertRows as upsertAll } from './bulk-given.ts'
import { openForBulk, refuseRelations } from './bulk-targets.ts'
import { createRow as createOne, type RowInput } from './create-row.ts'
import { deleteRow as deleteOne } from './delete-row.ts'
import { getRow as getOne, prepareGet } from './get-row.ts'
import { isEmpty, readData } from './input.ts'
import { listRows as listSome, prepareList } from './list-rows.ts'
import { inPreview } from './preview.ts'
import type { RowCall, RowIds, TableIds } from './rows.ts'
import { stageBulk, stageCreate, stageDelete, stageStep, stageUpdate, stageUpsert } from './stage.ts'
import { stepRow as stepOne, type StepInput } from './step-row.ts'
import { updateRow as updateOne } from './update-row.ts'
import { upsertRow as upsertOne } from './upsert-row.ts'

/**
 * What callers of this feature do with rows: at once, or kept in a transaction when they name one. Reads then show
 * rows as if what waits in it had been made. Errors are those of each function, and of `stageOperations`.
 */
type Door<I> = I & { readonly transactionId?: string | null }
type WithQueries = { readonly queries: readonly Query[] }
type Unmodified = { readonly unmodifiedSince: Date | null }

export function getRow(call: RowCall, input: Door<RowIds & WithQueries>): Promise<RowRecord> {
  const { transactionId = null } = input
  return asTableStands(() =>
    transactionId === null ? getOne(call, input) : inPreview(call, transactionId, () => prepareGet(call, input)),
  )
}

export function listRows(
  call: RowCall,
  input: Door<TableIds & WithQueries & { readonly total: boolean }>,
): Promise<RowPage> {
  const { transactionId = null } = input
  if (transactionId === null) return listSome(call, input)
  return asTableStands(() => inPreview(call, transactionId, () => prepareList(call, input)))
}

export function createRow(call: RowCall, { transactionId = null, ...input }: Door<RowInput>): Promise<RowRecord> {
  return transactionId === null
    ? createOne(call, input)
    : asTableStands(() => stageCreate(call, { ...input, transactionId }))
}

export function updateRow(
  call: RowCall,
  { transactionId = null, ...input }: Door<RowInput & Unmodified>,
): Promise<RowRecord> {
  return transactionId === null
    ? updateOne(call, input)
    : asTableStands(() => stageUpdate(call, { ...input, transactionId }))
}

export function upsertRow(call: RowCall, { transactionId = null, ...input }: Door<RowInput>): Promise<RowRecord> {
  return transactionId === null
    ? upsertOne(call, input)
    : asTableStands(() => stageUpsert(call, { ...input, transactionId }))
}

export function deleteRow(call: RowCall, { transactionId = null, ...input }: Door<RowIds & Unmodified>): Promise<void> {
  return transactionId === null
    ? deleteOne(call, input)
    : asTableStands(() => stageDelete(call, { ...input, transactionId }))
}

export function stepRow(
  call: RowCall,
  method: 'increment' | 'decrement',
  { transactionId = null, ...input }: Door<StepInput>,
): Promise<RowRecord> {
  return transactionId === null ? stepOne(call, method, input) : stageStep(call, method, { ...input, transactionId })
}

type GivenRows = TableIds & { readonly rows: readonly Values[] }

export async function createRows(call: RowCall, { transactionId = null, ...input }: Door<GivenRows>): Promise<RowPage> {
  if (transactionId === null) return createAll(call, input)
  if (!isPrivileged(call.origin.actor)) throw fail('general_unauthorized_scope')
  refuseRelations(await openTable(call, input))
  const rows = await readRows(call, input.rows)
  return stageBulk(call, 'bulkCreate', { ...input, transactionId }, { rows }, rows.length)
}

export async function upsertRows(call: RowCall, { transactionId = null, ...input }: Door<GivenRows>): Promise<RowPage> {
  if (transactionId === null) return upsertAll(call, input)
  await openForBulk(call, input)
  const rows = await readRows(call, input.rows)
  return stageBulk(call, 'bulkUpsert', { ...input, transactionId }, { rows }, rows.length)
}

type Matching = TableIds & WithQueries

export async function updateRows(
  call: RowCall,
  { transactionId = null, ...input }: Door<Matching & { readonly data: Values }>,
): Promise<RowPage> {
  if (transactionId === null) return updateAll(call, input)
  const queries = textsOf(input.queries)
  planRows(plainView(await openForBulk(call, input)), input.queries)
  if (isEmpty(input.data)) throw fail('row_missing_payload')
  readData(call, input.data)
  return stageBulk(call, 'bulkUpdate', { ...input, transactionId }, { queries, data: input.data }, 0)
}

export async function deleteRows(call: RowCall, { transactionId = null, ...input }: Door<Matching>): Promise<RowPage> {
  if (transactionId === null) return deleteAll(call, input)
  const queries = textsOf(input.queries)
  planRows(plainView(await openForBulk(call, input)), input.queries)
  return stageBulk(call, 'bulkDelete', { ...input, transactionId }, { queries }, 0)
}

/** Rows with the ids that they will have. @throws what `prepareRows` throws */
async function readRows(call: RowCall, rows: readonly Values[]): Promise<readonly Values[]> {
  const writes = await prepareRows(call, rows)
  return rows.map((row, index) => ({ ...row, $id: writes[index]?.id }))
}

/** Queries as `parseQuery` reads them. */
function textsOf(queries: readonly Query[]): readonly string[] {
  return queries.map((query) => toJson(plain(query)))
}

function plain({ method, attribute, values, queries }: Query): object {
  return queries.length > 0 ? { method, values: queries.map(plain) } : { method, attribute, values }
}
