import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type DatabaseConfig, readConfig } from '@basalt/config'
import {
  type Database,
  int,
  isDuplicate,
  isTimeout,
  name,
  openDatabase,
  type Schema,
  sql,
  StoreUnavailable,
} from '@basalt/database'

const silent = { error: () => undefined, warn: () => undefined }

describe('transactions on MariaDB', () => {
  let config: DatabaseConfig
  let database: Database
  let schema: Schema

  before(async () => {
    const url = new URL(process.env['BASALT_DATABASE_URL'] ?? '')
    url.pathname = `/basalt_test_tx_${randomBytes(4).toString('hex')}`
    config = {
      ...readConfig({ ...process.env, BASALT_DATABASE_URL: url.href }).database,
      maxConnections: 6,
      queryTimeoutSeconds: 1,
    }
    database = await openDatabase(config, silent)
    schema = database.platform
    await schema.define(sql`CREATE TABLE counters (id INT PRIMARY KEY, n INT NOT NULL)`)
    await schema.run(sql`INSERT INTO counters VALUES (1, 0), (2, 0)`)
  })

  after(async () => {
    await schema.define(sql`DROP DATABASE ${name(schema.schema)}`)
    await database.close()
  })

  it('keep nothing of work that fails, and run what follows the commit only after it', async () => {
    const order: string[] = []
    await assert.rejects(
      schema.transaction(async (tx) => {
        await tx.run(sql`UPDATE counters SET n = 99 WHERE id = 1`)
        tx.afterCommit(() => void order.push('never'))
        throw new Error('no')
      }),
      /no/,
    )
    assert.deepEqual(await schema.one(sql`SELECT n FROM counters WHERE id = 1`), { n: 0 })
    await schema.transaction(async (tx) => {
      tx.afterCommit(() => void order.push('after'))
      await tx.run(sql`UPDATE counters SET n = 0 WHERE id = 1`)
      order.push('work')
    })
    await new Promise((resolve) => setImmediate(resolve))
    assert.deepEqual(order, ['work', 'after'])
  })

  it('run again after a deadlock, so that neither side is lost', async () => {
    const add = (first: number, second: number): Promise<void> =>
      schema.transaction(async (tx) => {
        await tx.run(sql`UPDATE counters SET n = n + 1 WHERE id = ${first}`)
        await new Promise((resolve) => setTimeout(resolve, 30))
        await tx.run(sql`UPDATE counters SET n = n + 1 WHERE id = ${second}`)
      })
    await Promise.all([add(1, 2), add(2, 1), add(1, 2), add(2, 1)])
    assert.deepEqual(await schema.all(sql`SELECT n FROM counters ORDER BY id`), [{ n: 4 }, { n: 4 }])
  })

  it('tell a duplicate from other failures', async () => {
    await assert.rejects(schema.run(sql`INSERT INTO counters VALUES (1, 0)`), (error) => isDuplicate(error))
    await assert.rejects(schema.run(sql`INSERT INTO nowhere VALUES (1)`), (error) => !isDuplicate(error))
  })

  it('end a statement that runs too long', async () => {
    await assert.rejects(schema.all(sql`SELECT SLEEP(3)`), (error) => isTimeout(error))
  })

  it('go on after a connection is killed', async () => {
    const { id } = (await schema.one<{ id: number }>(sql`SELECT CONNECTION_ID() AS id`)) ?? { id: 0 }
    const killer = await openDatabase(config, silent)
    await killer.platform.run(sql`KILL ${int(id)}`)
    await killer.close()
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => schema.one(sql`SELECT 1 AS one`)))
    for (const answer of answers) {
      if (answer.status === 'rejected') assert.ok(answer.reason instanceof StoreUnavailable)
    }
    assert.deepEqual(await schema.one(sql`SELECT 1 AS one`), { one: 1 })
  })

  it('never hand one connection to two transactions', async () => {
    const running = new Set<number>()
    await Promise.all(
      Array.from({ length: 40 }, () =>
        schema.transaction(async (tx) => {
          const { id } = (await tx.one<{ id: number }>(sql`SELECT CONNECTION_ID() AS id`)) ?? { id: 0 }
          assert.equal(running.has(id), false)
          running.add(id)
          await tx.run(sql`SELECT 1`)
          running.delete(id)
        }),
      ),
    )
  })

  it('keep apart what belongs to two schemas', async () => {
    const other = database.schema(`${schema.schema}_b`)
    await schema.define(sql`CREATE DATABASE ${name(other.schema)}`)
    await other.define(sql`CREATE TABLE counters (id INT PRIMARY KEY, n INT NOT NULL)`)
    await other.run(sql`INSERT INTO counters VALUES (1, -1)`)
    const reads = Array.from({ length: 50 }, (_, index) =>
      (index % 2 === 0 ? schema : other).one<{ n: number }>(sql`SELECT n FROM counters WHERE id = 1`),
    )
    for (const [index, row] of (await Promise.all(reads)).entries()) assert.equal(row?.n === -1, index % 2 === 1)
    await schema.define(sql`DROP DATABASE ${name(other.schema)}`)
  })
})
