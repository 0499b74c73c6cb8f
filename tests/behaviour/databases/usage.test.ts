import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'
import { until } from '#support/until.ts'
import { aTable } from './a-table.ts'

const last = (points: readonly { value: number }[]): number | undefined => points.at(-1)?.value

describe('usage of databases', () => {
  let project: TestProject
  let path: string
  before(async () => {
    project = await aProject()
    path = await aTable(project, 'posts', { n: { kind: 'integer' } })
    await project.server.post(`${path}/rows`, { rows: [{ n: 1 }, { n: 2 }, { n: 3 }] })
    await project.server.put(`${path}/rows/put`, { data: { n: 4 } })
    await project.server.delete(`${path}/rows/put`)
    await project.server.get(`${path}/rows`)
  })

  it('counts what there is, and what was done', async () => {
    const body = await until(
      async () => {
        const usage = await project.console.get('/v1/tablesdb/usage', { range: '24h' })
        return usage.body.databasesReadsTotal >= 3 && usage.body
      },
      { deadline: 10_000, what: 'the usage that was counted' },
    )
    assert.partialDeepStrictEqual(body, {
      range: '24h',
      databasesTotal: 1,
      tablesTotal: 1,
      collectionsTotal: 1,
      rowsTotal: 3,
      documentsTotal: 3,
      databasesReadsTotal: 3,
      databasesWritesTotal: 5,
    })
    assert.equal(body.rows.length, 24)
    assert.deepEqual(
      ['databases', 'tables', 'rows', 'documents', 'databasesReads', 'databasesWrites'].map((name) => last(body[name])),
      [1, 1, 3, 3, 3, 5],
    )
    assert.ok(body.storageTotal > 0)
    const ends = body.rows.map(({ date }: { date: string }) => Date.parse(date))
    assert.ok(ends.every((end: number, index: number) => index === 0 || end - ends[index - 1] === 3_600_000))
  })

  it('tells databases and tables apart', async () => {
    const database = await project.console.get('/v1/databases/main/usage')
    assert.partialDeepStrictEqual(database, { status: 200, body: { range: '30d', tablesTotal: 1, rowsTotal: 3 } })
    assert.equal(database.body.databaseReads.length, 30)
    const table = await project.console.get(`${path}/usage`, { range: '90d' })
    assert.deepEqual([table.body.rowsTotal, table.body.rows.length, last(table.body.rows)], [3, 90, 3])
    const collection = await project.console.get('/v1/databases/main/collections/posts/usage')
    assert.deepEqual([collection.body.documentsTotal, last(collection.body.documents)], [3, 3])
    assert.equal(collection.body.rows, undefined)
    const missing = await project.console.get('/v1/tablesdb/main/tables/nothing/usage')
    assert.partialDeepStrictEqual(missing, { status: 404, body: { type: 'table_not_found' } })
    const range = await project.console.get('/v1/tablesdb/usage', { range: '1y' })
    assert.partialDeepStrictEqual(range, { status: 400, body: { type: 'general_argument_invalid' } })
  })
})
