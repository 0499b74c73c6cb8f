import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createProject, migrateAll, removeProject, sweepOrphanSchemas } from '@basalt/core/projects'
import { Secrets } from '@basalt/core/secrets'
import { name, sql } from '@basalt/database'
import { testSecret } from '#support/environment.ts'
import { until } from '#support/until.ts'
import { freshStores, owner, type Stores } from '../activity/stores.ts'

const anHour = 3_600_000
const secrets = new Secrets({ current: testSecret, previous: [] })
const details = {
  description: '',
  logo: '',
  url: '',
  legalName: '',
  legalCountry: '',
  legalState: '',
  legalCity: '',
  legalAddress: '',
  legalTaxId: '',
}

describe('schemas of projects', () => {
  let stores: Stores
  before(async () => {
    stores = await freshStores()
  })
  after(() => stores[Symbol.asyncDispose]())

  const create = (id: string, record = async (): Promise<void> => undefined) =>
    createProject(stores.database, secrets, owner, { id, name: id, teamId: 'org', region: 'default', details }, record)
  const schemaOf = async (id: string): Promise<string> => {
    const row = await stores.database.platform.one<{ schemaName: string }>(
      sql`SELECT schemaName FROM projects WHERE id = ${id}`,
    )
    assert.ok(row)
    return row.schemaName
  }
  const own = async (): Promise<readonly string[]> => {
    const prefix = `${stores.database.platform.schema}_`
    const rows = await stores.database.platform.all<{ schemaName: string }>(
      sql`SELECT SCHEMA_NAME AS schemaName FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE ${`${prefix}%`}`,
    )
    return rows.map(({ schemaName }) => schemaName)
  }
  const announced = async (): Promise<number> =>
    (await stores.database.platform.all(sql`SELECT schemaName FROM unclaimedSchemas`)).length

  it('are there with the project, and gone with it', async () => {
    await create('kept')
    const schema = await schemaOf('kept')
    assert.ok((await own()).includes(schema))
    assert.equal(await announced(), 0)
    await stores.database.platform.transaction((tx) => removeProject(tx, stores.database, owner, 'kept'))
    await until(async () => !(await own()).includes(schema))
    const released: string[] = []
    await sweepOrphanSchemas(stores.database, async (name) => void released.push(name))
    assert.deepEqual(released, [schema])
    assert.equal(await announced(), 0)
  })

  it('are not left behind by a creation that fails', async () => {
    const before = await own()
    const failing = create('failed', () => Promise.reject(new Error('the activity could not be written')))
    await assert.rejects(failing, /activity/)
    assert.deepEqual(await own(), before)
    assert.equal(await announced(), 0)
    assert.equal(await stores.database.platform.one(sql`SELECT id FROM projects WHERE id = 'failed'`), null)
  })

  it('that a crash left behind are swept, once a creation cannot be under way any more', async () => {
    await create('bystander')
    const platform = stores.database.platform
    const leave = async (schema: string, createdAt: Date, dropped: boolean): Promise<void> => {
      await platform.define(sql`CREATE DATABASE ${name(schema)}`)
      await platform.run(
        sql`INSERT INTO unclaimedSchemas (schemaName, createdAt, dropped) VALUES (${schema}, ${createdAt}, ${dropped})`,
      )
    }
    const [old, fresh, deleted] = ['old', 'fresh', 'deleted'].map((tag) => `${platform.schema}_${tag}`) as [
      string,
      string,
      string,
    ]
    await leave(old, new Date(Date.now() - 2 * anHour), false)
    await leave(fresh, new Date(), false)
    await leave(deleted, new Date(), true)
    assert.equal(await sweepOrphanSchemas(stores.database, async () => undefined), 2)
    const left = await own()
    assert.deepEqual([left.includes(old), left.includes(deleted), left.includes(fresh)], [false, false, true])
    assert.ok(left.includes(await schemaOf('bystander')))
    assert.equal(await sweepOrphanSchemas(stores.database, async () => undefined), 0)
    await platform.define(sql`DROP DATABASE ${name(fresh)}`)
  })

  it('that are behind are brought up to date at start', async () => {
    await create('behind')
    const schema = stores.database.schema(await schemaOf('behind'))
    await schema.define(sql`DROP TABLE variables`)
    await schema.run(sql`DELETE FROM migrations WHERE setName = 'project' AND version >= 5`)
    await stores.database.platform.run(sql`UPDATE projects SET schemaVersion = 4 WHERE id = 'behind'`)
    await Promise.all([migrateAll(stores.database), migrateAll(stores.database)])
    assert.deepEqual(await schema.all(sql`SELECT id FROM variables`), [])
    const row = await stores.database.platform.one<{ schemaVersion: number }>(
      sql`SELECT schemaVersion FROM projects WHERE id = 'behind'`,
    )
    assert.ok(Number(row?.schemaVersion) > 4)
  })
})
