import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readUsage, Usage } from '@basalt/core/usage'
import { type Schema, sql } from '@basalt/database'
import { freshStores, type Stores } from './stores.ts'

const quiet = { warn: () => undefined }
const metrics = Array.from({ length: 300 }, (_, n) => `metric${String(n).padStart(3, '0')}`)

describe('counted usage', () => {
  let stores: Stores
  let schema: Schema
  before(async () => {
    stores = await freshStores()
    schema = stores.database.schema((await stores.aProject()).schema)
  })
  after(() => stores[Symbol.asyncDispose]())

  const totals = async (): Promise<ReadonlySet<number>> => {
    const read = await readUsage(schema, metrics, '24h')
    return new Set([...read.values()].flatMap(({ total, points }) => [total, Number(points.at(-1)?.value)]))
  }

  it('is written once, when a part of it could not be written at first', async () => {
    const usage = new Usage(stores.database, quiet)
    await schema.define(
      sql`CREATE TRIGGER refuse BEFORE INSERT ON usageCounts FOR EACH ROW
          IF NEW.metric = 'metric299' THEN SIGNAL SQLSTATE '45000'; END IF`,
    )
    for (const metric of metrics) usage.raise(schema.schema, metric, 2)
    await usage.flush()
    await schema.define(sql`DROP TRIGGER refuse`)
    for (const metric of metrics) usage.raise(schema.schema, metric, 1)
    await usage[Symbol.asyncDispose]()
    assert.deepEqual(await totals(), new Set([3]))
  })

  it('is added up over processes, and outlives Redis', async () => {
    const usages = [1, 2, 3].map(() => new Usage(stores.database, quiet))
    for (const usage of usages) for (const metric of metrics) usage.raise(schema.schema, metric)
    await stores.bus.redis.flushdb()
    await Promise.all(usages.map((usage) => usage[Symbol.asyncDispose]()))
    assert.deepEqual(await totals(), new Set([6]))
  })
})
