import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Client, expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer, theServer } from '#support/server.ts'
import type { TestUser } from '#support/user.ts'
import { addTable, aDatabase, aTable, query } from './a-table.ts'

const columns = [
  { kind: 'string', key: 'title', size: 40 },
  { kind: 'integer', key: 'count', default: 0 },
]

/** Lists are kept in each process: what one of them hears of, all must answer with. */
describe('lists of rows that were read before', () => {
  let project: TestProject
  let ada: TestUser
  let other: TestServer
  /** The same project by two processes' ways: each writes and reads by itself. */
  let replicas: readonly [Client, Client]

  before(async () => {
    const { databaseUrl, redisUrl } = await theServer()
    other = await aServer({}, async () => ({ databaseUrl, redisUrl }))
    project = await aProject()
    ada = await project.aUser()
    const key = { 'x-appwrite-project': project.id, 'x-appwrite-key': project.key }
    replicas = [project.server, new Client(other.origin, key)]
  })
  after(() => other.close())

  const byReplicas = (client: Client): readonly Client[] => [
    client,
    new Client(other.origin, { 'x-appwrite-project': project.id, 'x-appwrite-session': ada.session }),
  ]

  it('have the total of their list, and of no other, also when it changes between two pages', async () => {
    const table = await aTable(project, columns, { rowSecurity: true })
    const [here, there] = replicas
    const [asAda] = byReplicas(ada).slice(1)
    const readable = [`read("user:${ada.id}")`]
    await here.post(table.rows, {
      rows: [1, 2, 3, 4, 5].map((count) => ({ $id: `r${count}`, count, $permissions: count > 2 ? readable : [] })),
    })
    const total = async (client: Client | undefined, ...queries: readonly string[]): Promise<number> =>
      expectStatus(await (client ?? here).get(table.rows, { queries }), 200).body.total
    const [some, limit] = [query('greaterThan', 'count', [1]), query('limit', '', [1])]
    for (const offset of [0, 1, 2]) {
      const page = [limit, query('offset', '', [offset])]
      assert.equal(await total(here, ...page), 5)
      assert.equal(await total(here, some, ...page), 4)
      assert.equal(await total(asAda, some, ...page), 3)
    }
    assert.equal(await total(here, some, limit, query('cursorAfter', '', ['r2'])), 4)
    expectStatus(await there.delete(`${table.rows}/r5`), 204)
    assert.equal(await total(here, some, limit, query('cursorAfter', '', ['r3'])), 3)
    assert.equal(await total(asAda, some, limit, query('cursorAfter', '', ['r3'])), 2)
    const uncounted = expectStatus(await here.get(table.rows, { queries: [some, limit], total: 'false' }), 200)
    assert.equal(uncounted.body.total, 0)
  })

  it('show every kind of change at once, whichever process made it', async () => {
    const table = await aTable(project, columns)
    const [here, there] = replicas
    const seen = async (expected: readonly (readonly [string, number])[]): Promise<void> => {
      for (const replica of [here, there, here]) {
        const { body } = expectStatus(await replica.get(table.rows, { queries: [query('orderAsc', '$id')] }), 200)
        const rows = body.rows.map((row: { title: string; count: number }) => [row.title, row.count])
        assert.deepEqual([rows, body.total], [expected, expected.length])
      }
    }
    await seen([])
    await there.post(table.rows, { rowId: 'a', data: { title: 'one' } })
    await seen([['one', 0]])
    await here.post(table.rows, { rows: [{ $id: 'b', title: 'two', count: 2 }] })
    await seen([
      ['one', 0],
      ['two', 2],
    ])
    await there.patch(`${table.rows}/a`, { data: { title: 'uno' } })
    await seen([
      ['uno', 0],
      ['two', 2],
    ])
    await here.patch(`${table.rows}/a/count/increment`, { value: 5 })
    await seen([
      ['uno', 5],
      ['two', 2],
    ])
    await there.put(`${table.rows}/b`, { data: { title: 'due' } })
    await seen([
      ['uno', 5],
      ['due', 2],
    ])
    await here.patch(table.rows, { data: { count: 7 }, queries: [query('equal', 'title', ['due'])] })
    await seen([
      ['uno', 5],
      ['due', 7],
    ])
    const { $id } = expectStatus(await there.post('/v1/tablesdb/transactions', {}), 201).body
    await there.patch(`${table.rows}/a`, { data: { count: 9 }, transactionId: $id })
    await seen([
      ['uno', 5],
      ['due', 7],
    ])
    await here.patch(`/v1/tablesdb/transactions/${$id}`, { commit: true })
    await seen([
      ['uno', 9],
      ['due', 7],
    ])
    await there.delete(`${table.rows}/a`)
    await seen([['due', 7]])
    await here.delete(table.rows)
    await seen([])
  })

  it('show the new times of rows that a one-way relationship changed', async () => {
    const { server } = project
    const tables = await aDatabase(project)
    const [children, parents] = [await addTable(server, tables, columns), await addTable(server, tables, columns)]
    const relation = { relatedTableId: children.id, type: 'oneToMany', key: 'children', onDelete: 'setNull' }
    expectStatus(await server.post(`${parents.path}/columns/relationship`, relation), 202)
    await server.post(children.rows, { rowId: 'child', data: { title: 'x' } })
    await server.post(parents.rows, { rowId: 'parent', data: { title: 'y' } })
    const times = async (): Promise<ReadonlySet<string>> => {
      const listed = await Promise.all(replicas.map((replica) => replica.get(children.rows)))
      const read = expectStatus(await server.get(`${children.rows}/child`), 200).body.$updatedAt
      return new Set([read, ...listed.map(({ body }) => body.rows[0].$updatedAt)])
    }
    assert.equal((await times()).size, 1)
    expectStatus(await server.patch(`${parents.rows}/parent`, { data: { children: ['child'] } }), 200)
    assert.equal((await times()).size, 1)
    expectStatus(await server.delete(`${parents.rows}/parent`), 204)
    assert.equal((await times()).size, 1)
  })

  it('follow what is granted and taken back, in rows and in the table', async () => {
    const table = await aTable(project, columns, { rowSecurity: true })
    const [here, there] = replicas
    const sees = async (total: number): Promise<void> => {
      for (const client of byReplicas(ada)) assert.equal((await client.get(table.rows)).body.total, total)
    }
    await here.post(table.rows, { rowId: 'a', data: { title: 'x' }, permissions: [] })
    await sees(0)
    await there.patch(`${table.rows}/a`, { permissions: [`read("label:vip")`] })
    await sees(0)
    await here.put(`/v1/users/${ada.id}/labels`, { labels: ['vip'] })
    await sees(1)
    await here.put(`/v1/users/${ada.id}/labels`, { labels: [] })
    await sees(0)
    await here.put(table.path, { name: 'Table', permissions: ['read("users")'], rowSecurity: true })
    await sees(1)
    await here.put(table.path, { name: 'Table', permissions: [], rowSecurity: false })
    for (const client of byReplicas(ada)) assert.equal((await client.get(table.rows)).status, 401)
  })

  it('follow the structure of the table', async () => {
    const table = await aTable(project, columns)
    const [here, there] = replicas
    await here.post(table.rows, { rowId: 'a', data: { title: 'x', count: 1 } })
    const keys = async (client: Client): Promise<readonly string[]> =>
      Object.keys((await client.get(table.rows)).body.rows[0]).filter((key) => !key.startsWith('$'))
    assert.deepEqual(await keys(here), ['title', 'count'])
    await there.patch(`${table.path}/columns/integer/count`, { required: false, default: 0, newKey: 'number' })
    assert.deepEqual(await keys(here), ['title', 'number'])
    await here.delete(`${table.path}/columns/number`)
    assert.deepEqual(await keys(there), ['title'])
  })

  it('are never older than what a writer was told before they were asked for', async () => {
    const table = await aTable(project, columns)
    const [here, there] = replicas
    await here.post(table.rows, { rowId: 'a', data: { title: 'x' } })
    let told = 0
    const writing = { isOver: false }
    const write = async (client: Client): Promise<void> => {
      for (let turn = 0; turn < 40; turn++) {
        const { body } = expectStatus(await client.patch(`${table.rows}/a/count/increment`), 200)
        told = Math.max(told, body.count)
      }
    }
    const read = async (client: Client): Promise<void> => {
      while (!writing.isOver) {
        const atLeast = told
        const { body } = expectStatus(await client.get(table.rows), 200)
        assert.ok(body.rows[0].count >= atLeast, `${body.rows[0].count} after ${atLeast}`)
      }
    }
    const readers = [here, there, here, there].map(read)
    await Promise.all([here, there, here].map(write)).finally(() => {
      writing.isOver = true
    })
    await Promise.all(readers)
    assert.equal((await there.get(table.rows)).body.rows[0].count, 120)
  })
})
