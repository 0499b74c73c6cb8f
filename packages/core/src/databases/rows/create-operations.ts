import { type CompiledTable, permissionsOf, readRows, type StoredRow } from '@basalt/documents'
import { uniqueId } from '@basalt/service'
import { type Action, BasaltError, fail, isPrivileged, maxQueries, parseQuery, type Renderable } from '@basalt/types'
import { grantable } from '../../access/index.ts'
import { demand, openTable, rowGrants, tableGrants } from './access.ts'
import { maxGiven, refuseRelations } from './bulk-targets.ts'
import { isTooDeep, permissionsIn } from './input.ts'
import { bulkActions, type Operation, type OperationAction, rowActions, stageOperations } from './operations.ts'
import type { RowCall } from './rows.ts'
import { present } from './transactions.ts'

type Asked = Readonly<Record<string, unknown>>

const idPattern = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,35}$/
const actions: ReadonlySet<unknown> = new Set([...rowActions, ...bulkActions])

/**
 * Stages a list of operations, of any tables, in the words of either vocabulary.
 * @throws `general_bad_request`, `general_argument_invalid`, `database_not_found`, `collection_not_found`,
 * `document_not_found`, `user_unauthorized`, and what `stageOperations` throws
 */
export async function createOperations(
  call: RowCall,
  input: { readonly transactionId: string; readonly operations: readonly Asked[] },
): Promise<Renderable<'transaction'>> {
  if (input.operations.length === 0) throw fail('general_bad_request', { reason: 'There is no operation.' })
  const made = new Set<string>()
  const operations: Operation[] = []
  for (const asked of input.operations) {
    const operation = readOperation(asked)
    operations.push(await checkOperation(call, operation, made))
    const target = targetOf(operation)
    if (operation.action === 'create' || operation.action === 'upsert') made.add(target)
    if (operation.action === 'delete') made.delete(target)
  }
  return call.schema.transaction(async (tx) =>
    present(await stageOperations(tx, call, input.transactionId, operations)),
  )
}

/** @throws `general_argument_invalid` */
function readOperation(asked: Asked): Operation {
  const { action, databaseId } = asked
  const tableId = asked['tableId'] ?? asked['collectionId']
  if (!actions.has(action)) throw wrong('action', 'must be one of the actions of rows')
  if (isTooDeep(asked['data'])) throw wrong('data', 'is nested too deeply')
  const common = {
    action: action as OperationAction, // in the set of actions
    databaseId: idOf('databaseId', databaseId),
    tableId: idOf('tableId', tableId),
    rowUpdatedAt: null,
  }
  if (bulkActions.includes(action as never))
    return { ...common, rowId: null, data: bulkData(common.action, asked['data']) }
  const rowId = asked['rowId'] ?? asked['documentId']
  const isNew = rowId === 'unique()' && (action === 'create' || action === 'upsert')
  return { ...common, rowId: isNew ? uniqueId() : idOf('rowId', rowId), data: rowData(common.action, asked['data']) }
}

function rowData(action: OperationAction, data: unknown): object | null {
  if (action === 'delete') return null
  if (!isObject(data)) throw wrong('data', 'must be an object')
  if (action !== 'increment' && action !== 'decrement') return data
  const column = data['column'] ?? data['attribute']
  const { value = 1 } = data
  const bound = data[action === 'increment' ? 'max' : 'min'] ?? null
  if (typeof column !== 'string') throw wrong('data', 'must name a column')
  if (!isNumber(value) || !(value > 0)) throw wrong('data', 'must have a value above 0')
  if (bound !== null && !isNumber(bound)) throw wrong('data', 'must have a number as its bound')
  return { column, value, bound }
}

function bulkData(action: OperationAction, data: unknown): object {
  if (action === 'bulkCreate' || action === 'bulkUpsert') {
    if (!Array.isArray(data) || data.length === 0 || data.length > maxGiven || !data.every(isObject)) {
      throw wrong('data', `must be a list of 1 to ${maxGiven} rows`)
    }
    return { rows: data }
  }
  if (!isObject(data)) throw wrong('data', 'must be an object')
  const { queries = [], data: values = {} } = data
  const isList =
    Array.isArray(queries) && queries.length <= maxQueries && queries.every((one) => typeof one === 'string')
  if (!isList || !isObject(values)) throw wrong('data', 'must have queries as texts, and data as an object')
  queries.forEach(parseQuery)
  return { queries, data: values }
}

async function checkOperation(call: RowCall, operation: Operation, made: ReadonlySet<string>): Promise<Operation> {
  const { actor } = call.origin
  const { action, rowId } = operation
  const table = await tableOf(call, operation)
  if (rowId === null) {
    if (!isPrivileged(actor)) throw fail('user_unauthorized', { action })
    refuseRelations(table)
    return operation
  }
  const data = operation.data as Asked | null // read above
  const permissions = permissionsIn(data?.['$permissions'] ?? null, 'general_argument_invalid')
  if (permissions !== null) grantable(actor, permissions)
  const row = (await readRows(call.schema, table, [rowId])).get(rowId) ?? null
  const isMade = made.has(targetOf(operation))
  if (row === null && !isMade && action !== 'create' && action !== 'upsert') throw fail('document_not_found', { rowId })
  demandOn(call, table, action, row)
  return { ...operation, rowUpdatedAt: row?.updatedAt ?? null }
}

function demandOn(call: RowCall, table: CompiledTable, action: OperationAction, row: StoredRow | null): void {
  const { actor } = call.origin
  if (action === 'create' || (action === 'upsert' && row === null)) {
    return demand(tableGrants(actor, table, 'create'), 'create', table)
  }
  const needed: Exclude<Action, 'create'> = action === 'delete' ? 'delete' : 'update'
  // A row of this very transaction is judged when it is there.
  if (row !== null) demand(rowGrants(actor, table, needed, permissionsOf(row)), needed, table)
}

/** Both vocabularies hear of a missing table in one. */
async function tableOf(call: RowCall, operation: Operation): Promise<CompiledTable> {
  try {
    return await openTable(call, operation)
  } catch (error) {
    if (!(error instanceof BasaltError) || error.type !== 'table_not_found') throw error
    throw fail('collection_not_found', error.details, error)
  }
}

function targetOf({ databaseId, tableId, rowId }: Operation): string {
  return `${databaseId}/${tableId}/${rowId}`
}

function idOf(name: string, value: unknown): string {
  if (typeof value === 'string' && idPattern.test(value)) return value
  throw wrong(name, 'must be an id')
}

function isObject(value: unknown): value is Asked {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))
}

function wrong(name: string, wanted: string): Error {
  return fail('general_argument_invalid', { reason: `Parameter \`operations\`: \`${name}\` ${wanted}.` })
}
