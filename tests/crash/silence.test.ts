import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '@basalt/config'
import { type Database, openDatabase, sql, StoreUnavailable } from '@basalt/database'
import { testSecret } from '#support/environment.ts'
import { type Lease, takeLease } from '#support/lease.ts'
import { aCable, type Cable } from '#support/cable.ts'

const log = { warn: () => {}, error: (fields: object, message: string) => console.error(message, fields) }

describe('a network that loses MariaDB without a word', () => {
  let lease: Lease
  let cable: Cable
  let database: Database
  before(async () => {
    lease = await takeLease()
    const url = new URL(lease.databaseUrl)
    const path = url.searchParams.get('socketPath')
    cable = await aCable(path === null ? { host: url.hostname, port: Number(url.port || 3306) } : { path })
    url.searchParams.delete('socketPath')
    Object.assign(url, { hostname: '127.0.0.1', port: String(cable.port) })
    const { database: config } = readConfig({
      BASALT_DATABASE_URL: url.href,
      BASALT_REDIS_URL: lease.redisUrl,
      BASALT_SECRET: testSecret,
      BASALT_QUERY_TIMEOUT_SECONDS: '1',
    })
    database = await openDatabase(config, log)
  })
  after(async () => {
    await database.close()
    await cable.pull()
    await lease.release()
  })

  it('holds nobody up for good, and a new connection serves the next', async () => {
    assert.deepEqual(await database.platform.one(sql`SELECT 1 AS one`), { one: 1 })
    cable.cut()
    await assert.rejects(database.platform.one(sql`SELECT 2 AS two`), StoreUnavailable)
    assert.deepEqual(await database.platform.one(sql`SELECT 3 AS three`), { three: 3 })
  })
})
