import { getDatabase, listDatabases } from '@basalt/core/databases'
import { endpoint } from '#http/endpoint.ts'
import { inDatabase, listQueries, search, total } from './params.ts'

export const databaseList = endpoint({
  id: 'tablesDB.list',
  route: 'GET /v1/tablesdb',
  summary: 'List databases',
  auth: ['key'],
  scopes: ['databases.read'],
  gates: ['projectOnly'],
  params: { queries: listQueries(['name']), search, total },
  response: { status: 200, model: 'databaseList' },
  errors: ['database_query_order_null', 'general_cursor_not_found', 'general_query_invalid'],
  handler: ({ db, params }) => listDatabases(db, params),
})

export const databaseGet = endpoint({
  id: 'tablesDB.get',
  route: 'GET /v1/tablesdb/:databaseId',
  summary: 'Get database',
  auth: ['key'],
  scopes: ['databases.read'],
  gates: ['projectOnly'],
  params: inDatabase,
  response: { status: 200, model: 'database' },
  errors: ['database_not_found'],
  handler: ({ db, params }) => getDatabase(db, params.databaseId),
})
