import { type Queryable, sql, type Sql, type SqlValue } from '@basalt/database'
import type { PageInput } from './page.ts'
import { instantOr, where } from './parts.ts'
import type { Shape } from './shape.ts'

/** Pages that begin deeper than this are sorted by the server. */
const maxReach = 1000

/**
 * The first rows in descending order of one indexed field. No index has the order that is asked for, as equal values
 * come in ascending order of creation: the server would sort the whole table. So the value at the end of the page is
 * read first; then the few rows before it, and those that equal it, each in an order that an index has. Null where
 * this does not apply, or fewer rows match than the page takes.
 */
export async function readDescending<T>(
  db: Queryable,
  shape: Shape,
  { plan, columns }: PageInput,
  conditions: readonly Sql[],
  maxBytes: number,
): Promise<readonly T[] | null> {
  const [order, ...others] = plan.orders
  const reach = plan.offset + plan.limit
  const applies = order?.descending && order.indexed && others.length === 0 && !plan.endsUnique && !plan.random
  if (!order || !applies || reach > maxReach) return null
  const { column } = order
  // Towards a cursor the page is walked from its end: everything turns round.
  const backwards = plan.cursor?.before === true
  const [first, tie] = backwards ? [sql`ASC`, sql`DESC`] : [sql`DESC`, sql`ASC`]
  const edge = await db.one<{ edge: SqlValue }>(
    sql`SELECT ${column} AS edge FROM ${shape.table}${where(conditions)} ORDER BY ${column} ${first} LIMIT 1 OFFSET ${reach - 1}`,
  )
  if (edge === null) return null
  const value = instantOr(order.kind, edge.edge)
  const select = (condition: Sql, by: Sql): Promise<readonly T[]> =>
    db.allWithin<T>(
      sql`SELECT ${columns} FROM ${shape.table}${where([...conditions, condition])} ORDER BY ${by} LIMIT ${reach}`,
      maxBytes,
    )
  const [before, equal] = await Promise.all([
    select(beforeEdge(column, value, backwards), sql`${column} ${first}, ${shape.sequence} ${tie}`),
    select(value === null ? sql`${column} IS NULL` : sql`${column} = ${value}`, sql`${shape.sequence} ${tie}`),
  ])
  const page = [...before, ...equal].slice(0, reach)
  // Others changed rows between the statements: what is missing now, or there twice, must not end a walk of pages.
  if (page.length < reach || hasTwice(page)) return null
  return page.slice(plan.offset)
}

function hasTwice(rows: readonly unknown[]): boolean {
  const read = rows.map((row) => (row as { readonly sequence?: unknown }).sequence) // most lists read it
  const sequences = read.filter((sequence) => sequence !== undefined)
  return new Set(sequences).size < sequences.length
}

/** Nulls are last, and first when the order is turned round. */
function beforeEdge(column: Sql, value: SqlValue, backwards: boolean): Sql {
  if (!backwards) return value === null ? sql`${column} IS NOT NULL` : sql`${column} > ${value}`
  return value === null ? sql`1 = 0` : sql`(${column} < ${value} OR ${column} IS NULL)`
}
