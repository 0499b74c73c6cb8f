export { addColumn, alterColumn, dropColumn } from './ddl/columns.ts'
export { addIndex, dropIndex } from './ddl/indexes.ts'
export { createTable, dropTable, hasRows } from './ddl/tables.ts'
export { listRecords, type RecordsInput } from './query/records.ts'
export { field, type Field, type FieldKind, type Shape, tableShape } from './query/shape.ts'
export { type Page } from './query/page.ts'
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
