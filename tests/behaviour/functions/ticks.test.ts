import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { claimExecutions, createFunction, takeTicks } from '@basalt/core/functions'
import { type Schema, sql } from '@basalt/database'
import { freshStores, type Stores } from '../activity/stores.ts'

const settings = {
  name: 'Clock',
  runtime: 'node-22',
  execute: [],
  events: [],
  schedule: '* * * * *',
  timeout: 15,
  enabled: true,
  logging: true,
  entrypoint: 'index.js',
  commands: '',
  scopes: [],
  installationId: '',
  providerRootDirectory: '',
  specification: 's-1vcpu-512mb',
}

describe('ticks of schedules', () => {
  let stores: Stores
  before(async () => {
    stores = await freshStores()
  })
  after(() => stores[Symbol.asyncDispose]())

  const aClock = async (overdueMinutes: number) => {
    const project = await stores.aProject()
    const workers = await Promise.all([1, 2, 3].map(() => stores.aWorker()))
    const schemas = workers.map(({ database }) => database.schema(project.schema))
    const [schema] = schemas as [Schema]
    const { secrets } = workers[0] ?? (await stores.aWorker())
    await schema.transaction((tx) => createFunction(tx, secrets, 'clock', settings))
    const at = new Date(Math.floor(Date.now() / 60_000) * 60_000 - overdueMinutes * 60_000)
    await schema.run(sql`UPDATE functions SET deploymentId = 'x', nextRunAt = ${at}`)
    return { schema, schemas, secrets }
  }

  it('make one run each, however many workers look at the same moment', async () => {
    const { schema, schemas, secrets } = await aClock(0)
    const taken = await Promise.all([...schemas, ...schemas].map((one) => takeTicks(one, secrets)))
    assert.equal(
      taken.reduce((sum, count) => sum + count, 0),
      1,
    )
    const runs = await schema.all(sql`SELECT triggeredBy, status, requestMethod, requestPath FROM executions`)
    assert.deepEqual(runs, [{ triggeredBy: 'schedule', status: 'waiting', requestMethod: 'POST', requestPath: '/' }])
    const next = await schema.one<{ nextRunAt: string }>(sql`SELECT nextRunAt FROM functions`)
    assert.ok(Date.parse(next?.nextRunAt ?? '') > Date.now())
    const claimed = await Promise.all(schemas.map((one) => claimExecutions(one, 10)))
    assert.equal(claimed.flat().length, 1, 'one worker does it')
  })

  it('that were missed make one run together, and the next comes in time', async () => {
    const { schema, secrets } = await aClock(90)
    assert.equal(await takeTicks(schema, secrets), 1)
    assert.equal(await takeTicks(schema, secrets), 0)
    const next = await schema.one<{ nextRunAt: string }>(sql`SELECT nextRunAt FROM functions`)
    assert.ok(Date.parse(next?.nextRunAt ?? '') - Date.now() <= 60_000)
  })
})
