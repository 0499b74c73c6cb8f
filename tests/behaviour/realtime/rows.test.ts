import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { type Answer, type Body, expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aSocket, type Socket } from '#support/socket.ts'
import type { TestUser } from '#support/user.ts'
import { aDatabase, addTable, type TestTable } from '../rows/a-table.ts'

describe('the structure of a database', () => {
  it('is told to the organisation in the console, and to nobody else', async () => {
    const project = await aProject()
    const session = project.owner.cookies.get('a_session_console')
    const channels = ['console', `projects.${project.id}`]
    const options = { origin: project.origin, channels }
    const owner = await aSocket({
      ...options,
      projectId: 'console',
      headers: { cookie: `a_session_console=${session}` },
    })
    const guest = await aSocket({ ...options, projectId: 'console' })
    const inside = await aSocket({ ...options, projectId: project.id })
    const tables = await aDatabase(project)
    const table = await addTable(project.server, tables, [{ kind: 'string', key: 'title', size: 8 }])
    expectStatus(await project.server.get('/v1/ping'), 200)
    const created = await owner.frame(({ data }) => String(data?.events?.[0]).endsWith('.create'))
    assert.ok(created.data.events[0].includes(`.${table.id}.`))
    assert.deepEqual(created.data.channels, channels)
    assert.equal(created.data.payload.key, 'title')
    await owner.event(`projects.${project.id}.ping`)
    await Promise.all([guest.settle(), inside.settle()])
    assert.deepEqual([...guest.heard, ...inside.heard], [])
    await Promise.all([owner.close(), guest.close(), inside.close()])
  })
})

describe('rows in realtime', () => {
  let project: TestProject
  let tables: string
  let databaseId: string
  let ada: TestUser
  let bob: TestUser
  const columns = [
    { kind: 'string', key: 'title', size: 64 },
    { kind: 'integer', key: 'n', default: 0 },
  ]

  before(async () => {
    project = await aProject()
    tables = await aDatabase(project)
    databaseId = tables.split('/')[3] ?? ''
    ada = await project.aUser()
    bob = await project.aUser()
  })

  const aTable = (permissions: readonly string[], rowSecurity = false): Promise<TestTable> =>
    addTable(project.server, tables, columns, { permissions, rowSecurity })

  const open = (table: TestTable, user?: TestUser): Promise<Socket> =>
    aSocket({
      origin: project.origin,
      projectId: project.id,
      channels: [`databases.${databaseId}.tables.${table.id}.rows`],
      ...(user ? { session: user.session } : {}),
    })

  const written = (answer: Answer): Body => {
    assert.ok(answer.status < 300, JSON.stringify(answer.body))
    return answer.body
  }

  const eventOf = (table: TestTable, rowId: string, action: string): string =>
    `databases.${databaseId}.tables.${table.id}.rows.${rowId}.${action}`

  it('are heard with both vocabularies, in the shape that REST answers', async () => {
    const table = await aTable(['read("any")', 'create("users")'])
    const socket = await open(table)
    const row = written(await ada.post(table.rows, { rowId: 'one', data: { title: 'One', n: 1 } }))
    const { data } = await socket.event(eventOf(table, 'one', 'create'))
    // Listeners of both vocabularies get the same payload, so that it names the table in both.
    assert.deepEqual(data.payload, { ...row, $collectionId: table.id })
    assert.equal(data.events.length, 42)
    assert.equal(data.events[0], `databases.${databaseId}.collections.${table.id}.documents.one.create`)
    const rows = `databases.${databaseId}.tables.${table.id}.rows`
    const documents = `databases.${databaseId}.collections.${table.id}.documents`
    const names = ['rows', rows, `${rows}.one`, 'documents', documents, `${documents}.one`]
    assert.deepEqual(data.channels, names)
    await socket.close()
  })

  it('tell of every way to write them', async () => {
    const table = await aTable(['read("any")'])
    const socket = await open(table)
    const { server } = project
    written(await server.post(table.rows, { rowId: 'r', data: { title: 'a' } }))
    written(await server.patch(`${table.rows}/r`, { data: { title: 'b' } }))
    written(await server.put(`${table.rows}/r`, { data: { title: 'c' } }))
    written(await server.patch(`${table.rows}/r/n/increment`, { value: 5 }))
    written(await server.patch(`${table.rows}/r/n/decrement`, { value: 2 }))
    written(await server.delete(`${table.rows}/r`))
    await socket.event(eventOf(table, 'r', 'delete'))
    const heard = socket.frames.filter(({ type }) => type === 'event').map(({ data }) => data)
    assert.deepEqual(
      heard.map(({ events }) => String(events[0]).split('.').at(-1)),
      ['create', 'update', 'upsert', 'update', 'update', 'delete'],
    )
    assert.deepEqual(
      heard.map(({ payload }) => [payload.title, payload.n]),
      [
        ['a', 0],
        ['b', 0],
        ['c', 0],
        ['c', 5],
        ['c', 3],
        ['c', 3],
      ],
    )
    for (const { payload } of heard) {
      assert.deepEqual([payload.$id, payload.$tableId, payload.$databaseId], ['r', table.id, databaseId])
    }
    await socket.close()
  })

  it('tell of each row of a bulk write', async () => {
    const table = await aTable(['read("any")'])
    const socket = await open(table)
    const rows = ['a', 'b', 'c'].map(($id) => ({ $id, title: $id }))
    expectStatus(await project.server.post(table.rows, { rows }), 201)
    expectStatus(await project.server.patch(table.rows, { data: { n: 7 } }), 200)
    expectStatus(await project.server.delete(table.rows), 200)
    for (const id of ['a', 'b', 'c']) await socket.event(eventOf(table, id, 'delete'))
    for (const action of ['create', 'update', 'delete']) {
      const heard = socket.frames.filter(({ data }) => String(data?.events?.[0]).endsWith(`.${action}`))
      assert.deepEqual(
        heard.map(({ data }) => data.payload.$id),
        ['a', 'b', 'c'],
      )
      for (const { data } of heard) assert.equal(data.payload.$tableId, table.id)
    }
    await socket.close()
  })

  it('reach readers of the table, and with row security those of the row too', async () => {
    const table = await aTable(['read("users")', 'create("users")'])
    const sockets = await Promise.all([open(table, ada), open(table)])
    written(await ada.post(table.rows, { rowId: 'one', data: { title: 'One' }, permissions: ['read("any")'] }))
    await sockets[0]?.event(eventOf(table, 'one', 'create'))
    await sockets[1]?.settle()
    assert.deepEqual(sockets[1]?.heard, [])
    await Promise.all(sockets.map((socket) => socket.close()))

    const secured = await aTable(['create("users")'], true)
    const [own, other, guest] = await Promise.all([open(secured, ada), open(secured, bob), open(secured)])
    const permissions = [`read("user:${ada.id}")`, `update("user:${ada.id}")`]
    written(await ada.post(secured.rows, { rowId: 'mine', data: { title: 'Mine' }, permissions }))
    await own?.event(eventOf(secured, 'mine', 'create'))
    await Promise.all([other?.settle(), guest?.settle()])
    assert.deepEqual([other?.heard, guest?.heard], [[], []])
    const shared = { permissions: [...permissions, 'read("any")'] }
    written(await project.server.patch(`${secured.rows}/mine`, shared))
    for (const socket of [own, other, guest]) await socket?.event(eventOf(secured, 'mine', 'update'))
    await Promise.all([own, other, guest].map((socket) => socket?.close()))
  })

  it('that are not written are not heard', async () => {
    const table = await aTable(['read("any")'])
    const socket = await open(table)
    assert.ok((await project.server.post(table.rows, { rowId: 'x', data: { n: 'no number' } })).status >= 400)
    assert.ok((await ada.post(table.rows, { rowId: 'x', data: {} })).status >= 400)
    await socket.settle()
    assert.deepEqual(socket.heard, [])
    await socket.close()
  })

  it('of a transaction are heard when it is committed, and not before', async () => {
    const table = await aTable(['read("any")'])
    const socket = await open(table)
    const { server } = project
    const transaction = expectStatus(await server.post('/v1/tablesdb/transactions'), 201).body
    const staged = { rowId: 't', data: { title: 'Staged' }, transactionId: transaction.$id }
    expectStatus(await server.post(table.rows, staged), 201)
    await socket.settle()
    assert.deepEqual(socket.heard, [])
    expectStatus(await server.patch(`/v1/tablesdb/transactions/${transaction.$id}`, { commit: true }), 200)
    const { data } = await socket.event(eventOf(table, 't', 'create'))
    assert.equal(data.payload.title, 'Staged')
    await socket.close()
  })
})
