import type { Sql } from '@basalt/database'
import type { Query } from '@basalt/types'
import { allOf, isFilter, type Rules } from './filter.ts'
import { type Field, type Shape } from './shape.ts'

export type Order = {
  readonly column: Sql
  readonly kind: Field['kind']
  readonly descending: boolean
  readonly indexed: boolean
}

/** What a list of queries asks for. */
export type Plan = {
  readonly where: Sql | null
  /** Nothing is filtered, or an index finds what one of the filters asks for: counting reads little beyond the matches. */
  readonly isQuick: boolean
  /** Without the tie-breaker. A unique field ends the list: what follows it decides nothing. */
  readonly orders: readonly Order[]
  readonly endsUnique: boolean
  readonly random: boolean
  readonly limit: number
  /** Whether `limit` was asked for. */
  readonly isLimited: boolean
  readonly offset: number
  readonly cursor: { readonly id: string; readonly before: boolean } | null
  /** Names of all `select` queries together, in order; null when there is none. */
  readonly select: readonly string[] | null
}

const defaultLimit = 25
const idPattern = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,35}$/

/** Reads queries against a shape. Of `limit`, `offset` and cursors the first of each counts. */
export function planOf(shape: Shape, queries: readonly Query[], rules: Rules & { readonly selectable: boolean }): Plan {
  const orders: Order[] = []
  let random = false
  let endsUnique = false
  let limit: number | null = null
  let offset: number | null = null
  let cursor: Plan['cursor'] = null
  let select: string[] | null = null
  const filters: Query[] = []
  for (const query of queries) {
    switch (query.method) {
      case 'limit':
        limit ??= wholeNumber(query, 1, rules)
        break
      case 'offset':
        offset ??= wholeNumber(query, 0, rules)
        break
      case 'cursorAfter':
      case 'cursorBefore':
        cursor ??= { id: cursorId(query, rules), before: query.method === 'cursorBefore' }
        break
      case 'orderRandom':
        random = true
        break
      case 'orderAsc':
      case 'orderDesc': {
        const order = orderOf(shape, query, rules)
        if (!endsUnique && !random) orders.push(order)
        endsUnique ||= query.attribute === '' || query.attribute === '$id' || query.attribute === '$sequence'
        break
      }
      case 'select':
        if (!rules.selectable) throw rules.refuse('This list does not take "select".')
        select = [...(select ?? []), ...selected(query, rules)]
        break
      default:
        if (!isFilter(query)) throw rules.refuse(`This list does not take "${query.method}".`)
        filters.push(query)
    }
  }
  const where = allOf(shape, filters, rules)
  return {
    where,
    isQuick: filters.length === 0 || filters.some((filter) => isLookUp(shape, filter)),
    orders,
    endsUnique,
    random,
    limit: limit ?? defaultLimit,
    isLimited: limit !== null,
    offset: offset ?? 0,
    cursor,
    select,
  }
}

function isLookUp({ fields }: Shape, { method, attribute }: Query): boolean {
  return method === 'equal' && fields.get(attribute)?.indexed === true
}

function orderOf(shape: Shape, query: Query, rules: Rules): Order {
  const descending = query.method === 'orderDesc'
  if (query.attribute === '') return { column: shape.sequence, kind: 'sequence', descending, indexed: true }
  const field = shape.fields.get(query.attribute)
  if (!field?.orderable) throw rules.refuse(`Cannot order by "${query.attribute.slice(0, 64)}".`)
  return { column: field.column, kind: field.kind, descending, indexed: field.indexed }
}

function wholeNumber({ method, values }: Query, min: number, rules: Rules): number {
  const [value] = values
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= min) return number
  throw rules.refuse(`"${method}" needs a whole number of at least ${min}.`)
}

function cursorId({ method, values }: Query, rules: Rules): string {
  const [value] = values
  if (typeof value === 'string' && idPattern.test(value)) return value
  throw rules.refuse(`"${method}" needs an id.`)
}

function selected({ values }: Query, rules: Rules): readonly string[] {
  if (values.length === 0 || values.length > rules.maxValues) throw rules.refuse('"select" needs names of fields.')
  if (!values.every((value) => typeof value === 'string') || new Set(values).size !== values.length) {
    throw rules.refuse('"select" needs names of fields, each once.')
  }
  return values
}
