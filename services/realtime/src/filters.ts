import { fail, parseExact, parseQuery, type Query } from '@basalt/types'
import type { Filter } from './subscriptions.ts'

const maxQueries = 20

type Test = (found: unknown, values: readonly unknown[]) => boolean

const tests: Readonly<Partial<Record<Query['method'], Test>>> = {
  equal: (found, values) => values.some((value) => isSame(found, value)),
  notEqual: (found, values) => !values.some((value) => isSame(found, value)),
  lessThan: (found, [value]) => compare(found, value, (order) => order < 0),
  lessThanEqual: (found, [value]) => compare(found, value, (order) => order <= 0),
  greaterThan: (found, [value]) => compare(found, value, (order) => order > 0),
  greaterThanEqual: (found, [value]) => compare(found, value, (order) => order >= 0),
  between: (found, [low, high]) =>
    compare(found, low, (order) => order >= 0) && compare(found, high, (order) => order <= 0),
  isNull: (found) => found === null || found === undefined,
  isNotNull: (found) => found !== null && found !== undefined,
  startsWith: (found, [value]) => bothTexts(found, value, (text, part) => text.startsWith(part)),
  endsWith: (found, [value]) => bothTexts(found, value, (text, part) => text.endsWith(part)),
  contains: (found, values) => values.some((value) => holds(found, value)),
}

/**
 * Compiles the queries of a subscription into a test of an event's payload: all of them must hold. Texts compare as
 * the database compares them, without regard to case. Null when nothing is filtered.
 * @throws `realtime_message_format_invalid` for methods that say nothing about one record.
 */
export function compileFilter(queries: readonly string[]): Filter | null {
  if (queries.length > maxQueries) throw invalid(`A subscription takes at most ${maxQueries} queries.`)
  const filters = queries.map((text) => parse(text)).flatMap((query) => filterOf(query) ?? [])
  return filters.length === 0 ? null : (payload) => filters.every((filter) => filter(payload))
}

/** Payloads are compared with the digits that the database has. */
export function payloadOf(data: string): unknown {
  return (parseExact(data) as { readonly payload: unknown }).payload // Basalt wrote it
}

function parse(text: string): Query {
  try {
    return parseQuery(text)
  } catch (cause) {
    throw invalid('A query of the subscription is not valid.', cause)
  }
}

function filterOf(query: Query): Filter | null {
  const { method, attribute, values } = query
  if (method === 'select' && values.every((value) => value === '*')) return null
  if (method === 'and' || method === 'or') {
    const inner = query.queries.map((one) => filterOf(one) ?? always)
    return method === 'and'
      ? (payload) => inner.every((filter) => filter(payload))
      : (payload) => inner.some((filter) => filter(payload))
  }
  const test = tests[method]
  if (!test) throw invalid(`Subscriptions cannot be filtered by ${method}.`)
  return (payload) => test(fieldOf(payload, attribute), values)
}

function always(): boolean {
  return true
}

function fieldOf(payload: unknown, path: string): unknown {
  let found = payload
  for (const key of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = (found as Record<string, unknown>)[key] // an own key of an object
  }
  return found
}

function isSame(found: unknown, value: unknown): boolean {
  return found === value || bothTexts(found, value, (text, other) => text === other) || orderOf(found, value) === 0
}

function compare(found: unknown, value: unknown, fits: (order: number) => boolean): boolean {
  const order = orderOf(found, value)
  return order !== null && fits(order)
}

/** Below, equal to or above zero; null for what cannot be compared. */
function orderOf(found: unknown, value: unknown): number | null {
  if (isNumber(found) && isNumber(value)) return found < value ? -1 : found > value ? 1 : 0
  if (typeof found !== 'string' || typeof value !== 'string') return null
  const [left, right] =
    isInstant(found) && isInstant(value) ? [instant(found), instant(value)] : [fold(found), fold(value)]
  return left < right ? -1 : left > right ? 1 : 0
}

function holds(found: unknown, value: unknown): boolean {
  if (Array.isArray(found)) return found.some((item) => isSame(item, value))
  return bothTexts(found, value, (text, part) => text.includes(part))
}

function bothTexts(found: unknown, value: unknown, fits: (text: string, other: string) => boolean): boolean {
  return typeof found === 'string' && typeof value === 'string' && fits(fold(found), fold(value))
}

function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint'
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text))
}

function instant(text: string): string {
  return new Date(text).toISOString()
}

function fold(text: string): string {
  return text.toLowerCase()
}

function invalid(reason: string, cause?: unknown): Error {
  return fail('realtime_message_format_invalid', { reason }, cause)
}
