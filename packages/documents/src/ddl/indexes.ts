import { int, join, name, type Definer, sql, type Sql } from '@basalt/database'
import type { ColumnDefinition, IndexDefinition, TableDefinition } from '../definition.ts'
import { columnName, indexName } from '../table/names.ts'
import { arrayIndexLength } from '../table/physical.ts'
import { alter } from './columns.ts'

const systemColumns: Readonly<Record<string, string>> = {
  $id: 'id',
  $sequence: 'sequence',
  $createdAt: 'createdAt',
  $updatedAt: 'updatedAt',
}
/** From here on a text is kept apart from the row, and an index over it must say how much of it counts. */
const maxWholeText = 255

/** Builds an index while the table stays in use. Unique ones fail with a duplicate error when values repeat. */
export async function addIndex(schema: Definer, table: TableDefinition, index: IndexDefinition): Promise<void> {
  const parts = index.columns.map((key, position) => part(table, index, key, position))
  const kind = { key: sql`KEY`, unique: sql`UNIQUE KEY`, fulltext: sql`FULLTEXT KEY`, spatial: sql`SPATIAL KEY` }[
    index.type
  ]
  await alter(schema, table.sequence, sql`ADD ${kind} IF NOT EXISTS ${indexName(index.sequence)} (${join(parts)})`)
}

export async function dropIndex(schema: Definer, tableSequence: number, indexSequence: number): Promise<void> {
  await alter(schema, tableSequence, sql`DROP KEY IF EXISTS ${indexName(indexSequence)}`)
}

function part(table: TableDefinition, index: IndexDefinition, key: string, position: number): Sql {
  const system = systemColumns[key]
  const column = table.columns.find((candidate) => candidate.key === key)
  if (system === undefined && column === undefined) throw new Error(`index over an unknown column: ${key}`)
  const physical = name(system ?? columnName(column?.sequence ?? 0))
  const length = column ? prefix(index, column, position) : 0
  const order = index.orders[position]?.toUpperCase() === 'DESC' && index.type !== 'fulltext' ? sql` DESC` : sql``
  return length > 0 ? sql`${physical}(${int(length)})${order}` : sql`${physical}${order}`
}

function prefix(index: IndexDefinition, column: ColumnDefinition, position: number): number {
  if (index.type === 'fulltext' || index.type === 'spatial') return 0
  if (column.array) return arrayIndexLength
  if (column.type !== 'string') return 0
  const wanted = index.lengths[position] ?? 0
  if (column.size <= maxWholeText && !column.encrypt) return wanted < column.size ? wanted : 0
  return wanted > 0 ? wanted : column.size
}
