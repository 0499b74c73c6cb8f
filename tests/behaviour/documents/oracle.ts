import type { RowRecord } from '@basalt/documents'
import type { Query } from '@basalt/types'

/**
 * The query language once more, in memory and as plainly as can be, to compare the database with. Texts are made of
 * ASCII; they compare without case, and with spaces at their end ignored, as the tables' collation does.
 */
export function answer(
  rows: readonly RowRecord[],
  queries: readonly Query[],
  /** Where a cursor may point, but what no answer holds. */
  hidden: readonly RowRecord[] = [],
): { readonly ids: readonly string[]; readonly total: number } {
  const matching = rows.filter((row) => queries.every((query) => matches(row, query)))
  const orders = queries.filter(({ method }) => method === 'orderAsc' || method === 'orderDesc')
  const sorted = matching.toSorted((left, right) => byOrders(orders, left, right))
  const cursor = queries.find(({ method }) => method === 'cursorAfter' || method === 'cursorBefore')
  const limit = numberIn(queries, 'limit') ?? 25
  const offset = numberIn(queries, 'offset') ?? 0
  const page = cursor ? beyond([...rows, ...hidden], sorted, orders, cursor) : sorted
  const isBefore = cursor?.method === 'cursorBefore'
  const walked = (isBefore ? page.toReversed() : page).slice(offset, offset + limit)
  const ids = (isBefore ? walked.toReversed() : walked).map((row) => row.$id)
  return { ids, total: matching.length }
}

function numberIn(queries: readonly Query[], method: string): number | undefined {
  return queries.find((query) => query.method === method)?.values[0] as number | undefined
}

function beyond(
  rows: readonly RowRecord[],
  sorted: readonly RowRecord[],
  orders: readonly Query[],
  cursor: Query,
): readonly RowRecord[] {
  const at = rows.find((row) => row.$id === cursor.values[0])
  if (!at) throw new Error('the cursor names no row')
  const sign = cursor.method === 'cursorAfter' ? 1 : -1
  return sorted.filter((row) => byOrders(orders, row, at) * sign > 0)
}

function byOrders(orders: readonly Query[], left: RowRecord, right: RowRecord): number {
  for (const { method, attribute } of orders) {
    const order = compare(left[attribute || '$sequence'], right[attribute || '$sequence'])
    if (order !== 0) return method === 'orderAsc' ? order : -order
  }
  return left.$sequence - right.$sequence
}

/** Nulls come first. */
function compare(left: unknown, right: unknown): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null)
  const [a, b] = [folded(left), folded(right)] as [string, string] // of one kind, as they are of one column
  return a < b ? -1 : Number(a > b)
}

function folded(value: unknown): unknown {
  // Shorter texts compare as if filled up with spaces.
  return typeof value === 'string' ? value.toUpperCase().padEnd(40) : value
}

function matches(row: RowRecord, query: Query): boolean {
  const { method, values, queries } = query
  if (method === 'and') return queries.every((inner) => matches(row, inner))
  if (method === 'or') return queries.some((inner) => matches(row, inner))
  if (!(method in scalarTests) && method !== 'isNull' && method !== 'isNotNull') return true
  const value = row[query.attribute] ?? null
  if (method === 'isNull') return value === null
  if (method === 'isNotNull') return value !== null
  if (value === null) return false
  if (Array.isArray(value)) {
    const overlaps = values.some((one) => value.includes(one))
    return method === 'contains' ? overlaps : !overlaps
  }
  return scalarTests[method]?.(value, values) ?? true
}

const texts = (value: unknown, [wanted]: readonly unknown[]): [string, string] => [
  String(value).toUpperCase(),
  String(wanted).toUpperCase(),
]

const scalarTests: Readonly<Record<string, (value: unknown, values: readonly unknown[]) => boolean>> = {
  equal: (value, values) => values.some((one) => compare(value, one) === 0),
  notEqual: (value, [one]) => compare(value, one) !== 0,
  lessThan: (value, [one]) => compare(value, one) < 0,
  lessThanEqual: (value, [one]) => compare(value, one) <= 0,
  greaterThan: (value, [one]) => compare(value, one) > 0,
  greaterThanEqual: (value, [one]) => compare(value, one) >= 0,
  between: (value, [low, high]) => compare(value, low) >= 0 && compare(value, high) <= 0,
  notBetween: (value, [low, high]) => compare(value, low) < 0 || compare(value, high) > 0,
  startsWith: (value, values) => texts(value, values)[0].startsWith(texts(value, values)[1]),
  notStartsWith: (value, values) => !texts(value, values)[0].startsWith(texts(value, values)[1]),
  endsWith: (value, values) => texts(value, values)[0].endsWith(texts(value, values)[1]),
  notEndsWith: (value, values) => !texts(value, values)[0].endsWith(texts(value, values)[1]),
  contains: (value, values) => values.some((one) => texts(value, [one])[0].includes(texts(value, [one])[1])),
  notContains: (value, values) => !values.some((one) => texts(value, [one])[0].includes(texts(value, [one])[1])),
}
