import { getTable, listTables, tableProgress } from '@basalt/core/databases'
import { endpoint } from '#http/endpoint.ts'
import { inDatabase, inTable, listQueries, search, total } from './params.ts'
import { shown } from './shown.ts'

/** The legacy surface names its own flag among what can be filtered. */
export const collectionQueries = listQueries(['name', 'enabled', 'documentSecurity'])

export const tableList = endpoint({
  id: 'tablesDB.listTables',
  route: 'GET /v1/tablesdb/:databaseId/tables',
  summary: 'List tables',
  auth: ['key'],
  scopes: ['tables.read', 'collections.read'],
  gates: ['projectOnly'],
  params: { ...inDatabase, queries: listQueries(['name', 'enabled']), search, total },
  response: { status: 200, model: 'tableList' },
  errors: ['database_not_found', 'database_query_order_null', 'general_cursor_not_found', 'general_query_invalid'],
  handler: async ({ db, params }) => shown<'tableList'>(await listTables(db, params)),
})

export const tableGet = endpoint({
  id: 'tablesDB.getTable',
  route: 'GET /v1/tablesdb/:databaseId/tables/:tableId',
  summary: 'Get table',
  auth: ['key'],
  scopes: ['tables.read', 'collections.read'],
  gates: ['projectOnly'],
  params: inTable,
  response: { status: 200, model: 'table' },
  errors: ['database_not_found', 'table_not_found'],
  handler: ({ db, services, params }) => getTable(db, services.tables, params),
})

/** Beyond the contract: how far the change of a large table is. */
export const tableProgressGet = endpoint({
  id: 'tablesDB.getTableProgress',
  route: 'GET /v1/tablesdb/:databaseId/tables/:tableId/progress',
  summary: 'Get table progress',
  auth: ['key'],
  scopes: ['tables.read', 'collections.read'],
  gates: ['projectOnly'],
  params: inTable,
  response: { status: 200, model: 'tableProgress' },
  errors: ['database_not_found', 'table_not_found'],
  handler: ({ db, services, params }) => tableProgress(db, services.tables, params),
})
