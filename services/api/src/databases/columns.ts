import { type ColumnKind, createColumn, updateColumn } from '@basalt/core/databases'
import type { ErrorType } from '@basalt/types'
import { endpoint, type Endpoint, type Params } from '#http/endpoint.ts'
import { optional } from '#http/params.ts'
import { defaultParam, type KindOfColumn } from './column-kinds.ts'
import { columnKey, inTable, newKey, strict } from './params.ts'
import { shown } from './shown.ts'

type Settings = {
  readonly databaseId: string
  readonly tableId: string
  readonly key: string
  readonly newKey: string | null
  readonly required: boolean
  readonly default: unknown
}

const required = strict('True refuses rows without a value.')
const array = optional(strict('True makes every value a list.'), false)

const createErrors: readonly ErrorType[] = [
  'COLUMN_TYPE_NOT_SUPPORTED',
  'column_already_exists',
  'column_default_unsupported',
  'column_format_unsupported',
  'column_limit_exceeded',
  'database_not_found',
  'row_invalid_structure',
  'table_not_found',
]
const updateErrors: readonly ErrorType[] = [
  'column_already_exists',
  'column_default_unsupported',
  'column_index_invalid',
  'column_invalid_resize',
  'column_limit_exceeded',
  'column_not_available',
  'column_not_found',
  'column_type_invalid',
  'column_value_invalid',
  'database_not_found',
  'row_invalid_structure',
  'table_not_found',
]

const titles: Readonly<Record<ColumnKind, string>> = {
  string: 'String',
  integer: 'Integer',
  float: 'Float',
  boolean: 'Boolean',
  datetime: 'Datetime',
  email: 'Email',
  enum: 'Enum',
  ip: 'Ip',
  url: 'Url',
  point: 'Point',
  line: 'Line',
  polygon: 'Polygon',
}

/** The operation that adds a column of a kind. */
export function columnCreate(of: KindOfColumn): Endpoint {
  const params: Params = {
    ...inTable,
    key: columnKey,
    ...of.before,
    required,
    ...of.after,
    default: defaultParam(of, 'create'),
    ...(of.isSpatial ? {} : { array }),
    ...of.createLast,
  }
  return endpoint({
    id: `tablesDB.create${titles[of.kind]}Column`,
    route: `POST /v1/tablesdb/:databaseId/tables/:tableId/columns/${of.kind}`,
    summary: `Create ${of.kind} column`,
    auth: ['key'],
    scopes: ['tables.write', 'collections.write'],
    gates: ['projectOnly'],
    params: { ...params, ...inTable },
    response: { status: 202, model: of.model },
    event: 'databases.[databaseId].tables.[tableId].columns.[columnId].create',
    audit: { event: 'column.create', resource: 'database/{request.databaseId}/table/{request.tableId}' },
    errors: [...createErrors, ...(of.createErrors ?? [])],
    transaction: 'own',
    handler: async ({ database, services, record, params: given }) =>
      shown(await createColumn(database, services.tables, record, { ...settings(given), kind: of.kind })),
  })
}

/** The operation that changes a column of a kind. */
export function columnUpdate(of: KindOfColumn): Endpoint {
  const params: Params = {
    ...inTable,
    key: columnKey,
    ...of.updateBefore,
    required,
    ...of.after,
    default: defaultParam(of, 'update'),
    ...of.updateLast,
    newKey,
  }
  return endpoint({
    id: `tablesDB.update${titles[of.kind]}Column`,
    route: `PATCH /v1/tablesdb/:databaseId/tables/:tableId/columns/${of.kind}/:key`,
    summary: `Update ${of.kind} column`,
    auth: ['key'],
    scopes: ['tables.write', 'collections.write'],
    gates: ['projectOnly'],
    params: { ...params, ...inTable, key: columnKey },
    response: { status: 200, model: of.model },
    event: 'databases.[databaseId].tables.[tableId].columns.[columnId].update',
    audit: { event: 'column.update', resource: 'database/{request.databaseId}/table/{request.tableId}' },
    errors: updateErrors,
    transaction: 'own',
    handler: async ({ database, services, record, params: given }) =>
      shown(await updateColumn(database, services.tables, record, { ...settings(given), kind: of.kind })),
  })
}

// Every kind declares the options that it has, by the names that core knows them by.
const settings = (given: object): Settings => given as Settings
