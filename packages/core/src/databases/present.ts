import type { ColumnDefinition, IndexDefinition, TableDefinition } from '@basalt/documents'
import type { Renderable } from '@basalt/types'

/** A table as the wire shows it, in the words of the tables surface. */
export type TableRecord = Omit<Renderable<'table'>, 'columns' | 'indexes'> & {
  readonly $id: string
  readonly columns: readonly ColumnRecord[]
  readonly indexes: readonly IndexRecord[]
}

/** A column of any kind: which of the fields are sent is for the model of its kind to say. */
export type ColumnRecord = Renderable<'column'> & {
  /** Internal: names the column in events. */
  readonly $id: string
  readonly key: string
  readonly type: ColumnDefinition['type']
  readonly format: ColumnDefinition['format']
  readonly size: number
  readonly default: unknown
  readonly encrypt: boolean
  readonly min: number | bigint | null
  readonly max: number | bigint | null
  readonly elements: readonly string[]
  readonly relatedTable?: string
  readonly relationType?: string
  readonly twoWay?: boolean
  readonly twoWayKey?: string
  readonly onDelete?: string
  readonly side?: string
}

export type IndexRecord = Renderable<'columnIndex'> & { readonly $id: string }

/** What all parts of one table are named after in events and index ids. */
export type TableRef = Pick<TableDefinition, 'sequence' | 'databaseSequence'>

export function presentTable(table: TableDefinition): TableRecord {
  return {
    $id: table.id,
    $createdAt: table.createdAt,
    $updatedAt: table.updatedAt,
    $permissions: table.permissions,
    databaseId: table.databaseId,
    name: table.name,
    enabled: table.enabled,
    rowSecurity: table.rowSecurity,
    columns: table.columns.filter(isShown).map((column) => presentColumn(table, column)),
    indexes: table.indexes.map((index) => presentIndex(table, index)),
  }
}

/** The partner of a one-way relationship exists, but is nobody's to see. */
export function isShown(column: ColumnDefinition): boolean {
  return column.relation?.hidden !== true
}

export function presentColumn(table: TableRef, column: ColumnDefinition): ColumnRecord {
  const { relation } = column
  return {
    $id: partId(table, column.key),
    key: column.key,
    type: column.type,
    format: column.format,
    status: column.status,
    error: column.error,
    required: column.required,
    array: column.array,
    $createdAt: column.createdAt,
    $updatedAt: column.updatedAt,
    size: column.size,
    default: column.default,
    encrypt: column.encrypt,
    min: column.min,
    max: column.max,
    elements: column.elements,
    ...(relation === null
      ? {}
      : {
          relatedTable: relation.relatedTableId,
          relationType: relation.kind,
          twoWay: relation.twoWay,
          twoWayKey: relation.twoWayKey,
          onDelete: relation.onDelete,
          side: relation.side,
        }),
  }
}

export function presentIndex(table: TableRef, index: IndexDefinition): IndexRecord {
  return {
    $id: partId(table, index.key),
    $createdAt: index.createdAt,
    $updatedAt: index.updatedAt,
    key: index.key,
    type: index.type,
    status: index.status,
    error: index.error,
    columns: index.columns,
    lengths: index.lengths,
    orders: index.orders as readonly string[], // an array's order is null on the wire
  }
}

function partId(table: TableRef, key: string): string {
  return `${partPrefix(table)}${key}`
}

export function partPrefix(table: TableRef): string {
  return `${table.databaseSequence}_${table.sequence}_`
}
