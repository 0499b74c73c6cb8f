import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Project } from '@basalt/core/projects'
import { name, type Schema, sql } from '@basalt/database'
import { Scheduler } from '@basalt/worker/scheduler'
import { schedules } from '@basalt/worker/schedules'
import { visitForTheDay } from '@basalt/worker/visits'
import type { Services } from '@basalt/worker/services'
import { freshStores, type Stores } from './stores.ts'

const day = 24 * 3600 * 1000
const never = new AbortController().signal

describe('schedules', () => {
  let stores: Stores
  let services: Services
  let project: Project
  let schema: Schema

  before(async () => {
    stores = await freshStores()
    services = await stores.aWorker()
    project = await stores.aProject()
    schema = stores.database.schema(project.schema)
  })
  after(() => stores[Symbol.asyncDispose]())

  const run = async (name: string): Promise<void> => {
    const schedule = schedules.find((one) => one.name === name)
    assert.ok(schedule)
    await schedule.run(services, never)
  }

  const idsIn = async (table: 'sessions' | 'tokens'): Promise<readonly string[]> => {
    const rows = await schema.all<{ id: string }>(
      table === 'sessions' ? sql`SELECT id FROM sessions ORDER BY id` : sql`SELECT id FROM tokens ORDER BY id`,
    )
    return rows.map(({ id }) => id)
  }

  it('remove sessions and tokens that ended more than a day ago, and push targets of such sessions', async () => {
    for (const [id, endsAt] of [
      ['live', Date.now() + day],
      ['just', Date.now() - 1000],
      ['long', Date.now() - 2 * day],
    ] as const) {
      const ends = new Date(endsAt)
      const now = new Date()
      await schema.run(
        sql`INSERT INTO sessions (id, userId, secretHash, createdAt, updatedAt, expiresAt, provider)
            VALUES (${id}, 'u', ${id}, ${now}, ${now}, ${ends}, 'server')`,
      )
      await schema.run(
        sql`INSERT INTO tokens (id, userId, kind, secretHash, createdAt, expiresAt)
            VALUES (${id}, 'u', 'recovery', ${id}, ${now}, ${ends})`,
      )
      await schema.run(
        sql`INSERT INTO targets (id, userId, sessionId, createdAt, updatedAt, providerType, identifier)
            VALUES (${id}, 'u', ${id}, ${now}, ${now}, 'push', ${id})`,
      )
    }
    await visitForTheDay(services, project, never)
    assert.deepEqual(await idsIn('sessions'), ['just', 'live'])
    assert.deepEqual(await idsIn('tokens'), ['just', 'live'])
    const targets = await schema.all<{ id: string }>(sql`SELECT id FROM targets ORDER BY id`)
    assert.deepEqual(
      targets.map(({ id }) => id),
      ['just', 'live'],
    )
  })

  it('remove activity past its time, but not what still waits for a dispatcher', async () => {
    const old = new Date(Date.now() - (services.config.activity.retentionDays + 1) * day)
    for (const [event, at, dispatchedAt] of [
      ['old', old, old],
      ['waiting', old, null],
      ['new', new Date(), new Date()],
    ] as const) {
      await schema.run(
        sql`INSERT INTO activity (createdAt, event, actorKind, dispatchedAt) VALUES (${at}, ${event}, 'key', ${dispatchedAt})`,
      )
    }
    await visitForTheDay(services, project, never)
    const left = await schema.all<{ event: string }>(sql`SELECT event FROM activity ORDER BY sequence`)
    assert.deepEqual(
      left.map(({ event }) => event),
      ['waiting', 'new'],
    )
  })

  it('all run on projects that have nothing for them to do', async () => {
    for (const schedule of schedules) await schedule.run(services, never)
  })

  it('drop schemas that deleted projects left behind', async () => {
    const orphan = `${stores.database.platform.schema}_orphan`
    await stores.database.platform.define(sql`CREATE DATABASE ${name(orphan)}`)
    await stores.database.platform.run(
      sql`INSERT INTO unclaimedSchemas (schemaName, createdAt, dropped) VALUES (${orphan}, ${new Date()}, TRUE)`,
    )
    await run('projects.orphans')
    const left = await stores.database.platform.all(sql`SELECT schemaName FROM unclaimedSchemas`)
    assert.deepEqual(left, [])
    const still = await stores.database.platform.all(
      sql`SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ${orphan}`,
    )
    assert.deepEqual(still, [])
  })

  it('run once a period, however many workers there are', async () => {
    let runs = 0
    const counted = {
      name: 'test.counted',
      everySeconds: 3600,
      run: async () => {
        runs++
      },
    }
    const schedulers = await Promise.all(
      [1, 2, 3].map(async () => new Scheduler(await stores.aWorker(), [counted], 20)),
    )
    await new Promise((resolve) => setTimeout(resolve, 300))
    await Promise.all(schedulers.map((scheduler) => scheduler.close()))
    assert.equal(runs, 1)
  })

  it('that fail leave the others alone', async () => {
    let runs = 0
    const bad = { name: 'test.bad', everySeconds: 3600, run: () => Promise.reject(new Error('it failed')) }
    const good = {
      name: 'test.good',
      everySeconds: 3600,
      run: async () => {
        runs++
      },
    }
    const quiet = { ...services, log: services.log.child({}, { level: 'silent' }) }
    const scheduler = new Scheduler(quiet, [bad, good], 20)
    await new Promise((resolve) => setTimeout(resolve, 200))
    await scheduler.close()
    assert.equal(runs, 1)
  })
})
