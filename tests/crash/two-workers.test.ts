import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Schema, sql } from '@basalt/database'
import { schedules } from '@basalt/worker/schedules'
import { type Body, expectStatus } from '#support/client.ts'
import { aFunction } from '#support/functions.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aReceiver, type Receiver } from '#support/receiver.ts'
import { until } from '#support/until.ts'
import { aFleet, type Fleet } from './services.ts'
import { withDatabase } from './writing.ts'

const projectCount = 4
const rowsEach = 400
const usersEach = 60
const lanes = 8
/** Calls to one webhook at the same time: as many can be under way when a worker dies. */
const parallelCalls = 8
const rows = '/v1/tablesdb/main/tables/notes/rows'
const workers = ['worker', 'worker-2'] as const

const hello = { 'index.js': 'module.exports = ({ req, res }) => res.json({ user: req.bodyJson.$id })' }

describe('two workers', () => {
  let fleet: Fleet
  let projects: readonly TestProject[]
  let receiver: Receiver
  /** Rows that were made and users that signed up, in each project. */
  const made = new Map<string, { rows: number; users: number }>()

  before(async () => {
    receiver = await aReceiver()
    fleet = await aFleet({ BASALT_PRIVATE_ADDRESSES: 'allow', BASALT_LOG_LEVEL: 'info' })
    await fleet.start('worker-2')
    projects = await Promise.all(Array.from({ length: projectCount }, () => prepare()))
    await withDatabase(fleet.databaseUrl, (database) =>
      database.platform.run(sql`UPDATE webhooks SET url = ${receiver.url}`),
    )
  })
  after(async () => {
    await fleet[Symbol.asyncDispose]()
    await receiver.close()
  })

  /** A project with a table, a webhook that hears of its rows, and a function that hears of its users. */
  async function prepare(): Promise<TestProject> {
    const project = await aProject({ on: fleet.place })
    const { server } = project
    expectStatus(await server.post('/v1/tablesdb', { databaseId: 'main', name: 'Main' }), 201)
    expectStatus(await server.post('/v1/tablesdb/main/tables', { tableId: 'notes', name: 'Notes' }), 201)
    const column = { key: 'n', required: false }
    expectStatus(await server.post('/v1/tablesdb/main/tables/notes/columns/integer', column), 202)
    // The API takes public host names only.
    const hook = { name: 'Rows', events: ['databases.*.tables.*.rows.*'], url: 'https://hooks.example.com' }
    expectStatus(await project.owner.post(`/v1/projects/${project.id}/webhooks`, { ...hook, security: true }), 201)
    await aFunction(project, hello, { settings: { events: ['users.*.create'], timeout: 30 } })
    made.set(project.id, { rows: 0, users: 0 })
    return project
  }

  /** Rows, and users who each ask for a mail, in all projects at once. */
  async function makeChanges(): Promise<void> {
    await Promise.all(
      projects.flatMap((project) => [
        ...Array.from({ length: lanes }, (_, lane) => makeRows(project, lane)),
        makeUsers(project),
      ]),
    )
  }

  async function makeRows({ id, server }: TestProject, lane: number): Promise<void> {
    const counts = made.get(id) ?? { rows: 0, users: 0 }
    for (let n = lane; n < rowsEach; n += lanes) {
      expectStatus(await server.post(rows, { rowId: 'unique()', data: { n } }), 201)
      counts.rows++
    }
  }

  async function makeUsers(project: TestProject): Promise<void> {
    const counts = made.get(project.id) ?? { rows: 0, users: 0 }
    for (let n = 0; n < usersEach; n++) {
      const userId = `user-${counts.users}`
      const email = `${userId}-${project.id}@basalt.test`
      expectStatus(await project.server.post('/v1/users', { userId, email, name: 'Somebody' }), 201)
      counts.users++
      const recovery = { email, url: 'http://localhost/recover' }
      expectStatus(await project.aGuest().post('/v1/account/recovery', recovery), 201)
    }
  }

  const inProject = <T>({ id }: TestProject, work: (schema: Schema) => Promise<T>): Promise<T> =>
    withDatabase(fleet.databaseUrl, async (database) => {
      const found = await database.platform.one<{ schemaName: string }>(
        sql`SELECT schemaName FROM projects WHERE id = ${id}`,
      )
      return work(database.schema(found?.schemaName ?? ''))
    })

  /** All that was asked for is done: deliveries, runs and mails. */
  async function untilDone(): Promise<void> {
    for (const project of projects) {
      const counts = made.get(project.id)
      await until(
        () =>
          inProject(project, async (schema) => {
            const done = await schema.one<{ told: number; runs: number; mails: number }>(
              sql`SELECT (SELECT COUNT(*) FROM webhookDeliveries WHERE status = 'delivered') AS told,
                    (SELECT COUNT(*) FROM executions WHERE status = 'completed') AS runs,
                    (SELECT COUNT(*) FROM mails) AS mails`,
            )
            return done?.told === counts?.rows && done?.runs === counts?.users && done?.mails === 0
          }),
        { deadline: 120_000, what: 'the end of all work' },
      )
    }
  }

  /** How often each row was told to the webhooks. */
  const timesTold = (): ReadonlyMap<string, number> => timesOf(receiver.calls.map(({ body }) => String(body.$id)))
  const timesMailed = (): ReadonlyMap<string, number> =>
    timesOf(fleet.place.mailbox.mails.flatMap(({ to }) => to).filter((to) => to.startsWith('user-')))
  const total = (key: 'rows' | 'users'): number => [...made.values()].reduce((sum, counts) => sum + counts[key], 0)

  /** Runs of the function, and the most often that one of them was begun. */
  const runsIn = (project: TestProject): Promise<{ readonly runs: number; readonly begun: number } | null> =>
    inProject(project, (schema) => schema.one(sql`SELECT COUNT(*) AS runs, MAX(attempts) AS begun FROM executions`))

  it('do everything once while both are well', { timeout: 300_000 }, async (t) => {
    await makeChanges()
    await untilDone()
    assert.deepEqual([timesTold().size, receiver.calls.length], [total('rows'), total('rows')])
    assert.deepEqual(repeated(timesMailed()), [])
    assert.equal(timesMailed().size, total('users'))
    for (const project of projects) {
      assert.deepEqual({ ...(await runsIn(project)) }, { runs: made.get(project.id)?.users, begun: 1 })
    }
    t.diagnostic(`${total('rows')} rows told, ${total('users')} runs and mails`)
  })

  it('run each schedule once a period', { timeout: 120_000 }, async () => {
    const ran = (): readonly Body[] =>
      workers.flatMap((name) => fleet.log(name).filter(({ schedule }: Body) => schedule !== undefined))
    const wanted = schedules.map(({ name }) => name).filter((name) => name !== 'secrets.rotation')
    await until(() => wanted.every((name) => ran().some(({ schedule }) => schedule === name)), {
      deadline: 60_000,
      what: 'a run of every schedule',
    })
    const periods = ran().map(({ schedule, time }) => {
      const seconds = schedules.find(({ name }) => name === schedule)?.everySeconds ?? 1
      return `${schedule} ${Math.floor(Date.parse(time) / 1000 / seconds)}`
    })
    assert.deepEqual(repeated(timesOf(periods)), [])
  })

  it(
    'lose nothing when one of them is killed, and repeat only what it had in hand',
    { timeout: 300_000 },
    async (t) => {
      const before = receiver.calls.length
      const working = makeChanges()
      await until(() => receiver.calls.length > before + 200, { deadline: 60_000, what: 'deliveries under way' })
      await fleet.kill('worker-2')
      await working
      await untilDone()
      assert.equal(timesTold().size, total('rows'))
      const again = repeated(timesTold())
      assert.ok(again.length <= parallelCalls * projectCount, `${again.length} calls were repeated`)
      assert.equal(timesMailed().size, total('users'))
      for (const project of projects) assert.equal((await runsIn(project))?.runs, made.get(project.id)?.users)
      t.diagnostic(`${again.length} calls and ${repeated(timesMailed()).length} mails were repeated`)
    },
  )
})

function timesOf(names: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1)
  return times
}

function repeated(times: ReadonlyMap<string, number>): readonly string[] {
  return [...times].filter(([, count]) => count > 1).map(([name]) => name)
}
