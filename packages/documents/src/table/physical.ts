import { int, type Sql, sql } from '@basalt/database'
import type { ColumnDefinition, RelationDefinition } from '../definition.ts'

/** Longest text that is kept in the row itself; longer ones are kept apart by the engine and cost the row little. */
const maxInRow = 255
/** Below this InnoDB cannot move a text out of a full page; the declared length is at least this, never the checked one. */
const minVarchar = 64
const maxTextBytes = 65_535
const maxMediumTextBytes = 16_777_215
/** Characters that a list takes part with in an index. */
export const arrayIndexLength = 255

/** The type of a column in SQL; null for relationships that are not kept in this table. */
export function physicalType(column: ColumnDefinition): Sql | null {
  if (column.array) return sql`MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL`
  switch (column.type) {
    case 'string':
      return column.encrypt ? sealedType(column.size) : textType(column.size)
    case 'integer':
      return sql`BIGINT NULL`
    case 'double':
      return sql`DOUBLE NULL`
    case 'boolean':
      return sql`BOOLEAN NULL`
    case 'datetime':
      return sql`DATETIME(3) NULL`
    case 'relationship':
      return isStored(column.relation) ? sql`VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL` : null
    case 'point':
    case 'linestring':
    case 'polygon':
      break
  }
  const geometry = { point: sql`POINT`, linestring: sql`LINESTRING`, polygon: sql`POLYGON` }[column.type]
  return sql`${geometry} REF_SYSTEM_ID = 4326 ${column.required ? sql`NOT NULL` : sql`NULL`}`
}

/** True for the side of a relationship whose table keeps the id of the partner. */
export function isStored(relation: RelationDefinition | null): boolean {
  if (relation?.kind === 'oneToMany') return relation.side === 'child'
  return relation !== null && relation.kind !== 'manyToMany' && relation.side === 'parent'
}

function textType(size: number): Sql {
  if (size <= maxInRow) return sql`VARCHAR(${int(Math.max(size, minVarchar))}) NULL`
  if (size * 4 <= maxTextBytes) return sql`TEXT NULL`
  return size * 4 <= maxMediumTextBytes ? sql`MEDIUMTEXT NULL` : sql`LONGTEXT NULL`
}

/** Sealed text is base64, a third longer than its bytes, and compares byte by byte. */
function sealedType(size: number): Sql {
  const ascii = sql`CHARACTER SET ascii COLLATE ascii_bin NULL`
  return size * 6 + 64 <= maxMediumTextBytes ? sql`MEDIUMTEXT ${ascii}` : sql`LONGTEXT ${ascii}`
}

/** Bytes that a row may have, as `rowWidth` counts them: the page limit of InnoDB bounds what cannot leave the page. */
export const maxRowWidth = 65_535
const pageBytes = 8_126
const baseWidth = { declared: 80, inPage: 100 }

/**
 * Width of a row with these columns: the larger of its declared bytes and its share of a page, scaled to the same
 * limit, so that `rowWidth(columns) > maxRowWidth` is when the server would refuse the table.
 */
export function rowWidth(columns: readonly ColumnDefinition[]): number {
  let { declared, inPage } = baseWidth
  for (const column of columns) {
    const width = widthOf(column)
    // One bit says that the value is null.
    declared += width.declared + 1 / 8
    inPage += width.inPage + 1 / 8
  }
  return Math.ceil(Math.max(declared, (inPage * maxRowWidth) / pageBytes))
}

/** What stays in the page of a text that leaves it: where it went, and a byte of length. */
const movable = 21

function widthOf(column: ColumnDefinition): { declared: number; inPage: number } {
  if (column.array || column.encrypt) return { declared: 12, inPage: movable }
  switch (column.type) {
    case 'string':
      if (column.size > maxInRow) return { declared: 12, inPage: movable }
      return { declared: Math.max(column.size, minVarchar) * 4 + 2, inPage: movable }
    case 'boolean':
      return { declared: 1, inPage: 1 }
    case 'relationship':
      return isStored(column.relation) ? { declared: 37, inPage: 37 } : { declared: 0, inPage: 0 }
    case 'point':
    case 'linestring':
    case 'polygon':
      return { declared: 12, inPage: movable }
    case 'datetime':
      return { declared: 7, inPage: 7 }
    default:
      return { declared: 8, inPage: 8 }
  }
}
