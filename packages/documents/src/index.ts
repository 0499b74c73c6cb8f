export { columnName, rowsTable } from './table/names.ts'
export { addColumn, alterColumn, dropColumn, fitsColumn, NotInstant } from './ddl/columns.ts'
export { addIndex, dropIndex } from './ddl/indexes.ts'
export { createTable, dropTable, hasMoreRows, hasRows } from './ddl/tables.ts'
export { listRecords, type RecordsInput } from './query/records.ts'
export { field, type Field, type FieldKind, type Shape, tableShape } from './query/shape.ts'
export { parseInstant } from './instant.ts'
export {
  type ColumnDefinition,
  type ColumnFormat,
  type ColumnType,
  type IndexDefinition,
  type RelationDefinition,
  type RelationKind,
  type SchemaStatus,
  type TableDefinition,
} from './definition.ts'
export { maxRowWidth, rowWidth } from './table/physical.ts'
export { type Column, type CompiledTable, compileTable } from './table/compiled.ts'
export { type Cipher } from './table/codec.ts'
export { checkOf, expectationOf } from './table/values.ts'
export { type SpatialType, spatialValue } from './table/spatial.ts'
export {
  listRows,
  lockMatching,
  matchingSequences,
  planRow,
  planRows,
  type RowPage,
  type RowPlan,
  type Selection,
  type View,
  plainView,
  type RelatedSelection,
} from './rows/list.ts'
export {
  changedColumns,
  permissionsOf,
  recordOf,
  recordOfValues,
  type RowRecord,
  type StoredRow,
} from './rows/record.ts'
export { RoleBook } from './rows/roles.ts'
export {
  type Change,
  type CurrentRow,
  deleteRows,
  insertRows,
  lockRows,
  type NewRow,
  readCurrentRows,
  readRows,
  replaceReaders,
  updateRows,
} from './rows/store.ts'
export { changesOf } from './rows/changes.ts'
export { type Extent, extents } from './rows/count.ts'
export { hasOperators, readOperators } from './rows/operators.ts'
export { numericResult } from './rows/operators-numeric.ts'
export { completeValues, partialValues } from './rows/structure.ts'
export { type Values } from './rows/values.ts'
export { wireInstant } from './query/values.ts'
export { readRelated, relate, relatedIds, unrelate } from './rows/related.ts'
export { type Relation } from './table/relations.ts'
export { readableBy, readSpread, type Spread } from './rows/readable.ts'
export { type Access, type Page } from './query/page.ts'
