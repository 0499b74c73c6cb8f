import { empty, int, join, list, sql, type Sql, type SqlValue } from '@basalt/database'
import { filterMethods, type Query } from '@basalt/types'
import { type Field, type Shape } from './shape.ts'
import { fulltextPattern } from './search.ts'
import { comparable, elementText } from './values.ts'
import { spatialCondition, type SpatialType } from '../table/spatial.ts'

/** What a list accepts beyond the grammar, and how it refuses. */
export type Rules = { readonly refuse: (reason: string) => Error; readonly maxValues: number }

const never = sql`1 = 0`
const always = sql`1 = 1`
const filterNames: ReadonlySet<string> = new Set<string>([...filterMethods, 'and', 'or'])
const comparators: Readonly<Record<string, Sql>> = {
  lessThan: sql`<`,
  lessThanEqual: sql`<=`,
  greaterThan: sql`>`,
  greaterThanEqual: sql`>=`,
}

export function isFilter(query: Query): boolean {
  return filterNames.has(query.method)
}

/** All of the filters at once; null when there are none. Identifiers come from the shape, all else is bound. */
export function allOf(shape: Shape, filters: readonly Query[], rules: Rules): Sql | null {
  const conditions: Sql[] = []
  const paths = new Map<string, Query[]>()
  for (const filter of filters) {
    const step = stepOf(shape, filter)
    if (step === null) conditions.push(condition(shape, filter, rules))
    else paths.set(step, [...(paths.get(step) ?? []), withoutStep(filter, step)])
  }
  // Filters that go through one relationship speak of one and the same related record.
  for (const [key, inner] of paths) {
    const step = shape.steps.get(key)
    const there = step && allOf(step.shape, inner, rules)
    if (step && there) conditions.push(step.condition(there))
  }
  return conditions.length === 0 ? null : join(conditions, ' AND ')
}

function stepOf(shape: Shape, { attribute, method }: Query): string | null {
  if (method === 'and' || method === 'or' || shape.fields.has(attribute)) return null
  for (let dot = attribute.indexOf('.'); dot > 0; dot = attribute.indexOf('.', dot + 1)) {
    if (shape.steps.has(attribute.slice(0, dot))) return attribute.slice(0, dot)
  }
  return null
}

function withoutStep(filter: Query, step: string): Query {
  return { ...filter, attribute: filter.attribute.slice(step.length + 1) }
}

function condition(shape: Shape, query: Query, rules: Rules): Sql {
  if (query.method === 'and' || query.method === 'or') return nested(shape, query, rules)
  const field = shape.fields.get(query.attribute)
  if (!field) throw rules.refuse(`There is no field "${query.attribute.slice(0, 64)}" that can be queried.`)
  if (!field.filterable) throw rules.refuse(`The field "${query.attribute}" cannot be filtered.`)
  const bind = new Values(query, field, rules)
  if (query.method === 'isNull') return sql`${field.column} IS NULL`
  if (query.method === 'isNotNull') return sql`${field.column} IS NOT NULL`
  if (field.spatial !== null) return ofGeometry(query, field.column, field.spatial, bind)
  return field.array === null ? ofScalar(query, field, bind, rules) : ofList(query, field, bind)
}

function nested(shape: Shape, query: Query, rules: Rules): Sql {
  if (query.queries.length < 2 || !query.queries.every(isFilter)) {
    throw rules.refuse(`"${query.method}" needs at least two filters and nothing else.`)
  }
  if (query.method === 'and') return sql`(${allOf(shape, query.queries, rules) ?? always})`
  return sql`(${join(
    query.queries.map((inner) => allOf(shape, [inner], rules) ?? always),
    ' OR ',
  )})`
}

function ofScalar(query: Query, { column, ...field }: Field, bind: Values, rules: Rules): Sql {
  switch (query.method) {
    case 'equal': {
      const values = bind.many()
      return values.length === 1 ? sql`${column} = ${values[0] ?? null}` : sql`${column} IN ${list(values)}`
    }
    case 'notEqual':
      return sql`${column} <> ${bind.one()}`
    case 'lessThan':
    case 'lessThanEqual':
    case 'greaterThan':
    case 'greaterThanEqual':
      return sql`${column} ${comparators[query.method] ?? empty} ${bind.one()}`
    case 'between':
    case 'notBetween': {
      const [low, high] = bind.two()
      return sql`${column} ${query.method === 'between' ? empty : not} BETWEEN ${low} AND ${high}`
    }
    case 'startsWith':
      return sql`${column} LIKE ${`${bind.pattern()}%`}`
    case 'notStartsWith':
      return sql`${column} NOT LIKE ${`${bind.pattern()}%`}`
    case 'endsWith':
      return sql`${column} LIKE ${`%${bind.pattern()}`}`
    case 'notEndsWith':
      return sql`${column} NOT LIKE ${`%${bind.pattern()}`}`
    case 'contains':
    case 'notContains': {
      if (field.kind !== 'string' && field.kind !== 'id') throw bind.unfit()
      const like = query.method === 'contains' ? sql`LIKE` : sql`NOT LIKE`
      const parts = bind.many().map((value) => sql`${column} ${like} ${`%${escaped(value)}%`}`)
      return sql`(${join(parts, query.method === 'contains' ? ' OR ' : ' AND ')})`
    }
    case 'search':
    case 'notSearch': {
      if (field.kind !== 'string') throw bind.unfit()
      if (!field.searchable) throw rules.refuse(`Searching "${query.attribute}" needs a fulltext index on it alone.`)
      const pattern = fulltextPattern(String(bind.one()), rules.refuse)
      const found = pattern === '' ? never : sql`MATCH (${column}) AGAINST (${pattern} IN BOOLEAN MODE)`
      return query.method === 'search' ? found : sql`NOT (${found})`
    }
    default:
      throw bind.unfit()
  }
}

/** Conditions of a list of values hold when any of them does; all but `equal` look at the first value alone. */
function ofGeometry({ method }: Query, column: Sql, type: SpatialType, bind: Values): Sql {
  const values = method === 'equal' ? bind.raw() : bind.raw().slice(0, 1)
  const found = values.map((value) => {
    const condition = spatialCondition(column, type, method, value)
    if (!condition) throw bind.misfit()
    return condition
  })
  return sql`(${join(found, ' OR ')})`
}

function ofList(query: Query, field: Field, bind: Values): Sql {
  if (query.method !== 'contains' && query.method !== 'notContains') throw bind.unfit()
  const found = bind.raw().map((value) => {
    const text = elementText(field.kind, value)
    if (text === undefined) throw bind.misfit()
    if (field.array === 'spaced') return sql`INSTR(BINARY ${field.column}, ${` ${text} `}) > 0`
    // A quote inside a JSON text is never bare, so that a bracket or comma before one starts an element.
    return sql`INSTR(BINARY ${field.column}, ${`,${text}`}) > 0 OR INSTR(BINARY ${field.column}, ${`[${text}`}) = 1`
  })
  const any = sql`(${join(found, ' OR ')})`
  return query.method === 'contains' ? any : sql`NOT ${any}`
}

const not = sql`NOT`

/** The values of one query, checked for number and kind as they are taken. */
class Values {
  readonly #query: Query
  readonly #field: Field
  readonly #rules: Rules

  constructor(query: Query, field: Field, rules: Rules) {
    this.#query = query
    this.#field = field
    this.#rules = rules
  }

  raw(): readonly unknown[] {
    const { values, method, attribute } = this.#query
    if (values.length === 0) throw this.#rules.refuse(`"${method}" on "${attribute}" needs a value.`)
    if (values.length > this.#rules.maxValues) {
      throw this.#rules.refuse(`"${method}" on "${attribute}" takes at most ${this.#rules.maxValues} values.`)
    }
    return values
  }

  many(): readonly SqlValue[] {
    return this.raw().map((value) => this.#bound(value))
  }

  one(): SqlValue {
    const [value, ...others] = this.raw()
    if (others.length > 0) throw this.#rules.refuse(`"${this.#query.method}" takes exactly one value.`)
    return this.#bound(value)
  }

  two(): readonly [SqlValue, SqlValue] {
    const [low, high, ...others] = this.raw()
    if (high === undefined || others.length > 0) {
      throw this.#rules.refuse(`"${this.#query.method}" takes exactly two values.`)
    }
    return [this.#bound(low), this.#bound(high)]
  }

  /** One value as the text of a LIKE pattern. */
  pattern(): string {
    return escaped(this.one())
  }

  unfit(): Error {
    return this.#rules.refuse(`The field "${this.#query.attribute}" does not take ${this.#query.method}.`)
  }

  misfit(): Error {
    return this.#rules.refuse(`A value of "${this.#query.method}" does not fit the field "${this.#query.attribute}".`)
  }

  #bound(value: unknown): SqlValue {
    const bound = comparable(this.#field.kind, value)
    if (bound === undefined) throw this.misfit()
    return bound
  }
}

function escaped(value: SqlValue): string {
  const text = value instanceof Date ? value.toISOString().slice(0, 23).replace('T', ' ') : String(value)
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`)
}

/** The cap of `total`, as a bound in the text of the statement. */
export const maxTotal = 5000
export const maxTotalSql = int(maxTotal)
