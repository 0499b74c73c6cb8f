import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { endpoints } from '@basalt/api/endpoints'
import type { Answer, Client } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'
import { Random } from './random.ts'
import { type FuzzRequest, fuzzRequest } from './requests.ts'
import { fuzzSeconds, fuzzSeed } from './settings.ts'

type Caller = 'guest' | 'user' | 'key' | 'admin' | 'console'
const callers: readonly Caller[] = ['guest', 'user', 'key', 'admin', 'console']
const lanes = 4
/** A user lives for so many calls, as some of them delete or block her. */
const callsPerUser = 40

describe('malformed requests to every declared operation', () => {
  let server: TestServer
  let project: TestProject
  let ids: Readonly<Record<string, string>>

  before(async () => {
    // A server of its own: what goes on here would disturb everybody else.
    server = await aServer({ BASALT_MAX_BODY_BYTES: String(2 ** 20) })
    project = await aProject({ on: server })
    ids = await seed(project)
  })

  after(() => server.close())

  it('never end in a 500, and always in the error envelope', async (t) => {
    const seedNumber = fuzzSeed()
    t.diagnostic(`seed ${seedNumber} (BASALT_FUZZ_SEED repeats it)`)
    const random = new Random(seedNumber)
    const faults = new Map<string, string>()
    const end = performance.now() + fuzzSeconds() * 1000
    let calls = 0
    for (let round = 0; round === 0 || performance.now() < end; round++) {
      const open = endpoints.flatMap((endpoint) => callers.map((caller) => ({ endpoint, caller })))
      const lane = async (): Promise<void> => {
        for (let next = open.pop(); next !== undefined; next = open.pop()) {
          if (round > 0 && performance.now() > end) return
          const { endpoint, caller } = next
          if (isSpared(endpoint.id, caller)) continue
          const sent = fuzzRequest(endpoint, ids, random)
          const client = await clientFor(caller, calls++)
          const fault = await faultOf(client, sent, endpoint.errorFormat === 'html')
          if (fault !== null) faults.set(endpoint.id, `as ${caller}: ${describeRequest(sent)} -> ${fault}`)
        }
      }
      await Promise.all(Array.from({ length: lanes }, lane))
    }
    t.diagnostic(`${calls} calls of ${endpoints.length} operations`)
    assert.deepEqual([...faults], [])
  })

  let user: { readonly client: Client; readonly until: number } | null = null

  async function clientFor(caller: Caller, call: number): Promise<Client> {
    if (caller === 'guest') return project.aGuest()
    if (caller === 'key') return project.server
    if (caller === 'admin') return project.console
    if (caller === 'console') return project.owner
    if (user === null || call > user.until) user = { client: await project.aUser(), until: call + callsPerUser }
    return user.client
  }
})

/** Operations that ask a server outside, whose silence they must tell of. */
const outside: ReadonlySet<string> = new Set(['health.getTime'])

/** The owner at the console must live and stay signed in, or nothing would be reached after that. */
function isSpared(id: string, caller: Caller): boolean {
  return outside.has(id) || ((caller === 'admin' || caller === 'console') && id.startsWith('account.'))
}

/** What is wrong with the answer, or null. A connection that breaks is a fault like any other. */
async function faultOf(
  client: Client,
  { method, path, body, headers }: FuzzRequest,
  isPage: boolean,
): Promise<string | null> {
  let answer: Answer
  try {
    answer = await client.send(method, path, { body, headers })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const { status } = answer
  if (status < 400) return null
  // 501 and 503 say that something is not set up here, as a mail server.
  const isMissing = status === 501 || (status === 503 && answer.body?.type !== 'general_service_unavailable')
  if (status >= 500 && !isMissing) return `${status} ${JSON.stringify(answer.body)}`
  // Where a person is sent to in a browser, refusals are pages.
  if (isPage && typeof answer.body === 'string') return tellsTooMuch(answer.body)
  const envelope: unknown = answer.body
  if (typeof envelope !== 'object' || envelope === null) return `${status} without an envelope: ${String(envelope)}`
  const { message, code, type, version, ...rest } = envelope as Record<string, unknown> // each is checked
  const isWhole = typeof message === 'string' && message !== '' && code === status && typeof type === 'string'
  if (!isWhole || typeof version !== 'string' || Object.keys(rest).length > 0) return JSON.stringify(envelope)
  return tellsTooMuch(message)
}

function tellsTooMuch(text: string): string | null {
  return /\bat \S+ \(|node_modules|\.ts:\d|SELECT |INSERT /.test(text) ? `it tells too much: ${text}` : null
}

function describeRequest({ method, path, body, headers }: FuzzRequest): string {
  const text = body === undefined ? '' : body.toString()
  return `${method} ${path.slice(0, 300)} ${JSON.stringify(headers)} ${text.slice(0, 500)}`
}

/** Things that exist, by the names of the parameters that mean them. */
async function seed(project: TestProject): Promise<Readonly<Record<string, string>>> {
  const { server, owner } = project
  // The console's calls may destroy a project: they get one that nothing else needs.
  const victim = await owner.post('/v1/projects', {
    projectId: 'unique()',
    name: 'Victim',
    teamId: project.teamId,
    region: 'default',
  })
  const user = await server.post('/v1/users', { userId: 'unique()', email: 'target@basalt.test' })
  const team = await server.post('/v1/teams', { teamId: 'unique()', name: 'Target' })
  await server.post('/v1/tablesdb', { databaseId: 'fuzzdb', name: 'Target' })
  const permissions = ['create', 'read', 'update', 'delete'].map((action) => `${action}("any")`)
  await server.post('/v1/tablesdb/fuzzdb/tables', { tableId: 'fuzztable', name: 'Target', permissions })
  const columns = '/v1/tablesdb/fuzzdb/tables/fuzztable/columns'
  await server.post(`${columns}/string`, { key: 'title', size: 100, required: false })
  await server.post(`${columns}/integer`, { key: 'n', required: false })
  await server.post(`/v1/tablesdb/fuzzdb/tables/fuzztable/rows`, { rowId: 'fuzzrow', data: { title: 'x', n: 1 } })
  const transaction = await server.post('/v1/tablesdb/transactions', { ttl: 3600 })
  const found = {
    projectId: victim.body.$id,
    userId: user.body.$id,
    teamId: team.body.$id,
    transactionId: transaction.body.$id,
  }
  const named = {
    databaseId: 'fuzzdb',
    tableId: 'fuzztable',
    collectionId: 'fuzztable',
    rowId: 'fuzzrow',
    documentId: 'fuzzrow',
  }
  const texts = Object.entries(found).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  return { ...named, ...Object.fromEntries(texts), key: 'title', column: 'n', attribute: 'n', sessionId: 'current' }
}
