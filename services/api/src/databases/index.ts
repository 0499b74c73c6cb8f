import type { Endpoint } from '#http/endpoint.ts'
import { customId } from '#http/kinds.ts'
import { rowsDelete, rowsUpdate, rowsUpsert } from './bulk-rows.ts'
import { kindsOfColumn } from './column-kinds.ts'
import { columnCreate, columnUpdate } from './columns.ts'
import { countingCreates, countingDeletes, countingReads, countingUpdates, countingUpserts } from './counted.ts'
import { rowDecrement, rowIncrement } from './counters.ts'
import { databaseCreate } from './create-database.ts'
import { rowCreate } from './create-row.ts'
import { tableCreate } from './create-table.ts'
import { finishing } from './finishing.ts'
import { indexCreate, indexDelete, indexGet, indexList } from './indexes.ts'
import { legacy } from './legacy.ts'
import { columnDelete, columnGet, columnList } from './read-columns.ts'
import { databaseGet, databaseList } from './read-databases.ts'
import { databaseLogs, rowLogs, tableLogs } from './logs.ts'
import { rowGet, rowList } from './read-rows.ts'
import { collectionQueries, tableGet, tableList, tableProgressGet } from './read-tables.ts'
import { relationshipCreate, relationshipUpdate } from './relationships.ts'
import { rowData, type Surface } from './row-call.ts'
import { databaseDelete, databaseUpdate } from './update-database.ts'
import { rowDelete, rowUpdate, rowUpsert } from './update-row.ts'
import {
  operationsCreate,
  transactionCreate,
  transactionDelete,
  transactionGet,
  transactionList,
  transactionUpdate,
} from './transactions.ts'
import { databasesUsageList, databaseUsageGet, tableUsageGet } from './usage.ts'
import { tableDelete, tableUpdate } from './update-table.ts'

/** Operations that are the same on both surfaces, but for words. */
const shared: readonly Endpoint[] = [
  databaseList,
  databaseGet,
  databaseUpdate,
  databaseDelete,
  databasesUsageList,
  databaseUsageGet,
  tableCreate,
  tableGet,
  tableUpdate,
  tableDelete,
  tableUsageGet,
  columnList,
  columnGet,
  finishing(columnDelete),
  ...kindsOfColumn.flatMap((kind) => [finishing(columnCreate(kind)), columnUpdate(kind)]),
  finishing(relationshipCreate),
  relationshipUpdate,
  finishing(indexCreate),
  indexList,
  indexGet,
  finishing(indexDelete),
]

/** Operations on rows, which are audited in the words of the surface. */
const rows = (surface: Surface): readonly Endpoint[] => [
  countingCreates(rowCreate(surface)),
  countingReads(rowList(surface)),
  countingUpserts(rowsUpsert(surface)),
  countingUpdates(rowsUpdate(surface)),
  countingDeletes(rowsDelete(surface)),
  countingReads(rowGet(surface)),
  countingUpdates(rowUpdate(surface)),
  countingDeletes(rowDelete(surface)),
  countingUpdates(rowDecrement(surface)),
  countingUpdates(rowIncrement(surface)),
  tableLogs(surface),
  rowLogs(surface),
]

/** Both surfaces share one pool of transactions. */
const transactions = (surface: Surface): readonly Endpoint[] => [
  transactionCreate,
  transactionList,
  transactionGet,
  transactionDelete,
  transactionUpdate(surface),
  operationsCreate(surface),
]

/** The legacy surface wants the newer scope to read transactions, and has nothing newer to point to. */
const legacyTransaction = (endpoint: Endpoint): Endpoint =>
  legacy(endpoint, {
    deprecated: false,
    ...(endpoint.method === 'GET' ? { scopes: ['rows.read'] } : {}),
  })

/** The surface of tables and rows. */
const tablesDB: readonly Endpoint[] = [
  databaseCreate('tablesdb'),
  tableList,
  tableProgressGet,
  ...shared,
  ...rows('tables'),
  ...transactions('tables'),
  countingUpserts(rowUpsert('tables')),
]

/** The surface of collections and documents. */
const databases: readonly Endpoint[] = [
  legacy(databaseCreate('legacy')),
  // Databases are the same on both surfaces, and so is their log; the contract has it here alone.
  legacy(databaseLogs),
  legacy(tableList, { params: { queries: collectionQueries } }),
  ...[...shared, ...rows('collections')].map((endpoint) => legacy(endpoint)),
  ...transactions('collections').map(legacyTransaction),
  legacy(countingUpserts(rowUpsert('collections')), {
    params: { documentId: customId('Document ID.'), data: rowData },
  }),
]

export const databasesEndpoints: readonly Endpoint[] = [...tablesDB, ...databases]
