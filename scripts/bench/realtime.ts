import { setTimeout as delay } from 'node:timers/promises'
import { type App, inTurn } from './app.ts'
import { collectGarbage } from './collect.ts'
import { nodeMemoryMb, nodeProcesses } from './memory.ts'
import type { Figure } from './report.ts'
import { Crowd, latencyOf, storm } from './sockets.ts'
import { type Standalone, startBare } from './standalone.ts'

const audience = 1000
const burst = 100
const burstsMeasured = 7
const idle = 10_000
const arrivals = { perSecond: 1000, seconds: 10 }
const streamed = 100_000
const streamListeners = 10
const streamAtOnce = 4
const settleMs = 5000

/** A server of sockets, and how it is made to tell all of them something so many times. */
type Gateway = {
  readonly url: string
  readonly server: Pick<Standalone, 'pid' | 'debugPort'>
  readonly headers: Readonly<Record<string, string>>
  readonly tell: (times: number) => Promise<unknown>
}

type Measured = Awaited<ReturnType<typeof measure>>

/** Sockets of one gateway beside those of a bare `ws` server that does the same. */
export async function measureRealtime(server: Standalone, app: App): Promise<readonly Figure[]> {
  const row = { title: 'Live', group: 1 }
  const post = async (body: object): Promise<void> => {
    const headers = { ...app.asKey, 'content-type': 'application/json' }
    const answer = await fetch(app.rows, { method: 'POST', headers, body: JSON.stringify(body) })
    if (answer.status !== 201) throw new Error(`create: ${answer.status}`)
  }
  const shown = { ...row, $permissions: ['read("any")'] }
  const own: Gateway = {
    url: `${server.origin.replace('http', 'ws')}/v1/realtime?project=${app.projectId}&channels[]=databases.main.tables.posts.rows`,
    server,
    headers: app.asUser,
    tell: (times) => post({ rows: Array.from({ length: times }, () => shown) }),
  }
  const measured = await measure(own)
  const crowd = await Crowd.gather(own.url, audience)
  const { p50Ms, p99Ms } = await latencyOf(crowd, () =>
    post({ rowId: 'unique()', data: row, permissions: ['read("any")'] }),
  )
  crowd.leave()
  const bare = await measureBare(measured.bytes)
  const latency: Figure = {
    what: 'change to 1,000 subscribers, p99',
    value: p99Ms,
    unit: 'ms',
    note: `p50 ${p50Ms.toFixed(0)} ms`,
    budget: { atMost: 100 },
  }
  return [latency, ...compare(measured, bare)]
}

async function measureBare(bytes: number): Promise<Measured> {
  const server = await startBare('ws')
  try {
    return await measure({
      url: server.origin.replace('http', 'ws'),
      server,
      headers: {},
      tell: (times) => fetch(`${server.origin}/?times=${times}&size=${bytes}`, { method: 'POST' }),
    })
  } finally {
    await server.close()
  }
}

async function measure({ url, server, headers, tell }: Gateway) {
  const before = await neededMb(server)
  const idlers = await Crowd.gather(url, idle)
  await delay(settleMs)
  const socketKb = (((await neededMb(server)) - before) * 1024) / idle
  idlers.leave()
  await delay(settleMs)
  const arrived = await storm(url, { ...arrivals, headers })
  await delay(settleMs)

  const crowd = await Crowd.gather(url, audience)
  const bursts: number[] = []
  while (bursts.length < burstsMeasured) bursts.push(await crowd.hears(burst, () => tell(burst)))
  crowd.leave()
  const listeners = await Crowd.gather(url, streamListeners)
  const times = Array.from({ length: streamed / burst }, () => burst)
  const streamMs = await listeners.hears(streamed, () => inTurn(times.values(), streamAtOnce, tell))
  listeners.leave()
  return { socketKb, arrived, burstMs: median(bursts), streamMs, bytes: crowd.messageBytes }
}

/** Memory of the process that holds the sockets, without what it happened to use on the way. */
async function neededMb({ pid, debugPort }: Gateway['server']): Promise<number> {
  const [largest] = nodeProcesses(pid).toSorted((left, right) => right.pssMb - left.pssMb)
  await collectGarbage(largest?.pid ?? pid, debugPort)
  await delay(settleMs)
  return nodeMemoryMb(pid)
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0
}

function compare(own: Measured, bare: Measured): readonly Figure[] {
  const total = arrivals.perSecond * arrivals.seconds
  const minutely = ({ streamMs }: Measured): number => (streamed / streamMs) * 60_000
  return [
    {
      what: `memory of each of ${idle} idle sockets, over bare ws`,
      value: own.socketKb - bare.socketKb,
      unit: 'KB',
      note: `bare ${bare.socketKb.toFixed(1)} KB`,
      budget: { atMost: 10 },
    },
    {
      what: `accepted of ${total} sockets that arrive within ${arrivals.seconds} s`,
      value: (own.arrived.accepted / total) * 100,
      unit: '%',
      note: ['signed in', ...own.arrived.refusals].join('; '),
      budget: { atLeast: 100 },
    },
    {
      what: 'from their arrival to the greeting, p99',
      value: own.arrived.p99Ms,
      unit: 'ms',
      note: `p50 ${own.arrived.p50Ms.toFixed(1)} ms; bare ${bare.arrived.p50Ms.toFixed(1)} and ${bare.arrived.p99Ms.toFixed(0)} ms`,
    },
    {
      what: `fan-out of ${burst} created rows to ${audience} sockets, share of bare ws`,
      value: (bare.burstMs / own.burstMs) * 100,
      unit: '%',
      note: `${((burst * audience) / own.burstMs).toFixed(0)} messages a millisecond of ${own.bytes} bytes, the creation included`,
      budget: { atLeast: 70 },
    },
    {
      what: `events through the gateway, ${streamed} created rows to ${streamListeners} sockets`,
      value: minutely(own),
      unit: '1/min',
      note: `all received, the creation included; ${((100 * minutely(own)) / minutely(bare)).toFixed(0)} % of bare ws, which creates nothing`,
      budget: { atLeast: 100_000 },
    },
  ]
}
