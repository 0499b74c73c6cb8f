import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '@basalt/config'
import { consoleProject, migrateAll } from '@basalt/core/projects'
import { checkUserLimit } from '@basalt/core/users'
import { type Database, openDatabase, sql } from '@basalt/database'
import { testSecret } from '#support/environment.ts'
import { type Lease, takeLease } from '#support/lease.ts'

const log = { warn: () => {}, error: (fields: object, message: string) => console.error(message, fields) }

describe('the last place for a user', () => {
  let lease: Lease
  let database: Database
  const configOf = ({ databaseUrl, redisUrl }: Lease) =>
    readConfig({ BASALT_DATABASE_URL: databaseUrl, BASALT_REDIS_URL: redisUrl, BASALT_SECRET: testSecret })
  before(async () => {
    lease = await takeLease()
    database = await openDatabase(configOf(lease).database, log)
    await migrateAll(database)
  })
  after(async () => {
    await database.close()
    await lease.release()
  })

  it('is given once, also when nobody is there yet', async () => {
    const console = consoleProject(configOf(lease), database.platform.schema)
    const now = new Date()
    const signUps = ['ada', 'bob'].map((id) =>
      database.platform.transaction(async (tx) => {
        await checkUserLimit(tx, console)
        await delay(100) // both have counted by now, unless one waits
        await tx.run(
          sql`INSERT INTO users (id, createdAt, updatedAt, registeredAt) VALUES (${id}, ${now}, ${now}, ${now})`,
        )
      }),
    )
    const outcomes = await Promise.allSettled(signUps)
    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    assert.equal((await database.platform.all(sql`SELECT id FROM users`)).length, 1)
  })
})
