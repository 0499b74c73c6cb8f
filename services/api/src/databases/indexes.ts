import { createIndex, getIndex, listIndexes, removeIndex } from '@basalt/core/databases'
import { endpoint } from '#http/endpoint.ts'
import { choice, integer, list } from '#http/kinds.ts'
import { invalid, nullable, optional, param, type Param } from '#http/params.ts'
import { fieldKey, indexKey, inTable, listQueries, total } from './params.ts'

/** Answers show an order as the caller spelled it. */
const order: Param<string> = param(
  (value, name) => {
    if (typeof value === 'string' && /^(?:asc|desc)$/i.test(value)) return value
    throw invalid(name, 'must be ASC or DESC')
  },
  { type: 'string' },
  { validator: 'enum', values: ['ASC', 'DESC'], caseSensitive: false },
  'ASC or DESC.',
)

const length: Param<number | bigint | null> = {
  ...nullable(integer({}, 'Characters that count, of a text.')),
  rule: { validator: 'integer', loose: false, nullable: true },
}

export const indexCreate = endpoint({
  id: 'tablesDB.createIndex',
  route: 'POST /v1/tablesdb/:databaseId/tables/:tableId/indexes',
  summary: 'Create index',
  auth: ['key'],
  scopes: ['tables.write', 'collections.write'],
  gates: ['projectOnly'],
  params: {
    ...inTable,
    key: indexKey,
    type: choice(['key', 'fulltext', 'unique', 'spatial'], 'Kind of index.', { caseSensitive: false }),
    columns: list(fieldKey('Column key.'), { max: 100 }, 'Columns, in the order of the index.'),
    orders: optional(list(order, { max: 100 }, 'Order of each column.'), []),
    lengths: optional(list(length, { max: 100 }, 'Length of each column; null for all of it.'), []),
  },
  response: { status: 202, model: 'columnIndex' },
  event: 'databases.[databaseId].tables.[tableId].indexes.[indexId].create',
  audit: { event: 'index.create', resource: 'database/{request.databaseId}/table/{request.tableId}' },
  errors: [
    'column_index_already_exists',
    'column_index_invalid',
    'column_index_limit_exceeded',
    'column_not_available',
    'column_type_invalid',
    'column_unknown',
    'database_not_found',
    'table_not_found',
  ],
  transaction: 'own',
  handler: ({ database, services, record, params }) => createIndex(database, services.tables, record, params),
})

export const indexList = endpoint({
  id: 'tablesDB.listIndexes',
  route: 'GET /v1/tablesdb/:databaseId/tables/:tableId/indexes',
  summary: 'List indexes',
  auth: ['key'],
  scopes: ['tables.read', 'collections.read'],
  gates: ['projectOnly'],
  params: { ...inTable, queries: listQueries(['key', 'type', 'status', 'attributes', 'error']), total },
  response: { status: 200, model: 'columnIndexList' },
  errors: [
    'database_not_found',
    'database_query_order_null',
    'general_cursor_not_found',
    'general_query_invalid',
    'table_not_found',
  ],
  handler: ({ db, services, params }) => listIndexes(db, services.tables, params),
})

export const indexGet = endpoint({
  id: 'tablesDB.getIndex',
  route: 'GET /v1/tablesdb/:databaseId/tables/:tableId/indexes/:key',
  summary: 'Get index',
  auth: ['key'],
  scopes: ['tables.read', 'collections.read'],
  gates: ['projectOnly'],
  params: { ...inTable, key: indexKey },
  response: { status: 200, model: 'columnIndex' },
  errors: ['column_index_not_found', 'database_not_found', 'table_not_found'],
  handler: ({ db, services, params }) => getIndex(db, services.tables, params),
})

export const indexDelete = endpoint({
  id: 'tablesDB.deleteIndex',
  route: 'DELETE /v1/tablesdb/:databaseId/tables/:tableId/indexes/:key',
  summary: 'Delete index',
  auth: ['key'],
  scopes: ['tables.write', 'collections.write'],
  gates: ['projectOnly'],
  params: { ...inTable, key: indexKey },
  response: { status: 204, model: 'columnIndex' },
  payload: 'columnIndex',
  event: 'databases.[databaseId].tables.[tableId].indexes.[indexId].update',
  audit: { event: 'index.delete', resource: 'database/{request.databaseId}/table/{request.tableId}' },
  errors: ['column_index_not_found', 'database_not_found', 'table_not_found'],
  transaction: 'own',
  handler: ({ database, services, record, params }) => removeIndex(database, services.tables, record, params),
})
