import {
  empty,
  isTimeout,
  join,
  name,
  ResultTooLarge,
  sql,
  type Queryable,
  type Sql,
  type SqlValue,
} from '@basalt/database'
import { fail } from '@basalt/types'
import { maxTotal, maxTotalSql } from './filter.ts'
import { readDescending } from './descending.ts'
import type { Order, Plan } from './plan.ts'
import { instantOr, where } from './parts.ts'
import type { Shape } from './shape.ts'

export type PageInput = {
  readonly columns: Sql
  readonly plan: Plan
  /** Bounds the list, its cursors included: records of one parent. */
  readonly scope?: Sql | undefined
  /** Bounds the list, but not its cursors. */
  readonly access?: Access | undefined
  /** Whether to count what matches, or the total itself where it is known. */
  readonly total: boolean | number
  /** Takes every record that matches, whatever their number: for parts of them that are small. */
  readonly isUnbounded?: boolean
}
/** Records that one page can have. A list may ask for more, but not hold more: this server has other things to remember. */
const maxPage = 25_000
/** What MariaDB may send for a page: rows may hold long texts. */
export const maxPageBytes = 32 * 1024 * 1024
/** What a caller may read: as a condition, and as a query of all their sequences, each at least once. */
export type Access = { readonly condition: Sql; readonly granted: Sql | null }
type Listed<T> = T & { readonly listTotal?: number }
export type Page<T> = { readonly rows: readonly T[]; readonly total: number }

/**
 * One page of a list, and how many records match (up to 5000; 0 when not asked for).
 * @throws `general_cursor_not_found`, `database_query_order_null`, `database_timeout`, `general_query_invalid` when it is
 * larger than any page can be
 */
export async function readPage<T>(db: Queryable, shape: Shape, input: PageInput): Promise<Page<T>> {
  try {
    const { plan } = input
    const limit = input.isUnbounded ? plan.limit : Math.min(plan.limit, maxPage + 1)
    const maxBytes = input.isUnbounded ? Infinity : maxPageBytes
    const orders = effectiveOrders(shape, plan)
    const base = [input.scope, plan.where, input.access?.condition].filter((part) => part != null)
    const cursor = plan.cursor && (await beyondCursor(db, shape, orders, input))
    const backwards = plan.cursor?.before === true
    const conditions = cursor ? [...base, cursor] : base
    // Where both are quick, one statement brings the total along, which the server reckons only where there is a row.
    const counted = input.total === true && plan.isQuick ? sql`, (${countOf(shape, base, input)}) AS listTotal` : empty
    const found =
      (await readDescending<Listed<T>>(db, shape, input, conditions, maxBytes)) ??
      (await db.allWithin<Listed<T>>(
        sql`SELECT ${input.columns}${counted} FROM ${shape.table}${where(conditions)}
          ORDER BY ${orderBy(orders, plan, backwards)} LIMIT ${limit}${offset(plan)}`,
        maxBytes,
      ))
    if (!input.isUnbounded && found.length > maxPage) throw fail('general_query_invalid', { reason: tooLarge })
    // An unknown cursor has nothing beyond it either.
    if (cursor && found.length === 0) await readCursor(db, shape, input, shape.sequence)
    const rows = backwards ? found.toReversed() : found
    const total = rows[0]?.listTotal ?? (await totalOf(db, shape, base, input, rows.length))
    return { rows, total }
  } catch (error) {
    throw isTimeout(error) ? fail('database_timeout', {}, error) : pageTooLarge(error)
  }
}

const tooLarge = `A page has at most ${maxPage} records: use a smaller limit, and cursors.`

/** What a client is told of a result that has more than `maxPageBytes`; other errors stay what they are. */
export function pageTooLarge(error: unknown): unknown {
  if (!(error instanceof ResultTooLarge)) return error
  const reason = `A page has at most ${maxPageBytes} bytes: use a smaller limit, cursors, and "select".`
  return fail('general_query_invalid', { reason }, error)
}

/** The orders that decide, the tie-breaker at their end. */
function effectiveOrders(shape: Shape, plan: Plan): readonly Order[] {
  if (plan.endsUnique) return plan.orders
  return [...plan.orders, { column: shape.sequence, kind: 'sequence', descending: false, indexed: true }]
}

/** Records strictly after (or before) the cursor's: a chain of "equal so far, and then beyond". */
async function beyondCursor(db: Queryable, shape: Shape, orders: readonly Order[], input: PageInput): Promise<Sql> {
  const { id, before } = input.plan.cursor ?? { id: '', before: false }
  const [only, ...others] = orders
  // The sequence is never null, so that the server can look it up by itself.
  if (only?.kind === 'sequence' && others.length === 0) {
    return beyond(only, sql`(SELECT ${only.column} FROM ${shape.table}${whereCursor(shape, input)})`, before)
  }
  const columns = join(orders.map((order, index) => sql`${order.column} AS ${name(`o${index}`)}`))
  const at = await readCursor(db, shape, input, columns)
  const chain: Sql[] = []
  let equal: readonly Sql[] = []
  for (const [index, order] of orders.entries()) {
    const value = at[`o${index}`] ?? null
    if (value === null) throw fail('database_query_order_null', { id })
    const bound = sql`${instantOr(order.kind, value)}`
    chain.push(join([...equal, beyond(order, bound, before)], ' AND '))
    equal = [...equal, sql`${order.column} = ${bound}`]
  }
  return sql`(${join(chain, ' OR ')})`
}

/** @throws `general_cursor_not_found` */
async function readCursor(
  db: Queryable,
  shape: Shape,
  input: PageInput,
  columns: Sql,
): Promise<Record<string, SqlValue>> {
  const at = await db.one<Record<string, SqlValue>>(
    sql`SELECT ${columns} FROM ${shape.table}${whereCursor(shape, input)}`,
  )
  if (at === null) throw fail('general_cursor_not_found', { id: input.plan.cursor?.id ?? '' })
  return at
}

function whereCursor(shape: Shape, { plan, scope }: PageInput): Sql {
  return where([sql`${shape.cursor} = ${plan.cursor?.id ?? ''}`, ...(scope ? [scope] : [])])
}

/** Nulls come first ascending and last descending, so that only a descending walk still has them ahead. */
function beyond({ column, kind, descending }: Order, value: Sql, before: boolean): Sql {
  if (descending === before) return sql`${column} > ${value}`
  if (kind === 'sequence' || kind === 'id') return sql`${column} < ${value}`
  return sql`(${column} < ${value} OR ${column} IS NULL)`
}

function orderBy(orders: readonly Order[], { random, endsUnique }: Plan, backwards: boolean): Sql {
  const parts = orders.map(({ column, descending }) =>
    descending === backwards ? sql`${column} ASC` : sql`${column} DESC`,
  )
  return join(random && !endsUnique ? [...parts.slice(0, -1), sql`RAND()`] : parts)
}

function offset({ offset: skipped }: Plan): Sql {
  return skipped === 0 ? empty : sql` OFFSET ${skipped}`
}

/** Counts only where the page itself does not tell. */
async function totalOf(
  db: Queryable,
  shape: Shape,
  base: readonly Sql[],
  input: PageInput,
  found: number,
): Promise<number> {
  const { plan, total } = input
  if (total !== true) return Number(total)
  const isLast = found < plan.limit && (found > 0 || plan.offset === 0)
  if (plan.cursor === null && isLast) return Math.min(plan.offset + found, maxTotal)
  const counted = await db.one<{ total: number }>(countOf(shape, base, input))
  return counted?.total ?? 0
}

function countOf(shape: Shape, base: readonly Sql[], { scope, access }: PageInput): Sql {
  // All that a caller may read is counted without a look at the rows.
  const matching =
    access?.granted && base.length === 1 && scope === undefined
      ? sql`SELECT DISTINCT * FROM (${access.granted}) AS granted`
      : sql`SELECT 1 FROM ${shape.table}${where(base)}`
  return sql`SELECT COUNT(*) AS total FROM (${matching} LIMIT ${maxTotalSql}) AS matching`
}
