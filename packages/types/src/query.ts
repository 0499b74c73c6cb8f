import { fail } from './errors.ts'
import { parseExact } from './exact-json.ts'

/** The query language: what a client may ask of a list. Grammar only; whether fields fit is for the list to say. */
export const filterMethods = [
  'equal',
  'notEqual',
  'lessThan',
  'lessThanEqual',
  'greaterThan',
  'greaterThanEqual',
  'between',
  'notBetween',
  'isNull',
  'isNotNull',
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
  'contains',
  'notContains',
  'search',
  'notSearch',
  'crosses',
  'notCrosses',
  'intersects',
  'notIntersects',
  'overlaps',
  'notOverlaps',
  'touches',
  'notTouches',
  'distanceEqual',
  'distanceNotEqual',
  'distanceGreaterThan',
  'distanceLessThan',
] as const
/** Queries that say what part of a list is shown, and how, but not what belongs to it. */
const pagingMethods = [
  'select',
  'orderAsc',
  'orderDesc',
  'orderRandom',
  'limit',
  'offset',
  'cursorAfter',
  'cursorBefore',
] as const

export type FilterMethod = (typeof filterMethods)[number]
export type QueryMethod = FilterMethod | 'and' | 'or' | (typeof pagingMethods)[number]

/** One parsed query. `queries` is filled for `and` and `or` only, `values` for all others. */
export type Query = {
  readonly method: QueryMethod
  readonly attribute: string
  readonly values: readonly unknown[]
  readonly queries: readonly Query[]
}

export const maxQueries = 100
export const maxQueryLength = 4096
const maxDepth = 32
const paging: ReadonlySet<string> = new Set(pagingMethods)
const methods: ReadonlySet<string> = new Set([...filterMethods, 'and', 'or', ...pagingMethods])

/** The queries that say what belongs to a list, all of its pages together. */
export function membershipOf(queries: readonly Query[]): readonly Query[] {
  return queries.filter(({ method }) => !paging.has(method))
}

/** Parses one query as SDKs send it: a JSON text. @throws `general_query_invalid` */
export function parseQuery(text: string): Query {
  let value: unknown
  try {
    value = parseExact(text)
  } catch (cause) {
    throw fail('general_query_invalid', { reason: 'A query is not valid JSON.' }, cause)
  }
  return queryOf(value, 0)
}

function queryOf(value: unknown, depth: number): Query {
  if (depth > maxDepth) throw invalid('Queries are nested too deeply.')
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('A query must be an object.')
  const { method, attribute = '', values = [] } = value as Record<string, unknown> // each part is checked below
  if (typeof method !== 'string' || !methods.has(method)) throw invalid('A query has an unknown method.')
  if (typeof attribute !== 'string') throw invalid('The attribute of a query must be a text.')
  if (!Array.isArray(values)) throw invalid('The values of a query must be a list.')
  const known = method as QueryMethod // in the set of methods
  if (known === 'and' || known === 'or') {
    return { method: known, attribute: '', values: [], queries: values.map((inner) => queryOf(inner, depth + 1)) }
  }
  return { method: known, attribute, values, queries: [] }
}

function invalid(reason: string): Error {
  return fail('general_query_invalid', { reason })
}
