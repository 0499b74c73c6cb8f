import type { Endpoint } from '#http/endpoint.ts'
import { kindsOfColumn } from './column-kinds.ts'
import { columnCreate, columnUpdate } from './columns.ts'
import { databaseCreate } from './create-database.ts'
import { tableCreate } from './create-table.ts'
import { indexCreate, indexDelete, indexGet, indexList } from './indexes.ts'
import { legacy } from './legacy.ts'
import { columnDelete, columnGet, columnList } from './read-columns.ts'
import { databaseGet, databaseList } from './read-databases.ts'
import { collectionQueries, tableGet, tableList } from './read-tables.ts'
import { relationshipCreate, relationshipUpdate } from './relationships.ts'
import { databaseDelete, databaseUpdate } from './update-database.ts'
import { tableDelete, tableUpdate } from './update-table.ts'

/** Operations that are the same on both surfaces, but for words. */
const shared: readonly Endpoint[] = [
  databaseList,
  databaseGet,
  databaseUpdate,
  databaseDelete,
  tableCreate,
  tableGet,
  tableUpdate,
  tableDelete,
  columnList,
  columnGet,
  columnDelete,
  ...kindsOfColumn.flatMap((kind) => [columnCreate(kind), columnUpdate(kind)]),
  relationshipCreate,
  relationshipUpdate,
  indexCreate,
  indexList,
  indexGet,
  indexDelete,
]

/** The surface of tables and rows. */
const tablesDB: readonly Endpoint[] = [databaseCreate('tablesdb'), tableList, ...shared]

/** The surface of collections and documents. */
const databases: readonly Endpoint[] = [
  legacy(databaseCreate('legacy')),
  legacy(tableList, { params: { queries: collectionQueries } }),
  ...shared.map((endpoint) => legacy(endpoint)),
]

export const databasesEndpoints: readonly Endpoint[] = [...tablesDB, ...databases]
