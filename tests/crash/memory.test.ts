import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Client, expectStatus } from '#support/client.ts'
import { aProject } from '#support/project.ts'
import { aFleet, type Fleet } from './services.ts'

/** Together 160 MB, while the heap of each service is bounded to 128. */
const rowCount = 20_000
const bodyBytes = 8000
const heapMb = 128
const [atOnce, pageSize] = [100, 500]
const rows = '/v1/tablesdb/main/tables/large/rows'
const query = (method: string, values: readonly unknown[]): string => JSON.stringify({ method, values })

/** A process whose memory grew with what it works through would end here. */
describe('a service with little memory', () => {
  let fleet: Fleet
  let server: Client
  before(async () => {
    fleet = await aFleet({ NODE_OPTIONS: `--max-old-space-size=${heapMb}` })
    ;({ server } = await aProject({ on: fleet.place }))
    await server.post('/v1/tablesdb', { databaseId: 'main', name: 'Main' })
    await server.post('/v1/tablesdb/main/tables', { tableId: 'large', name: 'Large' })
    const column = { key: 'body', size: bodyBytes, required: true }
    expectStatus(await server.post('/v1/tablesdb/main/tables/large/columns/string', column), 202)
  })
  after(() => fleet[Symbol.asyncDispose]())

  it('writes more rows than it could hold', async () => {
    for (let start = 0; start < rowCount; start += atOnce * 2) {
      const requests = [start, start + atOnce].map((first) =>
        server.post(rows, {
          rows: Array.from({ length: atOnce }, (_, index) => ({
            $id: `r${first + index}`,
            body: 'x'.repeat(bodyBytes),
          })),
        }),
      )
      for (const answer of await Promise.all(requests)) expectStatus(answer, 201)
    }
    assert.ok(fleet.isRunning('api'))
  })

  it('lists all of them', async () => {
    let found = 0
    for (let offset = 0; offset < rowCount; offset += pageSize) {
      const queries = [query('limit', [pageSize]), query('offset', [offset])]
      found += expectStatus(await server.get(rows, { queries }), 200).body.rows.length
    }
    assert.equal(found, rowCount)
    assert.ok(fleet.isRunning('api'))
  })

  it('refuses pages that are larger than it could hold', async () => {
    const queries = [query('limit', [rowCount])]
    for (let times = 0; times < 5; times++) {
      const { body } = expectStatus(await server.get(rows, { queries }), 400)
      assert.equal(body.type, 'general_query_invalid')
      assert.match(body.message, /bytes/)
    }
    assert.ok(fleet.isRunning('api'))
  })

  it('changes and deletes all of them with one request each', async () => {
    const changed = expectStatus(await server.patch(rows, { data: { body: 'y'.repeat(bodyBytes) } }), 200)
    assert.equal(changed.body.total, rowCount)
    const deleted = expectStatus(await server.delete(rows), 200)
    assert.equal(deleted.body.total, rowCount)
    assert.ok(fleet.isRunning('api'))
  })
})
