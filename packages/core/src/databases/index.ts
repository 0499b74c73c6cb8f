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
export { reconcileSchema } from './reconcile.ts'
export { createRelationship, updateRelationship } from './relationships.ts'
export { createTable, getTable, listTables, removeTable, updateTable } from './tables.ts'
export { deleteRows, updateRows } from './rows/bulk-by-queries.ts'
export { createRows, upsertRows } from './rows/bulk-given.ts'
export { createRow } from './rows/create-row.ts'
export { deleteRow } from './rows/delete-row.ts'
export { getRow } from './rows/get-row.ts'
export { listRows } from './rows/list-rows.ts'
export { type RowCall, Rows } from './rows/rows.ts'
export { stepRow } from './rows/step-row.ts'
export { updateRow } from './rows/update-row.ts'
export { upsertRow } from './rows/upsert-row.ts'
