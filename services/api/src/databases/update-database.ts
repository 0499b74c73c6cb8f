import { removeDatabase, updateDatabase } from '@basalt/core/databases'
import { endpoint } from '#http/endpoint.ts'
import { enabled, inDatabase, named } from './params.ts'

export const databaseUpdate = endpoint({
  id: 'tablesDB.update',
  route: 'PUT /v1/tablesdb/:databaseId',
  summary: 'Update database',
  auth: ['key'],
  scopes: ['databases.write'],
  gates: ['projectOnly'],
  params: { ...inDatabase, name: named, enabled },
  response: { status: 200, model: 'database' },
  event: 'databases.[databaseId].update',
  audit: { event: 'database.update', resource: 'database/{response.$id}' },
  errors: ['database_not_found'],
  handler: ({ tx, params: { databaseId: id, name, enabled: isEnabled } }) =>
    updateDatabase(tx, { id, name, enabled: isEnabled }),
})

export const databaseDelete = endpoint({
  id: 'tablesDB.delete',
  route: 'DELETE /v1/tablesdb/:databaseId',
  summary: 'Delete database',
  auth: ['key'],
  scopes: ['databases.write'],
  gates: ['projectOnly'],
  params: inDatabase,
  response: { status: 204, model: 'database' },
  payload: 'database',
  event: 'databases.[databaseId].delete',
  audit: { event: 'database.delete', resource: 'database/{request.databaseId}' },
  errors: ['database_not_found'],
  handler: ({ tx, services, project, params }) =>
    removeDatabase(tx, services.database.schema(project.schema), params.databaseId),
})
