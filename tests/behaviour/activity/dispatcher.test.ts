import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ActivityConsumer, appendActivity } from '@basalt/core/activity'
import type { Project } from '@basalt/core/projects'
import { type Schema, sql } from '@basalt/database'
import { Dispatcher } from '@basalt/worker/dispatcher'
import { until } from '#support/until.ts'
import { freshStores, owner, type Stores } from './stores.ts'

/** Remembers in the project's schema what it was given, so that a rolled back batch is forgotten. */
function aConsumer(options: { readonly failsOn?: (n: number) => boolean } = {}): ActivityConsumer {
  let calls = 0
  return {
    name: 'test',
    prepare: async () => async (tx, changes) => {
      for (const { sequence, event } of changes) {
        await tx.run(sql`INSERT INTO taken (activity, event) VALUES (${sequence}, ${event})`)
      }
      if (options.failsOn?.(++calls)) throw new Error('the consumer failed half way')
    },
    refill: async () => undefined,
  }
}

describe('the dispatcher of activity', () => {
  let stores: Stores
  before(async () => {
    stores = await freshStores()
  })
  after(() => stores[Symbol.asyncDispose]())

  async function aProject(): Promise<{ readonly project: Project; readonly schema: Schema }> {
    const project = await stores.aProject()
    const schema = stores.database.schema(project.schema)
    await schema.define(
      sql`CREATE TABLE taken (id INT AUTO_INCREMENT PRIMARY KEY, activity BIGINT NOT NULL, event TEXT NOT NULL)`,
    )
    return { project, schema }
  }

  const append = async (project: Project, ...events: readonly string[]): Promise<void> => {
    const origin = { project, actor: owner, ip: '', userAgent: '', locale: 'en', country: () => Promise.resolve('--') }
    const happenings = events.map((event) => ({ event, auditEvent: null, resource: null, payload: { event } }))
    const schema = stores.database.schema(project.schema)
    await schema.transaction((tx) => appendActivity(tx, stores.bus, origin, happenings))
  }

  const taken = async (schema: Schema): Promise<readonly string[]> => {
    const rows = await schema.all<{ event: string }>(sql`SELECT event FROM taken ORDER BY id`)
    return rows.map(({ event }) => event)
  }

  const pending = async (schema: Schema): Promise<number> => {
    const row = await schema.one<{ n: number }>(sql`SELECT COUNT(*) AS n FROM activity WHERE dispatchedAt IS NULL`)
    return row?.n ?? 0
  }

  const running = async (consumer: ActivityConsumer, pollSeconds = 600): Promise<Dispatcher> => {
    const dispatcher = new Dispatcher(await stores.aWorker(), { consumers: [consumer], pollSeconds })
    await dispatcher.start()
    return dispatcher
  }

  it('takes what waits when it starts, and what is appended later, at once', async () => {
    const { project, schema } = await aProject()
    await append(project, 'teams.a.create', 'teams.b.create')
    const dispatcher = await running(aConsumer())
    await until(async () => (await taken(schema)).length === 2)
    await append(project, 'teams.c.create')
    await until(async () => (await taken(schema)).length === 3, { deadline: 1000 })
    assert.deepEqual(await taken(schema), ['teams.a.create', 'teams.b.create', 'teams.c.create'])
    assert.equal(await pending(schema), 0)
    await dispatcher.close()
  })

  it('shares the work with another: each change is taken once, in order', async () => {
    const projects = await Promise.all([aProject(), aProject(), aProject()])
    const dispatchers = await Promise.all([running(aConsumer()), running(aConsumer())])
    const events = Array.from({ length: 250 }, (_, n) => `teams.t${n}.create`)
    await Promise.all(
      projects.map(async ({ project }) => {
        for (let start = 0; start < events.length; start += 10) {
          await append(project, ...events.slice(start, start + 10))
        }
      }),
    )
    for (const { schema } of projects) {
      await until(async () => (await taken(schema)).length >= events.length, { deadline: 15_000 })
      assert.deepEqual(await taken(schema), events)
      assert.equal(await pending(schema), 0)
    }
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.close()))
  })

  it('loses nothing when Redis is emptied in between', async () => {
    const { project, schema } = await aProject()
    const dispatchers = await Promise.all([running(aConsumer(), 1), running(aConsumer(), 1)])
    const events = Array.from({ length: 60 }, (_, n) => `teams.t${n}.create`)
    for (const [index, event] of events.entries()) {
      await append(project, event)
      if (index % 7 === 0) await stores.bus.redis.flushdb()
    }
    await until(async () => (await pending(schema)) === 0, { deadline: 10_000 })
    assert.deepEqual((await taken(schema)).toSorted(), events.toSorted())
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.close()))
  })

  it('takes a batch again as a whole when a consumer fails half way', async () => {
    const { project, schema } = await aProject()
    await append(project, 'teams.a.create', 'teams.b.create')
    const dispatcher = await running(aConsumer({ failsOn: (call) => call <= 2 }), 1)
    await until(async () => (await pending(schema)) === 0, { deadline: 10_000 })
    assert.deepEqual(await taken(schema), ['teams.a.create', 'teams.b.create'])
    await dispatcher.close()
  })

  it('gives consumers the payload and who acted', async () => {
    const { project } = await aProject()
    const seen: unknown[] = []
    const consumer: ActivityConsumer = {
      name: 'test',
      prepare:
        async ({ id }) =>
        async (_tx, changes) => {
          for (const { event, userId, payload } of changes) seen.push({ id, event, userId, payload })
        },
      refill: async () => undefined,
    }
    const dispatcher = await running(consumer)
    await append(project, 'teams.a.create')
    await until(() => seen.length > 0)
    const payload = '{"event":"teams.a.create"}'
    assert.deepEqual(seen, [{ id: project.id, event: 'teams.a.create', userId: 'owner', payload }])
    await dispatcher.close()
  })

  it('has nothing to do for a project to which nobody listens', async () => {
    const { project, schema } = await aProject()
    await append({ ...project, hasListeners: false }, 'teams.a.create')
    assert.equal(await pending(schema), 0)
    assert.equal(await schema.one(sql`SELECT payload FROM activity WHERE payload IS NOT NULL`), null)
  })
})
