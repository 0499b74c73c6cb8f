import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Queryable, type Schema, Sql, sql } from '@basalt/database'
import {
  type Access,
  type CompiledTable,
  listRows,
  plainView,
  planRows,
  readableBy,
  readSpread,
  type RoleBook,
} from '@basalt/documents'
import type { Query } from '@basalt/types'
import { aColumn, anIndex, aSchema, aTable, insert } from './table.ts'

const rowCount = 4000
/** Rows that a step of a plan may sort, or read for nothing. */
const few = 200

type Step = {
  readonly table: string
  readonly type: string
  readonly rows: string | number | null
  readonly Extra: string
}

describe('plans of lists', () => {
  let schema: Schema
  let roles: RoleBook
  let table: CompiledTable
  let drop: () => Promise<void>

  before(async () => {
    ;({ schema, roles, drop } = await aSchema())
    const columns = [
      aColumn(1, 'state', { size: 20 }),
      aColumn(2, 'rank', { type: 'integer', size: 8 }),
      aColumn(3, 'body', { size: 2000 }),
    ]
    table = await aTable(schema, columns, [anIndex(1, 'key', ['state']), anIndex(2, 'key', ['rank'])])
    const start = Date.parse('2026-01-01T00:00:00Z')
    const rows = Array.from({ length: rowCount }, (_, index) => ({
      id: `row${index}`,
      at: new Date(start + index * 1000),
      values: { state: `state${index % 100}`, rank: index % 500, body: 'x'.repeat(100) },
      // Every second row is for all users, one in a thousand for Ada.
      readers: [...(index % 2 === 0 ? ['users'] : []), ...(index % 1000 === 1 ? ['user:ada'] : [])],
    }))
    await insert(schema, roles, table, rows)
    await schema.all(sql`ANALYZE TABLE ${table.rows}, ${table.reads} PERSISTENT FOR ALL`)
  })
  after(() => drop())

  const lists: readonly (readonly [what: string, queries: readonly Query[]])[] = [
    ['the first page', []],
    ['a page after a cursor', [ask('cursorAfter', '', ['row2000'])]],
    ['a page before a cursor', [ask('cursorBefore', '', ['row2000'])]],
    ['an equal value in an index', [ask('equal', 'state', ['state8'])]],
    ['several values in an index', [ask('equal', 'state', ['state8', 'state9'])]],
    ['a range of an index, in its order', [ask('greaterThan', 'rank', [400]), ask('orderAsc', 'rank')]],
    ['the newest first', [ask('orderDesc', '$createdAt')]],
    ['the newest after a cursor', [ask('orderDesc', '$createdAt'), ask('cursorAfter', '', ['row2000'])]],
    ['an indexed field, falling', [ask('orderDesc', 'rank'), ask('limit', '', [25])]],
    ['an indexed field, falling, before a cursor', [ask('orderDesc', 'rank'), ask('cursorBefore', '', ['row20'])]],
  ]
  for (const [what, queries] of lists) {
    it(`read ${what} without a scan or a sort of the table`, () => assertQuick(queries))
  }
  for (const [what, queries] of lists) {
    it(`read ${what} for a caller who may read half of the rows, no worse`, async () => {
      await assertQuick(queries, await accessOf(['any', 'users', 'user:bob']))
    })
  }

  it('look the rows up for a caller who may read few', async () => {
    const access = await accessOf(['any', 'user:ada'])
    await assertQuick([], access)
    await assertQuick([ask('orderAsc', 'body')], access)
  })

  async function accessOf(held: readonly string[]): Promise<Access> {
    const readers = await roles.find(held)
    return readableBy(table, readers, await readSpread(schema, table, readers))
  }

  async function assertQuick(queries: readonly Query[], access?: Access): Promise<void> {
    const statements: Sql[] = []
    const listening: Queryable = {
      schema: schema.schema,
      all: (statement) => {
        statements.push(statement)
        return schema.all(statement)
      },
      one: (statement) => {
        statements.push(statement)
        return schema.one(statement)
      },
      allWithin: (statement, maxBytes) => {
        statements.push(statement)
        return schema.allWithin(statement, maxBytes)
      },
    }
    const view = plainView(table)
    const page = await listRows(listening, view, planRows(view, queries), { access, total: false })
    assert.ok(page.rows.length > 0)
    for (const statement of statements) {
      const plan = await schema.all<Step>(new Sql(`EXPLAIN ${statement.text}`, statement.values))
      for (const step of plan) {
        const shown = `${JSON.stringify(plan)} ${statement.text}`
        assert.notEqual(step.type, 'ALL', shown)
        if (/filesort|temporary/.test(step.Extra)) assert.ok(Number(step.rows) <= few, shown)
      }
    }
  }
})

function ask(method: Query['method'], attribute: string, values: readonly unknown[] = []): Query {
  return { method, attribute, values, queries: [] }
}
