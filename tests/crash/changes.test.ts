import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from '@basalt/database'
import { type Body, expectStatus } from '#support/client.ts'
import { theDocumentedClient } from '#support/documented-client.ts'
import { Mailbox } from '#support/mail.ts'
import type { TestProject } from '#support/project.ts'
import { aReceiver, type Receiver } from '#support/receiver.ts'
import { until } from '#support/until.ts'
import { freePort, npmStart, type Started, stateFolder, storeIn, untilUp } from '../start/launch.ts'
import { databaseUrlIn, servicesPid } from './places.ts'
import { aTable, untilWritable, withDatabase } from './writing.ts'

const rows = '/v1/tablesdb/main/tables/notes/rows'
const lanes = 24
/** Changes that are made at the least, most of them while something is away or has just come back. */
const changesWanted = 10_000

/** Changes of each row that were answered with 200, in their order. */
type Acknowledged = readonly number[][]

describe('kill -9 during changes that a webhook and a subscriber hear', () => {
  const state = stateFolder()
  let running: Started
  let port: number
  let project: TestProject
  let mailbox: Mailbox
  let receiver: Receiver

  const start = (): Started => npmStart(state.path, port, { BASALT_PRIVATE_ADDRESSES: 'allow' })

  before(async () => {
    mailbox = await Mailbox.open()
    receiver = await aReceiver()
    port = await freePort()
    running = start()
    await untilUp(running)
    const { url } = running
    project = await aTable({ origin: url, endpoint: `${url}/v1`, mailbox })
    const body = { name: 'All', events: ['databases.*'], url: 'https://hooks.example.com', security: true }
    const hook = expectStatus(await project.owner.post(`/v1/projects/${project.id}/webhooks`, body), 201).body
    // The API takes public host names only.
    await withDatabase(databaseUrlIn(state.path), (database) =>
      database.platform.run(sql`UPDATE webhooks SET url = ${receiver.url} WHERE id = ${hook.$id}`),
    )
  })

  after(async () => {
    running.signal('SIGINT')
    await running.exit
    await Promise.all([mailbox.close(), receiver.close()])
    state[Symbol.dispose]()
  })

  it('loses none of them, and keeps the order of each row', async (t) => {
    const subscriber = await aSubscriber(project)
    const stopping = new AbortController()
    const acknowledged: Acknowledged = Array.from({ length: lanes }, () => [])
    const working = Promise.all(acknowledged.map((changes, lane) => change(lane, changes, stopping.signal)))
    const crashes = [
      () => process.kill(storeIn(state.path, 'redis'), 'SIGKILL'),
      async () => {
        process.kill(servicesPid(state.path), 'SIGKILL')
        await running.exit
        running = start()
        await untilUp(running)
      },
      () => process.kill(storeIn(state.path, 'mariadb'), 'SIGKILL'),
      () => process.kill(storeIn(state.path, 'redis'), 'SIGKILL'),
    ]
    const total = (): number => acknowledged.reduce((sum, changes) => sum + changes.length, 0)
    try {
      for (const [index, crash] of [...crashes, ...crashes].entries()) {
        await delay(500 + Math.random() * 500)
        await crash()
        await untilWritable(project, `crash-${index}`)
      }
      await until(() => total() >= changesWanted, { deadline: 120_000, what: 'the last change' })
    } finally {
      stopping.abort()
      await working
    }
    await until(() => subscriber.missing(acknowledged).length === 0, { deadline: 30_000, what: 'the last event' })
    subscriber.close()
    t.diagnostic(`${subscriber.events()} events heard, ${subscriber.resyncs()} times read anew`)
    assert.deepEqual(subscriber.repeated(), [])
    await until(() => missing(receiver, acknowledged).length === 0, { deadline: 90_000, what: 'the last delivery' })
    t.diagnostic(`${total()} changes acknowledged, ${receiver.calls.length} calls received`)
    for (let lane = 0; lane < lanes; lane++) {
      const heard = firstArrivals(receiver, lane)
      assert.deepEqual(
        heard,
        heard.toSorted((left, right) => left - right),
      )
    }
  })

  /** Sets the row of a lane to one number after the other, through every failure. */
  async function change(lane: number, changes: number[], signal: AbortSignal): Promise<void> {
    for (let n = 1; !signal.aborted; n++) {
      const written = await project.server.put(`${rows}/lane-${lane}`, { data: { n } }).then(
        ({ status }) => status < 300,
        () => false,
      )
      if (written) changes.push(n)
      else await delay(20)
    }
  }
})

type Subscriber = {
  events(): number
  /** How often it was told that it had missed something, and read the rows. */
  resyncs(): number
  /** Changes that it neither heard nor found when it read the rows anew. */
  missing(acknowledged: Acknowledged): readonly string[]
  /** Changes that it was told twice. */
  repeated(): readonly string[]
  close(): void
}

/** A client as the documentation prints it, which comes back by itself. */
async function aSubscriber(project: TestProject): Promise<Subscriber> {
  expectStatus(
    await project.server.put('/v1/tablesdb/main/tables/notes', { name: 'Notes', permissions: ['read("any")'] }),
    200,
  )
  const heard = Array.from({ length: lanes }, () => [] as number[])
  /** The newest change of each row that was there when it was read anew. */
  const read: number[] = []
  let resyncs = 0
  const reading: Promise<void>[] = []
  const readLane = async (lane: number): Promise<void> => {
    const found = await until(() => project.server.get(`${rows}/lane-${lane}`), { deadline: 60_000 })
    if (found.status === 200) read[lane] = Math.max(read[lane] ?? 0, Number(found.body.n))
    else if (found.status !== 404) await delay(100).then(() => readLane(lane))
  }
  const { listen } = await theDocumentedClient()
  const close = listen({
    endpoint: project.endpoint,
    project: project.id,
    channels: ['databases.main.tables.notes.rows'],
    onEvent: ({ payload }: Body) => {
      const lane = /^lane-(\d+)$/.exec(payload.$id)?.[1]
      if (lane !== undefined) heard[Number(lane)]?.push(Number(payload.n))
    },
    onResync: () => {
      resyncs++
      for (let lane = 0; lane < lanes; lane++) reading.push(readLane(lane))
    },
  })
  return {
    events: () => heard.reduce((sum, numbers) => sum + numbers.length, 0),
    resyncs: () => resyncs,
    missing: (acknowledged) =>
      acknowledged.flatMap((changes, lane) => {
        const known = new Set(heard[lane])
        return changes.filter((n) => n > (read[lane] ?? 0) && !known.has(n)).map((n) => `lane-${lane}: ${n}`)
      }),
    repeated: () =>
      heard.flatMap((numbers, lane) =>
        numbers.filter((n, index) => numbers.indexOf(n) < index).map((n) => `lane-${lane}: ${n}`),
      ),
    close,
  }
}

/** The numbers of a lane's row as they came, each once. */
function firstArrivals({ calls }: Receiver, lane: number): readonly number[] {
  const numbers = calls.filter(({ body }) => body.$id === `lane-${lane}`).map(({ body }) => Number(body.n))
  return [...new Set(numbers)]
}

function missing(receiver: Receiver, acknowledged: Acknowledged): readonly string[] {
  return acknowledged.flatMap((changes, lane) => {
    const heard = new Set(firstArrivals(receiver, lane))
    return changes.filter((n) => !heard.has(n)).map((n) => `lane-${lane}: ${n}`)
  })
}
