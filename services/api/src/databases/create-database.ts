import { createDatabase, type DatabaseType } from '@basalt/core/databases'
import { endpoint } from '#http/endpoint.ts'
import { customId } from '#http/kinds.ts'
import { enabled, named } from './params.ts'

/** A database remembers the surface that made it. */
export const databaseCreate = (type: DatabaseType) =>
  endpoint({
    id: 'tablesDB.create',
    route: 'POST /v1/tablesdb',
    summary: 'Create database',
    auth: ['key'],
    scopes: ['databases.write'],
    gates: ['projectOnly'],
    params: { databaseId: customId('Database ID.'), name: named, enabled },
    response: { status: 201, model: 'database' },
    event: 'databases.[databaseId].create',
    audit: { event: 'database.create', resource: 'database/{response.$id}' },
    errors: ['database_already_exists'],
    handler: ({ tx, params: { databaseId: id, name, enabled: isEnabled } }) =>
      createDatabase(tx, { id, name, enabled: isEnabled, type }),
  })
