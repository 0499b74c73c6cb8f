import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Schema } from '@basalt/database'
import {
  type CompiledTable,
  listRows,
  plainView,
  planRows,
  readableBy,
  type RoleBook,
  type RowRecord,
} from '@basalt/documents'
import { parseQuery, type Query, toJson } from '@basalt/types'
import * as fc from 'fast-check'
import { answer } from './oracle.ts'
import { aColumn, anIndex, aSchema, aTable, insert } from './table.ts'

const words = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'B', '%', '_', '\\', "'", '"', ' ', ','), maxLength: 6 })
const wholes = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc
    .bigInt({ min: 9_007_199_254_740_991n, max: 9_007_199_254_740_996n })
    .map((n) => (n > 9_007_199_254_740_991n ? n : Number(n))),
)
const fractions = fc.constantFrom(-1.5, 0, 0.1, 2, 1e300)
const instants = fc.integer({ min: 0, max: 5 }).map((n) => `2026-01-0${n + 1}T00:00:00.00${n}+00:00`)
const kinds = { text: words, long: words, whole: wholes, fraction: fractions, truth: fc.boolean(), time: instants }
const readers = ['any', 'users', 'user:a', 'team:t/owner']

const rowValues = fc.record({
  ...Object.fromEntries(
    Object.entries<fc.Arbitrary<unknown>>(kinds).map(([key, values]) => [key, fc.option(values, { freq: 4 })]),
  ),
  words: fc.option(fc.array(words, { maxLength: 3 })),
  wholes: fc.option(fc.array(wholes, { maxLength: 3 })),
})
const rowsOf = fc.array(fc.record({ values: rowValues, readers: fc.subarray(readers) }), {
  minLength: 40,
  maxLength: 60,
})

type Shape = { readonly method: string; readonly attribute?: string; readonly values?: readonly unknown[] }

function filterOn([key, values]: [string, fc.Arbitrary<unknown>]): fc.Arbitrary<Shape> {
  const one = (...methods: string[]): fc.Arbitrary<Shape> =>
    fc.record({ method: fc.constantFrom(...methods), attribute: fc.constant(key), values: fc.tuple(values) })
  const several = (...methods: string[]): fc.Arbitrary<Shape> =>
    fc.record({
      method: fc.constantFrom(...methods),
      attribute: fc.constant(key),
      values: fc.array(values, { minLength: 1, maxLength: 5 }),
    })
  const two = fc.record({
    method: fc.constantFrom('between', 'notBetween'),
    attribute: fc.constant(key),
    values: fc.tuple(values, values),
  })
  const isNull = fc.record({ method: fc.constantFrom('isNull', 'isNotNull'), attribute: fc.constant(key) })
  const ordered = one('notEqual', 'lessThan', 'lessThanEqual', 'greaterThan', 'greaterThanEqual')
  if (key === 'words' || key === 'wholes') return fc.oneof(several('contains', 'notContains'), isNull)
  if (key !== 'text' && key !== 'long') return fc.oneof(several('equal'), ordered, two, isNull)
  const like = one('startsWith', 'notStartsWith', 'endsWith', 'notEndsWith')
  return fc.oneof(several('equal'), ordered, two, isNull, several('contains', 'notContains'), like)
}

const scalarFilters = fc.oneof(...Object.entries<fc.Arbitrary<unknown>>({ ...kinds, words, wholes }).map(filterOn))
const { filter } = fc.letrec<{ filter: Shape }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalarFilters,
    fc.record({
      method: fc.constantFrom('and', 'or'),
      values: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
    }),
  ),
}))
const order = fc.record({
  method: fc.constantFrom('orderAsc', 'orderDesc'),
  attribute: fc.constantFrom(...Object.keys(kinds), '$id', '$createdAt', ''),
})
const limits = fc.record({
  limit: fc.option(fc.integer({ min: 1, max: 30 })),
  offset: fc.option(fc.integer({ min: 0, max: 8 })),
  cursor: fc.option(fc.record({ row: fc.nat(), method: fc.constantFrom('cursorAfter', 'cursorBefore') })),
})
const questions = fc.array(
  fc.record({
    filters: fc.array(filter, { maxLength: 2 }),
    orders: fc.array(order, { maxLength: 2 }),
    limits,
    caller: fc.subarray(readers),
  }),
  { minLength: 30, maxLength: 30 },
)

describe('queries on tables', () => {
  let schema: Schema
  let roles: RoleBook
  let drop: () => Promise<void>

  before(async () => {
    ;({ schema, roles, drop } = await aSchema())
  })
  after(() => drop())

  it('answer as a plain filter over all rows would, for every caller', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, questions, async (rows, asked) => {
        const table = await filledTable(rows)
        const everything = planRows(plainView(table), [queryOf('limit', '', [1000])])
        const stored = await listRows(schema, plainView(table), everything, { total: false })
        // An answer shows no list as an empty one; filters tell them apart.
        const all = stored.rows.map((row): RowRecord => ({ ...row, ...rows[Number(row.$id.split('x')[1])]?.values }))
        for (const { filters, orders, limits: bounds, caller } of asked) {
          const queries = [...filters, ...orders].map((query) => parseQuery(toJson(query)))
          if (bounds.limit !== null) queries.push(queryOf('limit', '', [bounds.limit]))
          if (bounds.offset !== null) queries.push(queryOf('offset', '', [bounds.offset]))
          const at = bounds.cursor && all[bounds.cursor.row % all.length]
          const isOrdered = orders.every(({ attribute }) => at?.[attribute || '$sequence'] !== null)
          if (at && bounds.cursor && isOrdered) queries.push(queryOf(bounds.cursor.method, '', [at.$id]))
          await compare(table, all, queries, caller)
        }
      }),
      { numRuns: 8, interruptAfterTimeLimit: 9000 },
    )
  })

  async function filledTable(
    rows: readonly { values: Record<string, unknown>; readers: string[] }[],
  ): Promise<CompiledTable> {
    const columns = [
      aColumn(1, 'text', { size: 20 }),
      aColumn(2, 'long', { size: 5000 }),
      aColumn(3, 'whole', { type: 'integer', size: 8 }),
      aColumn(4, 'fraction', { type: 'double' }),
      aColumn(5, 'truth', { type: 'boolean' }),
      aColumn(6, 'time', { type: 'datetime' }),
      aColumn(7, 'words', { size: 20, array: true }),
      aColumn(8, 'wholes', { type: 'integer', size: 8, array: true }),
    ]
    const table = await aTable(schema, columns, [anIndex(1, 'key', ['text', 'whole']), anIndex(2, 'key', ['time'])])
    const start = Date.parse('2026-02-01T00:00:00Z')
    await insert(
      schema,
      roles,
      table,
      // Times repeat, so that equal values meet cursors.
      rows.map((row, index) => ({
        ...row,
        id: `r${(index * 7) % rows.length}x${index}`,
        at: new Date(start + (index % 5) * 1000),
      })),
    )
    return table
  }

  async function compare(
    table: CompiledTable,
    all: readonly RowRecord[],
    queries: readonly Query[],
    caller: readonly string[],
  ): Promise<void> {
    const access = readableBy(table, await roles.find(caller), { granted: caller.length % 2, rows: 0 })
    const page = await listRows(schema, plainView(table), planRows(plainView(table), queries), { access, total: true })
    const readable = all.filter((row) => caller.some((role) => row.$permissions.includes(`read("${role}")`)))
    const cursor = queries.find(({ method }) => method.startsWith('cursor'))
    // A cursor may name a row that the caller cannot read.
    const hidden = all.filter((row) => row.$id === cursor?.values[0] && !readable.includes(row))
    const expected = answer(readable, queries, hidden)
    assert.deepEqual({ ids: page.rows.map((row) => row.$id), total: page.total }, expected)
  }
})

function queryOf(method: Query['method'], attribute: string, values: readonly unknown[]): Query {
  return { method, attribute, values, queries: [] }
}
