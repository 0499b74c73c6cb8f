import { toJson } from '@basalt/types'
import { wireInstant } from '../query/values.ts'
import type { Column, CompiledTable } from '../table/compiled.ts'
import type { Values } from './values.ts'

/** A row in wire form: system fields, and the table's own by their keys. Integers beyond 2^53 are bigint. */
export type RowRecord = {
  readonly $id: string
  readonly $sequence: number
  readonly $databaseId: string
  readonly $tableId: string
  readonly $createdAt: string
  readonly $updatedAt: string
  readonly $permissions: readonly string[]
  readonly [key: string]: unknown
}

/** A line of a table as the database returns it. */
export type StoredRow = {
  readonly id: string
  readonly sequence: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly permissions: string
  readonly [column: string]: unknown
}

type WrittenRow = {
  readonly id: string
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly permissions: readonly string[]
  readonly values: Values
}

const noPermissions: readonly string[] = Object.freeze([])

export function recordOf(table: CompiledTable, row: StoredRow, columns: readonly Column[] = table.columns): RowRecord {
  const record: Record<string, unknown> = {
    $id: row.id,
    $sequence: row.sequence,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    $permissions: permissionsOf(row),
    $databaseId: table.definition.databaseId,
    $tableId: table.definition.id,
  }
  for (const column of columns) record[column.key] = column.decode(row[column.physical] ?? null)
  return record as RowRecord // the system's fields are set above
}

export function permissionsOf({ permissions }: StoredRow): readonly string[] {
  return permissions === '[]' ? noPermissions : (JSON.parse(permissions) as readonly string[]) // written here only
}

/** A row as `recordOf` would read it back, from what was written. */
export function recordOfValues(table: CompiledTable, row: WrittenRow, sequence: number): RowRecord {
  const record: Record<string, unknown> = {
    $id: row.id,
    $sequence: sequence,
    $createdAt: wireInstant(row.createdAt),
    $updatedAt: wireInstant(row.updatedAt),
    $permissions: row.permissions,
    $databaseId: table.definition.databaseId,
    $tableId: table.definition.id,
  }
  for (const { key, definition } of table.columns) record[key] = row.values[key] ?? (definition.array ? [] : null)
  return record as RowRecord // the system's fields are set above
}

/** The columns whose values differ from those of a row. No list and an empty one are the same. */
export function changedColumns(table: CompiledTable, current: RowRecord, values: Values): readonly Column[] {
  return table.columns.filter(({ key, definition }) => {
    const before = current[key]
    const after = values[key] ?? (definition.array ? [] : null)
    // Lists and geometries are the same when they say the same.
    return before !== after && (typeof after !== 'object' || toJson(before) !== toJson(after))
  })
}
