import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { forgetGone, forgetQuiet, noteActive, noteChanges } from '@basalt/core/maintenance'
import type { Project } from '@basalt/core/projects'
import { openDatabase, type Schema, sql } from '@basalt/database'
import type { Services } from '@basalt/worker/services'
import { visitActive, visitDue } from '@basalt/worker/visits'
import { freshStores, type Stores } from './stores.ts'

const never = new AbortController().signal
const idleProjects = 10_000

describe('maintenance of projects', () => {
  let stores: Stores
  let services: Services
  let project: Project
  let schema: Schema
  const failures: object[] = []

  before(async () => {
    stores = await freshStores()
    const worker = await stores.aWorker()
    const log = Object.assign(Object.create(worker.log), { error: (fields: object) => failures.push(fields) })
    services = { ...worker, log }
    project = await stores.aProject()
    schema = stores.database.schema(project.schema)
  })
  beforeEach(async () => {
    failures.length = 0
    await stores.database.platform.run(sql`DELETE FROM activeSchemas`)
    await stores.database.platform.run(sql`UPDATE projects SET maintainedAt = UTC_TIMESTAMP(3)`)
  })
  after(() => stores[Symbol.asyncDispose]())

  const isActive = async (name = project.schema): Promise<boolean> =>
    (await stores.database.platform.one(sql`SELECT 1 FROM activeSchemas WHERE schemaName = ${name}`)) !== null

  /** As if nothing had changed for a while. */
  const age = (): Promise<unknown> =>
    stores.database.platform.run(sql`UPDATE activeSchemas SET activeAt = activeAt - INTERVAL 1 HOUR`)

  const leaveRemoval = (): Promise<unknown> =>
    schema.run(sql`INSERT INTO objectRemovals (objectKey, dueAt) VALUES ('gone', UTC_TIMESTAMP(3))`)
  const removals = (): Promise<readonly unknown[]> => schema.all(sql`SELECT objectKey FROM objectRemovals`)

  it('notes a project before something changes in it', async () => {
    const { config, log } = services
    await using database = await openDatabase(config.database, log)
    noteChanges(database)
    await database.schema(project.schema).transaction(async () => {
      assert.ok(await isActive())
    })
    await stores.database.platform.run(sql`DELETE FROM activeSchemas`)
    await using other = await openDatabase(config.database, log)
    noteChanges(other)
    await other.schema(project.schema).run(sql`DELETE FROM mails`)
    assert.ok(await isActive())
    await database.platform.transaction(async () => undefined)
    assert.ok(!(await isActive(database.platform.schema)), 'the console is always looked at')
  })

  it('does what is left, and forgets a project with nothing left that was quiet for long', async () => {
    await stores.database.platform.run(
      sql`INSERT INTO activeSchemas (schemaName, activeAt) VALUES (${project.schema}, UTC_TIMESTAMP(3))`,
    )
    await leaveRemoval()
    await visitActive(services, never)
    assert.deepEqual(await removals(), [])
    await visitActive(services, never)
    assert.ok(await isActive(), 'something may be under way')
    await age()
    await visitActive(services, never)
    assert.ok(!(await isActive()))
    assert.deepEqual(failures, [])
  })

  it('forgets projects that are gone, and not those that are only being made', async () => {
    const { platform } = stores.database
    await platform.run(
      sql`INSERT INTO activeSchemas (schemaName, activeAt)
          VALUES ('gone', UTC_TIMESTAMP(3) - INTERVAL 1 HOUR), ('coming', UTC_TIMESTAMP(3))`,
    )
    await visitActive(services, never)
    assert.deepEqual([await isActive('gone'), await isActive('coming')], [false, true])
  })

  it('bears many who note and forget the same projects at a time', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `busy_${n}`)
    const rounds = Array.from({ length: 10 }, (_, n) => n)
    await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const own = (await stores.aWorker()).database
        for (const _ of rounds) {
          await Promise.all(names.map((one) => noteActive(own, one)))
          await Promise.all([age(), ...names.map((one) => forgetQuiet(own, one)), forgetGone(own)])
        }
      }),
    )
  })

  it('keeps a project as long as something is left in it', async () => {
    await stores.database.platform.run(
      sql`INSERT INTO activeSchemas (schemaName, activeAt) VALUES (${project.schema}, UTC_TIMESTAMP(3) - INTERVAL 1 DAY)`,
    )
    const now = new Date()
    await schema.run(sql`INSERT INTO mails (id, createdAt, content) VALUES ('slow', ${now}, 'sealed')`)
    await visitActive(services, never)
    assert.ok(await isActive())
    await schema.run(sql`DELETE FROM mails`)
    await age()
    const inAWeek = new Date(Date.now() + 7 * 24 * 3600 * 1000)
    await schema.run(
      sql`INSERT INTO executions (id, functionSequence, deploymentId, createdAt, updatedAt, triggeredBy, status,
            requestMethod, requestPath, dueAt)
          VALUES ('later', 1, 'd', ${now}, ${now}, 'http', 'scheduled', 'GET', '/', ${inAWeek})`,
    )
    await visitActive(services, never)
    assert.ok(await isActive(), 'a run is due some day')
    await schema.run(sql`DELETE FROM executions`)
    await age()
    await visitActive(services, never)
    assert.ok(!(await isActive()))
  })

  it('finds once a day what was left in a project that nobody noted', async () => {
    await leaveRemoval()
    await schema.run(sql`INSERT INTO mails (id, createdAt, content) VALUES ('lost', UTC_TIMESTAMP(3), 'sealed')`)
    await visitDue(services, never)
    assert.equal((await removals()).length, 1, 'it was visited today')
    await stores.database.platform.run(sql`UPDATE projects SET maintainedAt = maintainedAt - INTERVAL 25 HOUR`)
    await visitDue(services, never)
    assert.deepEqual(await removals(), [])
    assert.ok(await isActive(), 'a mail waits')
    await schema.run(sql`DELETE FROM mails`)
  })

  it('touches none of ten thousand projects in which nothing happens, and is not held up by broken ones', async () => {
    const { platform } = stores.database
    // Their schemas do not exist: whoever looks into one fails.
    await platform.run(
      sql`INSERT INTO projects (id, createdAt, updatedAt, schemaName, schemaVersion, teamId, name, maintainedAt)
          SELECT CONCAT('idle', seq), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), CONCAT('idle_', seq), 1000, 'org', 'Idle',
            UTC_TIMESTAMP(3) FROM seq_1_to_10000`,
    )
    const [counted] = await platform.all<{ total: number }>(
      sql`SELECT COUNT(*) AS total FROM projects WHERE id LIKE 'idle%'`,
    )
    assert.equal(counted?.total, idleProjects)
    await visitActive(services, never)
    await visitDue(services, never)
    assert.deepEqual(failures, [])

    await platform.run(
      sql`UPDATE projects SET maintainedAt = maintainedAt - INTERVAL 25 HOUR WHERE id IN ('idle1', ${project.id})`,
    )
    await leaveRemoval()
    await visitDue(services, never)
    assert.deepEqual(await removals(), [])
    assert.ok(failures.length > 0, 'the broken one is told of')
    const due = await platform.all(sql`SELECT id FROM projects WHERE maintainedAt < UTC_TIMESTAMP(3) - INTERVAL 1 DAY`)
    assert.deepEqual(due, [], 'and waits for its next turn')
  })
})
