import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '@basalt/config'
import { type Database, openDatabase, sql } from '@basalt/database'
import { testSecret } from '#support/environment.ts'
import { aProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'

describe('a pool of two connections', () => {
  let database: Database
  let names: readonly string[]
  before(async () => {
    const { databaseUrl, redisUrl } = await theServer()
    const config = readConfig({
      BASALT_DATABASE_URL: databaseUrl,
      BASALT_REDIS_URL: redisUrl,
      BASALT_SECRET: testSecret,
    })
    database = await openDatabase({ ...config.database, maxConnections: 2 }, { warn: () => {}, error: () => {} })
    const projects = await Promise.all([aProject(), aProject()])
    names = await Promise.all(
      projects.map(async ({ id }) => {
        const row = await database.platform.one<{ schemaName: string }>(
          sql`SELECT schemaName FROM projects WHERE id = ${id}`,
        )
        return row?.schemaName ?? ''
      }),
    )
  })
  after(() => database.close())

  it('answers each in its own schema, and nobody waits for as long as a busy project is busy', async () => {
    const [busy = '', quiet = ''] = names
    const over = new AbortController()
    const standsIn = async (name: string): Promise<void> => {
      const row = await database.schema(name).one<{ here: string }>(sql`SELECT DATABASE() AS here`)
      assert.equal(row?.here, name)
    }
    const lane = async (): Promise<void> => {
      while (!over.signal.aborted) await standsIn(busy)
    }
    const lanes = Array.from({ length: 16 }, lane)
    for (let times = 0; times < 10; times++) await Promise.all([quiet, quiet, quiet].map(standsIn))
    over.abort()
    await Promise.all(lanes)
  })
})
