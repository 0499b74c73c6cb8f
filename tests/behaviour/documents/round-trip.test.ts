import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Schema } from '@basalt/database'
import {
  completeValues,
  type CompiledTable,
  listRows,
  plainView,
  planRows,
  readRows,
  recordOf,
  type RoleBook,
  wireInstant,
} from '@basalt/documents'
import { toJson } from '@basalt/types'
import * as fc from 'fast-check'
import { aColumn, aSchema, aTable, insert } from './table.ts'

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('', ' ', '  a  ', '\0', '"', '\\', "'", '%_', '[ "a" , "b" ]', 'null', '😀', 'é', 'e\u0301'),
)
const limit = 9_223_372_036_854_775_807n
const wholes = fc
  .oneof(
    fc.bigInt({ min: -limit, max: limit }),
    fc.constantFrom(0n, limit, -limit, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n)),
  )
  .map((whole) => (Number.isSafeInteger(Number(whole)) ? Number(whole) : whole))
const fractions = fc.double({ noNaN: true, noDefaultInfinity: true })
const times = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map(wireInstant)
const optional = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { freq: 5 })
const listOf = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<readonly (T | null)[]> =>
  fc.array(optional(values), { maxLength: 4 })

const rowValues = fc.record({
  short: optional(texts),
  long: optional(texts),
  sealed: optional(texts),
  whole: optional(wholes),
  fraction: optional(fractions),
  truth: optional(fc.boolean()),
  time: optional(times),
  texts: listOf(texts),
  sealedTexts: listOf(texts),
  wholes: listOf(wholes),
  fractions: listOf(fractions),
  truths: listOf(fc.boolean()),
  times: listOf(times),
})

const columns = [
  aColumn(1, 'short', { size: 60 }),
  aColumn(2, 'long', { size: 100_000 }),
  aColumn(3, 'sealed', { size: 200, encrypt: true }),
  aColumn(4, 'whole', { type: 'integer', size: 8 }),
  aColumn(5, 'fraction', { type: 'double' }),
  aColumn(6, 'truth', { type: 'boolean' }),
  aColumn(7, 'time', { type: 'datetime' }),
  aColumn(8, 'texts', { size: 60, array: true }),
  aColumn(9, 'sealedTexts', { size: 200, array: true, encrypt: true }),
  aColumn(10, 'wholes', { type: 'integer', size: 8, array: true }),
  aColumn(11, 'fractions', { type: 'double', array: true }),
  aColumn(12, 'truths', { type: 'boolean', array: true }),
  aColumn(13, 'times', { type: 'datetime', array: true }),
]

describe('values of rows', () => {
  let schema: Schema
  let roles: RoleBook
  let table: CompiledTable
  let drop: () => Promise<void>
  let runs = 0

  before(async () => {
    ;({ schema, roles, drop } = await aSchema())
    table = await aTable(schema, columns)
  })
  after(() => drop())

  it('come back as they were written, and lists are found by each of their elements', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rowValues, { minLength: 1, maxLength: 16 }), async (given) => {
        const run = `run${++runs}`
        const rows = given.map((values, index) => ({
          id: `${run}x${index}`,
          values: completeValues(table, wellFormed(values), null, new Date()),
        }))
        await insert(schema, roles, table, rows)
        const stored = await readRows(
          schema,
          table,
          rows.map(({ id }) => id),
        )
        for (const { id, values } of rows) {
          const row = stored.get(id)
          assert.ok(row)
          const fields = Object.entries(recordOf(table, row)).filter(([key]) => !key.startsWith('$'))
          assert.equal(toJson(Object.fromEntries(fields)), toJson(values))
        }
        for (const key of ['texts', 'wholes', 'fractions', 'truths', 'times']) await findElements(rows, run, key)
      }),
      { numRuns: 40, interruptAfterTimeLimit: 9000 },
    )
  })

  async function findElements(
    rows: readonly { readonly id: string; readonly values: Readonly<Record<string, unknown>> }[],
    run: string,
    key: string,
  ): Promise<void> {
    const lists = rows.map(({ values }) => values[key] as readonly unknown[]) // as generated
    const wanted = lists.flat().find((element) => element !== null)
    if (wanted === undefined) return
    const queries = [
      { method: 'contains', attribute: key, values: [wanted], queries: [] },
      { method: 'startsWith', attribute: '$id', values: [`${run}x`], queries: [] },
    ] as const
    const view = plainView(table)
    const { rows: found } = await listRows(schema, view, planRows(view, queries), { total: false })
    const holding = rows.filter((_, index) => lists[index]?.some((element) => toJson(element) === toJson(wanted)))
    assert.deepEqual(
      found.map((row) => row.$id),
      holding.map(({ id }) => id),
    )
  }
})

/** JSON can carry halves of characters, UTF-8 cannot: they arrive as replacement characters. */
function wellFormed<T>(value: T): T {
  if (typeof value === 'string') return value.toWellFormed() as T
  if (Array.isArray(value)) return value.map(wellFormed) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, wellFormed(inner)])) as T
}
