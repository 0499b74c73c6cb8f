import { databasesUsage, databaseUsage, tableUsage } from '@basalt/core/databases'
import { usageRanges } from '@basalt/core/usage'
import { endpoint } from '#http/endpoint.ts'
import { choice } from '#http/kinds.ts'
import { optional } from '#http/params.ts'
import { inDatabase, inTable } from './params.ts'

const range = optional(choice(usageRanges, 'How far back the series go.'), '30d')

export const databasesUsageList = endpoint({
  id: 'tablesDB.listUsage',
  route: 'GET /v1/tablesdb/usage',
  summary: 'Get usage of all databases',
  auth: ['admin'],
  scopes: ['tables.read', 'collections.read'],
  gates: ['projectOnly', 'usage'],
  params: { range },
  response: { status: 200, model: 'usageDatabases' },
  handler: ({ db, params }) => databasesUsage(db, params.range),
})

export const databaseUsageGet = endpoint({
  id: 'tablesDB.getUsage',
  route: 'GET /v1/tablesdb/:databaseId/usage',
  summary: 'Get usage of a database',
  auth: ['admin'],
  scopes: ['tables.read', 'collections.read'],
  gates: ['projectOnly', 'usage'],
  params: { ...inDatabase, range },
  response: { status: 200, model: 'usageDatabase' },
  errors: ['database_not_found'],
  handler: ({ db, params }) => databaseUsage(db, params.databaseId, params.range),
})

export const tableUsageGet = endpoint({
  id: 'tablesDB.getTableUsage',
  route: 'GET /v1/tablesdb/:databaseId/tables/:tableId/usage',
  summary: 'Get usage of a table',
  auth: ['admin'],
  scopes: ['tables.read', 'collections.read'],
  gates: ['projectOnly', 'usage'],
  params: { ...inDatabase, range, tableId: inTable.tableId },
  response: { status: 200, model: 'usageTable' },
  errors: ['table_not_found'],
  handler: ({ db, services, params }) => tableUsage(db, services.tables, params, params.range),
})
