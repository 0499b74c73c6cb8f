import { getColumn, listColumns, removeColumn } from '@basalt/core/databases'
import { endpoint } from '#http/endpoint.ts'
import { columnKey, inTable, listQueries, total } from './params.ts'
import { shown } from './shown.ts'

export const columnList = endpoint({
  id: 'tablesDB.listColumns',
  route: 'GET /v1/tablesdb/:databaseId/tables/:tableId/columns',
  summary: 'List columns',
  auth: ['key'],
  scopes: ['tables.read', 'collections.read'],
  gates: ['projectOnly'],
  params: {
    ...inTable,
    queries: listQueries(['key', 'type', 'size', 'required', 'array', 'status', 'error']),
    total,
  },
  response: { status: 200, model: 'columnList' },
  errors: [
    'database_not_found',
    'database_query_order_null',
    'general_cursor_not_found',
    'general_query_invalid',
    'table_not_found',
  ],
  handler: async ({ db, services, params }) => shown<'columnList'>(await listColumns(db, services.tables, params)),
})

export const columnGet = endpoint({
  id: 'tablesDB.getColumn',
  route: 'GET /v1/tablesdb/:databaseId/tables/:tableId/columns/:key',
  summary: 'Get column',
  auth: ['key'],
  scopes: ['tables.read', 'collections.read'],
  gates: ['projectOnly'],
  params: { ...inTable, key: columnKey },
  response: {
    status: 200,
    model: 'columnBoolean',
    orModels: [
      'columnInteger',
      'columnFloat',
      'columnEmail',
      'columnEnum',
      'columnUrl',
      'columnIp',
      'columnDatetime',
      'columnRelationship',
      'columnPoint',
      'columnLine',
      'columnPolygon',
      'columnString',
    ],
  },
  errors: ['column_not_found', 'database_not_found', 'table_not_found'],
  handler: async ({ db, services, params }) => shown<'columnBoolean'>(await getColumn(db, services.tables, params)),
})

export const columnDelete = endpoint({
  id: 'tablesDB.deleteColumn',
  route: 'DELETE /v1/tablesdb/:databaseId/tables/:tableId/columns/:key',
  summary: 'Delete column',
  auth: ['key'],
  scopes: ['tables.write', 'collections.write'],
  gates: ['projectOnly'],
  params: { ...inTable, key: columnKey },
  response: { status: 204, model: 'column' },
  payload: 'column',
  event: 'databases.[databaseId].tables.[tableId].columns.[columnId].update',
  audit: { event: 'column.delete', resource: 'database/{request.databaseId}/table/{request.tableId}' },
  errors: ['column_index_dependency', 'column_not_found', 'database_not_found', 'table_not_found'],
  transaction: 'own',
  handler: ({ database, services, record, params }) => removeColumn(database, services.tables, record, params),
})
