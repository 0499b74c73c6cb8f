import { empty, join, sql, type Sql, type SqlValue } from '@basalt/database'
import type { FieldKind } from './shape.ts'
import { comparable } from './values.ts'

export function where(parts: readonly Sql[]): Sql {
  return parts.length === 0 ? empty : sql` WHERE ${join(parts, ' AND ')}`
}

/** A value that was read, as it is to be compared again: times come in wire form. */
export function instantOr(kind: FieldKind, value: SqlValue): SqlValue {
  return kind === 'datetime' ? (comparable('datetime', value) ?? value) : value
}
