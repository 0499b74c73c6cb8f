import { type Definer, join, name, type Queryable, sql } from '@basalt/database'
import { fail } from '@basalt/types'
import type { ColumnDefinition, TableDefinition } from '../definition.ts'
import { columnName, linksTable, rowsTable } from '../table/names.ts'
import { alter } from './alter.ts'
import { addition, removal } from './indexes.ts'
import { indexesWithout } from './narrow.ts'
import { isStored, physicalType } from '../table/physical.ts'

const cutData = new Set([1265, 1406])
const notInstant = new Set([1845, 1846])

/** A change would have to go through all rows of the table. */
export class NotInstant extends Error {
  override readonly name = 'NotInstant'
}

/**
 * Adds a column, empty in existing rows: within a moment whatever the size of the table, unless it has a full-text
 * index or the column is a relationship's, which is indexed.
 * @throws {NotInstant} when only what takes a moment is wanted, and it would take longer
 */
export async function addColumn(
  schema: Definer,
  tableSequence: number,
  column: ColumnDefinition,
  { instantOnly = false }: { readonly instantOnly?: boolean } = {},
): Promise<void> {
  if (column.relation?.kind === 'manyToMany')
    return column.relation.side === 'parent' ? addLinks(schema, column) : undefined
  const type = physicalType(column)
  if (type === null) return
  if (instantOnly && isStored(column.relation) && column.relation !== null) throw new NotInstant()
  const added = name(columnName(column.sequence))
  const adding = sql`ADD COLUMN IF NOT EXISTS ${added} ${type}`
  try {
    await alter(schema, tableSequence, sql`${adding}, ALGORITHM = INSTANT`)
  } catch (error) {
    if (!notInstant.has(errno(error))) throw error
    if (instantOnly) throw new NotInstant('', { cause: error })
    await alter(schema, tableSequence, adding)
  }
  if (!isStored(column.relation)) return
  const kind = column.relation?.kind === 'oneToOne' ? sql`UNIQUE KEY` : sql`KEY`
  await alter(schema, tableSequence, sql`ADD ${kind} IF NOT EXISTS ${name(`r_${column.sequence}`)} (${added})`)
}

export async function dropColumn(schema: Definer, tableSequence: number, column: ColumnDefinition): Promise<void> {
  if (column.relation?.kind === 'manyToMany') {
    const parent = column.relation.side === 'parent' ? column.sequence : column.relation.partnerSequence
    return schema.define(sql`DROP TABLE IF EXISTS ${linksTable(parent)}`)
  }
  if (physicalType(column) === null) return
  const dropped = columnName(column.sequence)
  const narrowed = await indexesWithout(schema, tableSequence, dropped)
  await alter(schema, tableSequence, join([...narrowed, sql`DROP COLUMN IF EXISTS ${name(dropped)}`]))
}

/** True when no stored value would be cut by the size of a column's new definition. */
export async function fitsColumn(
  db: Queryable,
  tableSequence: number,
  before: ColumnDefinition,
  after: ColumnDefinition,
): Promise<boolean> {
  if (after.array || after.encrypt || after.type !== 'string' || after.size >= before.size) return true
  const column = name(columnName(after.sequence))
  const longer = await db.one(
    sql`SELECT 1 FROM ${rowsTable(tableSequence)} WHERE CHAR_LENGTH(${column}) > ${after.size} LIMIT 1`,
  )
  return longer === null
}

/**
 * Makes a column fit its new definition, where that is more than metadata, and the indexes over it with it: how much
 * of a text they hold depends on its size. `table` is as it is to be, but under the keys that its indexes name.
 * @throws `column_invalid_resize` when a stored value would be cut
 */
export async function alterColumn(
  schema: Definer,
  table: TableDefinition,
  before: ColumnDefinition,
  after: ColumnDefinition,
): Promise<void> {
  const [from, to] = [physicalType(before), physicalType(after)]
  const isResized = before.size !== after.size
  // The same type costs nothing, and repairs what broke off between the metadata and here.
  const isModified = to !== null && (isResized || from?.text !== to.text)
  if (!isModified && !isResized) return
  const built = table.indexes.filter(({ columns, status }) => columns.includes(before.key) && status === 'available')
  const changes = [
    ...built.map(removal),
    ...(isModified ? [sql`MODIFY COLUMN ${name(columnName(after.sequence))} ${to}`] : []),
    ...built.map((index) => addition(table, index)),
  ]
  if (changes.length === 0) return
  try {
    await alter(schema, table.sequence, join(changes))
  } catch (error) {
    if (cutData.has(errno(error))) throw fail('column_invalid_resize', { key: after.key }, error)
    throw error
  }
}

async function addLinks(schema: Definer, column: ColumnDefinition): Promise<void> {
  await schema.define(
    sql`CREATE TABLE IF NOT EXISTS ${linksTable(column.sequence)} (
      sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      parentId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      childId VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      UNIQUE KEY links_parent (parentId, childId),
      KEY links_child (childId, parentId)
    )`,
  )
}

function errno(error: unknown): number {
  return (error as { errno?: number } | null)?.errno ?? 0
}
