import { createTable } from '@basalt/core/databases'
import { endpoint } from '#http/endpoint.ts'
import { customId } from '#http/kinds.ts'
import { enabled, inDatabase, named, rowSecurity, tablePermissions } from './params.ts'

export const tableCreate = endpoint({
  id: 'tablesDB.createTable',
  route: 'POST /v1/tablesdb/:databaseId/tables',
  summary: 'Create table',
  auth: ['key'],
  scopes: ['tables.write', 'collections.write'],
  gates: ['projectOnly'],
  params: {
    ...inDatabase,
    tableId: customId('Table ID.'),
    name: named,
    permissions: tablePermissions,
    rowSecurity,
    enabled,
  },
  response: { status: 201, model: 'table' },
  event: 'databases.[databaseId].tables.[tableId].create',
  audit: { event: 'table.create', resource: 'database/{request.databaseId}/table/{response.$id}' },
  errors: ['database_not_found', 'table_already_exists'],
  // A table is made outside of transactions, and then claimed in one.
  transaction: 'own',
  handler: ({ database, record, params }) => createTable(database, record, params),
})
