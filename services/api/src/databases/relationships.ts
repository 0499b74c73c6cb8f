import { createRelationship, updateRelationship } from '@basalt/core/databases'
import { endpoint } from '#http/endpoint.ts'
import { choice, key, uid } from '#http/kinds.ts'
import { maybe, optional } from '#http/params.ts'
import { columnKey, inTable, newKey, strict } from './params.ts'
import { shown } from './shown.ts'

const onDelete = choice(['cascade', 'restrict', 'setNull'], 'What becomes of related rows when a row is deleted.')

export const relationshipCreate = endpoint({
  id: 'tablesDB.createRelationshipColumn',
  route: 'POST /v1/tablesdb/:databaseId/tables/:tableId/columns/relationship',
  summary: 'Create relationship column',
  auth: ['key'],
  scopes: ['tables.write', 'collections.write'],
  gates: ['projectOnly'],
  params: {
    ...inTable,
    relatedTableId: uid('Related table ID.'),
    type: choice(['oneToOne', 'manyToOne', 'manyToMany', 'oneToMany'], 'How many rows each side may have.'),
    twoWay: optional(strict('True gives the related table a column for the way back.'), false),
    key: maybe(key('Column key. The ID of the related table unless given.')),
    twoWayKey: maybe(key('Key of the column in the related table. The ID of this table unless given.')),
    onDelete: optional(onDelete, 'restrict'),
  },
  response: { status: 202, model: 'columnRelationship' },
  event: 'databases.[databaseId].tables.[tableId].columns.[columnId].create',
  audit: { event: 'column.create', resource: 'database/{request.databaseId}/table/{request.tableId}' },
  errors: ['column_already_exists', 'column_limit_exceeded', 'database_not_found', 'table_not_found'],
  transaction: 'own',
  handler: async ({ database, services, record, params: { type, ...rest } }) =>
    shown<'columnRelationship'>(await createRelationship(database, services.tables, record, { ...rest, kind: type })),
})

export const relationshipUpdate = endpoint({
  id: 'tablesDB.updateRelationshipColumn',
  route: 'PATCH /v1/tablesdb/:databaseId/tables/:tableId/columns/:key/relationship',
  summary: 'Update relationship column',
  auth: ['key'],
  scopes: ['tables.write', 'collections.write'],
  gates: ['projectOnly'],
  params: { ...inTable, key: columnKey, onDelete: maybe(onDelete), newKey },
  response: { status: 200, model: 'columnRelationship' },
  event: 'databases.[databaseId].tables.[tableId].columns.[columnId].update',
  audit: { event: 'column.update', resource: 'database/{request.databaseId}/table/{request.tableId}' },
  errors: [
    'column_already_exists',
    'column_not_available',
    'column_not_found',
    'column_type_invalid',
    'table_not_found',
  ],
  transaction: 'own',
  handler: async ({ database, services, record, params }) =>
    shown<'columnRelationship'>(await updateRelationship(database, services.tables, record, params)),
})
