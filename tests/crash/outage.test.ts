import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { expectStatus } from '#support/client.ts'
import type { TestProject } from '#support/project.ts'
import { aServer, type StoreUrls, type TestServer } from '#support/server.ts'
import { aSocket } from '#support/socket.ts'
import { until } from '#support/until.ts'
import { aCable, type Cable } from '#support/cable.ts'
import { aTable, keepWriting, listedRows, missingFrom, recordedRows, untilWritable } from './writing.ts'

describe('a store that goes away and comes back', () => {
  let mariadb: Cable
  let redis: Cable
  let server: TestServer
  let project: TestProject

  before(async () => {
    server = await aServer({}, async (urls: StoreUrls) => {
      const [database, bus] = [new URL(urls.databaseUrl), new URL(urls.redisUrl)]
      mariadb = await aCable(targetOf(database, database.searchParams.get('socketPath'), 3306))
      redis = await aCable(targetOf(bus, bus.protocol === 'unix:' ? decodeURIComponent(bus.pathname) : null, 6379))
      database.searchParams.delete('socketPath')
      Object.assign(database, { hostname: '127.0.0.1', port: String(mariadb.port) })
      const number = bus.searchParams.get('db') ?? bus.pathname.slice(1)
      return { databaseUrl: database.href, redisUrl: `redis://127.0.0.1:${redis.port}/${number}` }
    })
    project = await aTable(server)
  })

  after(async () => {
    await server.close()
    await Promise.all([mariadb.pull(), redis.pull()])
  })

  it('MariaDB: 503 with a time to try again, then recovery by itself', async () => {
    await surviving('outage', mariadb, async () => {
      const refused = await project.server.get('/v1/tablesdb/main/tables/notes/rows')
      assert.partialDeepStrictEqual(refused, { status: 503, body: { code: 503, type: 'general_service_unavailable' } })
      assert.match(refused.headers['retry-after'] ?? '', /^\d+$/)
    })
  })

  it('Redis: no call ends in a 500, what is acknowledged is there, then recovery by itself', async () => {
    await surviving('redis', redis, async () => {
      const answers = await Promise.all([
        project.server.get('/v1/tablesdb/main/tables/notes/rows'),
        project.server.post('/v1/tablesdb/main/tables/notes/rows', { rowId: 'unique()', data: { n: 1 } }),
        project.aGuest().with({ 'x-forwarded-for': '203.0.113.9' }).post('/v1/account/sessions/anonymous'),
      ])
      for (const { status, headers, body } of answers) {
        assert.ok(status < 500 || status === 503, JSON.stringify(body))
        if (status === 503) assert.match(headers['retry-after'] ?? '', /^\d+$/)
      }
    })
  })

  it('Redis: whoever listened is told that something was missed, and whoever comes back is too', async () => {
    const table = '/v1/tablesdb/main/tables/notes'
    await project.server.put(table, { name: 'Notes', permissions: ['read("any")'] })
    const listen = (query: Readonly<Record<string, string>> = {}) =>
      aSocket({ origin: project.origin, projectId: project.id, channels: ['rows'], query })
    const write = (rowId: string) => project.server.post(`${table}/rows`, { rowId, data: { n: 1 } })
    const socket = await listen()
    expectStatus(await write('heard'), 201)
    const { data } = await socket.event('databases.main.tables.notes.rows.heard.create')
    await redis.pull()
    const unheard = await write('unheard').finally(() => redis.plug())
    expectStatus(unheard, 201)
    await until(() => socket.closed, { deadline: 15_000, what: 'the end of the socket' })
    assert.equal(socket.closed?.code, 1013)
    const again = await listen({ lastEventId: data.eventId })
    assert.equal(again.frames[0].data.resumed, false)
    // From here on it hears everything again.
    expectStatus(await write('later'), 201)
    await again.event('databases.main.tables.notes.rows.later.create')
    await again.close()
  })

  /** Writes without pause while a store is away, and finds every acknowledged row afterwards. */
  async function surviving(run: string, store: Cable, meanwhile: () => Promise<void>): Promise<void> {
    const writing = keepWriting(project, run)
    try {
      await until(() => writing.acknowledged.size > 20, { what: 'writing before the outage' })
      await store.pull()
      await meanwhile().finally(() => store.plug())
      await untilWritable(project, run)
    } finally {
      await writing.stop()
    }
    assert.deepEqual(missingFrom(await listedRows(project), writing.acknowledged), [], 'rows are missing')
    const recorded = await recordedRows(project, server.databaseUrl)
    assert.deepEqual(missingFrom(recorded, writing.acknowledged), [], 'activity is missing')
  }
})

function targetOf(url: URL, path: string | null, port: number): Parameters<typeof aCable>[0] {
  return path === null ? { host: url.hostname, port: Number(url.port || port) } : { path }
}
