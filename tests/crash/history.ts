import { setTimeout as delay } from 'node:timers/promises'
import { Client, expectStatus } from '#support/client.ts'
import type { TestProject } from '#support/project.ts'
import { until } from '#support/until.ts'

const tables = '/v1/tablesdb/main/tables'
const counters = `${tables}/counters/rows`
const names = `${tables}/names/rows`
const pairs = `${tables}/pairs/rows`
const transactions = '/v1/tablesdb/transactions'
const lanes = 4
const nameCount = 400

/** What callers were told of their acts. Without an answer nobody knows, so that such acts count on both sides. */
export type History = {
  readonly increments: { told: number; untold: number }
  /** By unique value: the ids whose creation was acknowledged. */
  readonly names: ReadonlyMap<string, readonly string[]>
  readonly pairs: { readonly committed: ReadonlySet<string>; readonly refused: ReadonlySet<string> }
}

/** Tables for the three kinds of acts: a counter, unique names, and pairs that come together or not at all. */
export async function prepareHistory({ server }: TestProject): Promise<void> {
  for (const [table, column, kind] of [
    ['counters', 'n', 'integer'],
    ['names', 'name', 'string'],
    ['pairs', 'name', 'string'],
  ] as const) {
    expectStatus(await server.post(tables, { tableId: table, name: table }), 201)
    const size = kind === 'string' ? { size: 60 } : {}
    expectStatus(await server.post(`${tables}/${table}/columns/${kind}`, { key: column, required: true, ...size }), 202)
    await until(async () => (await server.get(`${tables}/${table}/columns/${column}`)).body.status === 'available')
  }
  expectStatus(await server.post(`${tables}/names/indexes`, { key: 'one', type: 'unique', columns: ['name'] }), 202)
  await until(async () => (await server.get(`${tables}/names/indexes/one`)).body.status === 'available')
  expectStatus(await server.post(counters, { rowId: 'total', data: { n: 0 } }), 201)
}

/** Several clients act at once until they are told to stop, through every failure. */
export function keepActing(project: TestProject): { stop(): Promise<History> } {
  const stopping = new AbortController()
  const told = { told: 0, untold: 0 }
  const created = new Map<string, string[]>()
  const committed = new Set<string>()
  const refused = new Set<string>()
  const acts = [
    async (client: Client): Promise<void> => {
      const status = await statusOf(client.patch(`${counters}/total/n/increment`, { value: 1 }))
      if (status === 200) told.told += 1
      else if (isUnknown(status)) told.untold += 1
    },
    async (client: Client, turn: string): Promise<void> => {
      const name = `name ${Math.floor(Math.random() * nameCount)}`
      const status = await statusOf(client.post(names, { rowId: turn, data: { name } }))
      if (status === 201) created.set(name, [...(created.get(name) ?? []), turn])
    },
    async (client: Client, turn: string): Promise<void> => {
      const opened = await client.post(transactions, { ttl: 300 }).catch(() => null)
      if (opened?.status !== 201) return
      const transactionId: string = opened.body.$id
      for (const half of ['a', 'b']) {
        const row = { rowId: `${turn}-${half}`, data: { name: turn }, transactionId }
        if ((await statusOf(client.post(pairs, row))) !== 201) return void refused.add(turn)
      }
      const status = await statusOf(client.patch(`${transactions}/${transactionId}`, { commit: true }))
      if (status === 200) committed.add(turn)
    },
  ]
  const lane = async (number: number): Promise<void> => {
    const client = new Client(project.server.endpoint, project.server.headers)
    for (let turn = 0; !stopping.signal.aborted; turn++) {
      const before = performance.now()
      await acts[turn % acts.length]?.(client, `l${number}-${turn}`)
      if (performance.now() - before < 2) await delay(10) // a server that is away answers at once
    }
  }
  const working = Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)))
  return {
    async stop() {
      stopping.abort()
      await working
      return { increments: told, names: created, pairs: { committed, refused } }
    },
  }
}

/** What contradicts the history in the data as it is now: lost updates, duplicates, torn transactions. */
export async function contradictions({ server }: TestProject, history: History): Promise<readonly string[]> {
  const found: string[] = []
  const { told, untold } = history.increments
  const value: number = (await server.get(`${counters}/total`)).body.n
  if (value < told || value > told + untold) found.push(`counter ${value}, told ${told}, without an answer ${untold}`)

  for (const [name, ids] of history.names) {
    if (ids.length > 1) found.push(`${name} was acknowledged ${ids.length} times`)
  }
  const stored = await allRows(server, names)
  const byName = Map.groupBy(stored, (row) => String(row['name']))
  for (const [name, rows] of byName) if (rows.length > 1) found.push(`${name} is there ${rows.length} times`)
  const ids = new Set(stored.map((row) => row['$id']))
  for (const id of [...history.names.values()].flat())
    if (!ids.has(id)) found.push(`${id} was acknowledged and is gone`)

  const halves = Map.groupBy(await allRows(server, pairs), (row) => String(row['name']))
  for (const [pair, rows] of halves) if (rows.length !== 2) found.push(`of ${pair} there are ${rows.length} rows`)
  for (const pair of history.pairs.committed) if (!halves.has(pair)) found.push(`${pair} was committed and is gone`)
  for (const pair of history.pairs.refused) if (halves.has(pair)) found.push(`${pair} was never committed and is there`)
  return found
}

async function allRows(server: Client, path: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const rows: Readonly<Record<string, unknown>>[] = []
  for (;;) {
    const last = rows.at(-1)?.['$id']
    const after = last === undefined ? [] : [JSON.stringify({ method: 'cursorAfter', values: [last] })]
    const queries = [JSON.stringify({ method: 'limit', values: [500] }), ...after]
    const answer = expectStatus(await server.get(path, { queries }), 200)
    if (answer.body.rows.length === 0) return rows
    rows.push(...answer.body.rows)
  }
}

function isUnknown(status: number): boolean {
  return status === 0 || status >= 500
}

/** 0 when there was no answer, -1 when the request did not even arrive. */
function statusOf(answer: Promise<{ readonly status: number }>): Promise<number> {
  return answer.then(
    ({ status }) => status,
    (error: { readonly code?: string }) => (error.code === 'ECONNREFUSED' ? -1 : 0),
  )
}
