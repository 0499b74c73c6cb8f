import { removeTable, updateTable } from '@basalt/core/databases'
import { endpoint } from '#http/endpoint.ts'
import { enabled, inTable, named, rowSecurity, tablePermissions } from './params.ts'

export const tableUpdate = endpoint({
  id: 'tablesDB.updateTable',
  route: 'PUT /v1/tablesdb/:databaseId/tables/:tableId',
  summary: 'Update table',
  auth: ['key'],
  scopes: ['tables.write', 'collections.write'],
  gates: ['projectOnly'],
  params: { ...inTable, name: named, permissions: tablePermissions, rowSecurity, enabled },
  response: { status: 200, model: 'table' },
  event: 'databases.[databaseId].tables.[tableId].update',
  audit: { event: 'table.update', resource: 'database/{request.databaseId}/table/{request.tableId}' },
  errors: ['database_not_found', 'table_not_found'],
  handler: ({ tx, services, params }) => updateTable(tx, services.tables, params),
})

export const tableDelete = endpoint({
  id: 'tablesDB.deleteTable',
  route: 'DELETE /v1/tablesdb/:databaseId/tables/:tableId',
  summary: 'Delete table',
  auth: ['key'],
  scopes: ['tables.write', 'collections.write'],
  gates: ['projectOnly'],
  params: inTable,
  response: { status: 204, model: 'table' },
  payload: 'table',
  event: 'databases.[databaseId].tables.[tableId].delete',
  audit: { event: 'table.delete', resource: 'database/{request.databaseId}/table/{request.tableId}' },
  errors: ['database_not_found', 'table_not_found'],
  handler: ({ tx, services, project, params }) =>
    removeTable(tx, services.database.schema(project.schema), services.tables, params),
})
