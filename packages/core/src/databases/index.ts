export { type ColumnKind } from './column-kinds.ts'
export { removeColumn } from './column-removal.ts'
export { updateColumn } from './column-update.ts'
export { createColumn, getColumn, listColumns } from './columns.ts'
export {
  createDatabase,
  type DatabaseType,
  getDatabase,
  listDatabases,
  removeDatabase,
  updateDatabase,
} from './databases.ts'
export { Tables } from './directory.ts'
export { createIndex, getIndex, listIndexes, removeIndex } from './indexes.ts'
export { type ColumnRecord, type IndexRecord, type TableRecord } from './present.ts'
export { tableProgress } from './progress.ts'
export { reconcileSchema, unfinishedSchema } from './reconcile.ts'
export { relationPaths } from './relation-paths.ts'
export { finishLater, schemaJob } from './schema-job.ts'
export { createRelationship, updateRelationship } from './relationships.ts'
export { createTable, getTable, listTables, removeTable, updateTable } from './tables.ts'
export { endTransaction } from './rows/commit.ts'
export { createOperations } from './rows/create-operations.ts'
export {
  createRow,
  createRows,
  deleteRow,
  deleteRows,
  getRow,
  listRows,
  stepRow,
  updateRow,
  updateRows,
  upsertRow,
  upsertRows,
} from './rows/doors.ts'
export { type RowCall, Rows } from './rows/rows.ts'
export {
  createTransaction,
  getTransaction,
  listTransactions,
  removeTransaction,
  openTransactions,
  sweepTransactions,
} from './rows/transactions.ts'
export { type SpatialType, spatialValue } from '@basalt/documents'
export { countRowUse, databaseSizes, databasesUsage, databaseUsage, type RowUse, tableUsage } from './usage.ts'
