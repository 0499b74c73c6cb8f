import { type Definer, empty, int, join, name, sql, type Sql } from '@basalt/database'
import type { ColumnDefinition, IndexDefinition, TableDefinition } from '../definition.ts'
import { columnName, indexName } from '../table/names.ts'
import { arrayIndexLength } from '../table/physical.ts'
import { alter } from './alter.ts'

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
  await alter(schema, table.sequence, addition(table, index, sql`IF NOT EXISTS`))
}

export async function dropIndex(schema: Definer, tableSequence: number, indexSequence: number): Promise<void> {
  await alter(schema, tableSequence, removal({ sequence: indexSequence }))
}

const kinds = { key: sql`KEY`, unique: sql`UNIQUE KEY`, fulltext: sql`FULLTEXT KEY`, spatial: sql`SPATIAL KEY` }

/**
 * The part of an ALTER TABLE that builds an index. Beside the removal of the same index it must have no `condition`,
 * which would look at the table as it was.
 */
export function addition(table: TableDefinition, index: IndexDefinition, condition = empty): Sql {
  const parts = index.columns.map((key, position) => part(table, index, key, position))
  return sql`ADD ${kinds[index.type]} ${condition} ${indexName(index.sequence)} (${join(parts)})`
}

/** The part of an ALTER TABLE that drops an index. */
export function removal({ sequence }: Pick<IndexDefinition, 'sequence'>): Sql {
  return sql`DROP KEY IF EXISTS ${indexName(sequence)}`
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
