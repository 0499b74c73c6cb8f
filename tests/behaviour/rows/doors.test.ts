import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { type Client, expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aSocket, type Socket } from '#support/socket.ts'
import type { TestUser } from '#support/user.ts'
import { addTable, aDatabase, query, type TestTable } from './a-table.ts'

const runs = 10
const marker = 'lighthouse'

type Caller = {
  readonly name: string
  readonly client: Client
  /** Roles by which rows may be read; null for those whom permissions do not bind. */
  readonly roles: ReadonlySet<string> | null
  readonly socket: Socket | null
  /** Callers who may open a transaction of their own. */
  readonly transacts: boolean
}

type Case = {
  readonly enabled: boolean
  readonly rowSecurity: boolean
  readonly onTable: readonly string[]
  readonly onRow: readonly string[]
}

describe('the same row by every door', () => {
  let project: TestProject
  let posts: TestTable
  let links: TestTable
  let beacons: TestTable
  let callers: readonly Caller[]
  let roles: readonly string[]

  before(async () => {
    project = await aProject()
    const { server } = project
    const ada = await project.aUser()
    const ben = await project.aUser({ labels: ['vip'], emailVerified: true })
    const cleo = await project.aUser()
    const team = expectStatus(await server.post('/v1/teams', { teamId: 'crew', name: 'Crew' }), 201).body.$id
    const invited = { userId: cleo.id, roles: ['editor'] }
    const membership = expectStatus(await server.post(`/v1/teams/${team}/memberships`, invited), 201).body.$id

    const tables = await aDatabase(project)
    posts = await addTable(server, tables, [{ kind: 'string', key: 'title', size: 60 }])
    const search = { key: 'words', type: 'fulltext', columns: ['title'] }
    expectStatus(await server.post(`${posts.path}/indexes`, search), 202)
    links = await addTable(server, tables, [], { permissions: ['read("any")'] })
    const relation = { relatedTableId: posts.id, type: 'manyToOne', key: 'post', onDelete: 'setNull' }
    expectStatus(await server.post(`${links.path}/columns/relationship`, relation), 202)
    beacons = await addTable(server, tables, [{ kind: 'integer', key: 'n' }], { permissions: ['read("any")'] })

    const own = (user: TestUser, verified: boolean, more: readonly string[] = []): ReadonlySet<string> => {
      const state = verified ? 'verified' : 'unverified'
      return new Set(['any', 'users', `users/${state}`, `user:${user.id}`, `user:${user.id}/${state}`, ...more])
    }
    const inCrew = [`team:${team}`, `team:${team}/editor`, `member:${membership}`]
    const socketOf = (session?: string): Promise<Socket> =>
      aSocket({ origin: project.origin, projectId: project.id, channels: ['rows'], ...(session ? { session } : {}) })
    callers = [
      {
        name: 'guest',
        client: project.aGuest(),
        roles: new Set(['any', 'guests']),
        socket: await socketOf(),
        transacts: false,
      },
      { name: 'ada', client: ada, roles: own(ada, false), socket: await socketOf(ada.session), transacts: true },
      {
        name: 'ben',
        client: ben,
        roles: own(ben, true, ['label:vip']),
        socket: await socketOf(ben.session),
        transacts: true,
      },
      {
        name: 'cleo',
        client: cleo,
        roles: own(cleo, false, inCrew),
        socket: await socketOf(cleo.session),
        transacts: true,
      },
      { name: 'key', client: server, roles: null, socket: null, transacts: true },
      { name: 'admin', client: project.console, roles: null, socket: null, transacts: false },
    ]
    const everybody = callers.flatMap((caller) => [...(caller.roles ?? [])])
    roles = [...new Set([...everybody, 'label:other', 'team:other', `team:${team}/owner`, 'user:nobody'])]
  })

  after(async () => {
    for (const { socket } of callers) await socket?.close()
  })

  it('gets one verdict, whoever asks', async () => {
    const some = (max: number): fc.Arbitrary<string[]> => fc.uniqueArray(fc.constantFrom(...roles), { maxLength: max })
    const mostly = fc.constantFrom(true, true, true, false)
    const cases = fc.record({ enabled: mostly, rowSecurity: fc.boolean(), onTable: some(1), onRow: some(3) })
    const closed: Case = { enabled: false, rowSecurity: true, onTable: ['any'], onRow: ['any'] }
    let turn = 0
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        await check(one, `row${turn++}`)
      }),
      { numRuns: runs, endOnFailure: true, examples: [[closed]] },
    )
  })

  async function check({ enabled, rowSecurity, onTable, onRow }: Case, rowId: string): Promise<void> {
    const { server } = project
    const reads = (granted: readonly string[]): readonly string[] => granted.map((role) => `read("${role}")`)
    // Title and permissions hold before the row is told to anybody.
    expectStatus(
      await server.put(posts.path, { name: 'Posts', permissions: reads(onTable), rowSecurity, enabled }),
      200,
    )
    expectStatus(
      await server.post(posts.rows, { rowId, data: { title: `${marker} ${rowId}` }, permissions: reads(onRow) }),
      201,
    )
    expectStatus(await server.post(links.rows, { rowId: `link-${rowId}`, data: { post: rowId } }), 201)
    const beacon = expectStatus(await server.post(beacons.rows, { rowId: `beacon-${rowId}`, data: { n: 1 } }), 201).body
      .$id

    for (const caller of callers) {
      const holds = (granted: readonly string[]): boolean =>
        caller.roles === null || granted.some((role) => caller.roles?.has(role))
      const isOpen = enabled || caller.roles === null
      const expected = isOpen && (holds(onTable) || (rowSecurity && holds(onRow)))
      for (const [door, seen] of await ask(caller, rowId, beacon)) {
        assert.equal(seen, expected, `${caller.name} by ${door}`)
      }
    }
    expectStatus(await server.delete(`${posts.rows}/${rowId}`), 204)
  }

  /** Whether each door shows the row to the caller. A refusal is a no. */
  async function ask(
    { client, socket, transacts }: Caller,
    rowId: string,
    beacon: string,
  ): Promise<readonly [string, boolean][]> {
    const listed = async (queries: readonly string[], more: object = {}): Promise<boolean> => {
      const { body } = await client.get(posts.rows, { queries, ...more })
      return body.rows?.some((row: { $id: string }) => row.$id === rowId) ?? false
    }
    const byId = query('equal', '$id', [rowId])
    const link = await client.get(`${links.rows}/link-${rowId}`, { queries: [query('select', '', ['*', 'post.*'])] })
    const byPath = await client.get(links.rows, { queries: [query('equal', 'post.title', [`${marker} ${rowId}`])] })
    const doors: [string, boolean][] = [
      ['get', (await client.get(`${posts.rows}/${rowId}`)).status === 200],
      [
        'get with select',
        (await client.get(`${posts.rows}/${rowId}`, { queries: [query('select', '', ['title'])] })).status === 200,
      ],
      ['list', await listed([])],
      ['list with a filter', await listed([byId])],
      ['list with select', await listed([byId, query('select', '', ['title'])])],
      [
        'list by a condition',
        await listed([JSON.stringify({ method: 'or', values: [JSON.parse(byId), JSON.parse(byId)] })]),
      ],
      ['search', await listed([query('search', 'title', [marker])])],
      ['order and cursor', await listed([query('orderDesc', '$createdAt'), query('limit', '', [1])])],
      ['count', ((await client.get(posts.rows, { queries: [byId] })).body.total ?? 0) > 0],
      ['relationship', typeof link.body.post === 'object' && link.body.post !== null && link.body.post.$id === rowId],
      ['path through a relationship', (byPath.body.total ?? 0) > 0],
      ['the other vocabulary', (await client.get(legacy(posts.rows, rowId))).status === 200],
    ]
    if (transacts) {
      const transactionId: string = expectStatus(await client.post('/v1/tablesdb/transactions'), 201).body.$id
      doors.push([
        'get in a transaction',
        (await client.get(`${posts.rows}/${rowId}`, { transactionId })).status === 200,
      ])
      doors.push(['list in a transaction', await listed([byId], { transactionId })])
    }
    if (socket) {
      // The beacon was told after the row: once it is here, the row has been, or never will be.
      await socket.frame((frame) => frame.type === 'event' && frame.data.payload.$id === beacon)
      doors.push([
        'realtime',
        socket.frames.some((frame) => frame.type === 'event' && frame.data.payload.$id === rowId),
      ])
    }
    return doors
  }
})

function legacy(rows: string, rowId: string): string {
  return `${rows
    .replace('/tablesdb/', '/databases/')
    .replace('/tables/', '/collections/')
    .replace(/\/rows$/, '/documents')}/${rowId}`
}
