import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '@basalt/config'
import { migrateAll } from '@basalt/core/projects'
import { removeSessions } from '@basalt/core/sessions'
import { type Database, openDatabase, sql } from '@basalt/database'
import { testSecret } from '#support/environment.ts'
import { type Lease, takeLease } from '#support/lease.ts'

const log = { warn: () => {}, error: (fields: object, message: string) => console.error(message, fields) }

describe('a user with very many sessions', () => {
  let lease: Lease
  let database: Database
  before(async () => {
    lease = await takeLease()
    const { databaseUrl, redisUrl } = lease
    const environment = { BASALT_DATABASE_URL: databaseUrl, BASALT_REDIS_URL: redisUrl, BASALT_SECRET: testSecret }
    database = await openDatabase(readConfig(environment).database, log)
    await migrateAll(database)
  })
  after(async () => {
    await database.close()
    await lease.release()
  })

  it('loses all of them but the one that stays', async () => {
    const now = new Date()
    await database.platform.run(
      sql`INSERT INTO sessions (id, userId, secretHash, createdAt, updatedAt, expiresAt, provider)
          SELECT CONCAT('s', seq), IF(seq = 1500, 'bob', 'ada'), SHA2(seq, 256), ${now}, ${now}, ${now}, 'server'
          FROM seq_1_to_1500`,
    )
    await database.platform.transaction((tx) => removeSessions(tx, 'ada', { exceptId: 's7' }))
    const left = await database.platform.all<{ id: string }>(sql`SELECT id FROM sessions ORDER BY id`)
    assert.deepEqual(
      left.map(({ id }) => id),
      ['s1500', 's7'],
    )
  })
})
