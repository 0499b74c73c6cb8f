import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Client } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import type { TestUser } from '#support/user.ts'
import { addTable, aDatabase, aTable, query, type TestTable } from './a-table.ts'

const columns = [{ kind: 'string', key: 'title', size: 40 }]

describe('permissions of rows', () => {
  let project: TestProject
  let ada: TestUser
  let bob: TestUser
  let guest: Client

  before(async () => {
    project = await aProject()
    ada = await project.aUser()
    bob = await project.aUser()
    guest = project.aGuest()
  })

  it('are the creator’s own when none are given, and hold by every door', async () => {
    const table = await aTable(project, columns, { permissions: ['create("users")'], rowSecurity: true })
    const made = await ada.post(table.rows, { rowId: 'hers', data: { title: 'x' } })
    assert.deepEqual(made.body.$permissions, [
      `read("user:${ada.id}")`,
      `update("user:${ada.id}")`,
      `delete("user:${ada.id}")`,
    ])
    for (const [client, sees] of [
      [ada, true],
      [bob, false],
      [guest, false],
    ] as const) {
      await assertSeen(client, table, sees)
    }
    assert.equal((await bob.patch(`${table.rows}/hers`, { data: { title: 'y' } })).status, 401)
    assert.equal((await bob.delete(`${table.rows}/hers`)).status, 401)
    assert.equal((await guest.post(table.rows, { rowId: 'no', data: { title: 'x' } })).status, 401)
    assert.equal((await ada.patch(`${table.rows}/hers`, { data: { title: 'y' } })).status, 200)
    assert.equal((await ada.delete(`${table.rows}/hers`)).status, 204)
  })

  it('follow what is granted and taken back', async () => {
    const table = await aTable(project, columns, { rowSecurity: true })
    await project.server.post(table.rows, { rowId: 'hers', data: { title: 'x' }, permissions: [] })
    await assertSeen(ada, table, false)
    await project.server.patch(`${table.rows}/hers`, { permissions: [`read("user:${ada.id}")`] })
    await assertSeen(ada, table, true)
    await assertSeen(bob, table, false)
    await project.server.patch(`${table.rows}/hers`, { permissions: ['read("guests")'] })
    await assertSeen(ada, table, false)
    await assertSeen(guest, table, true)
  })

  it('of rows mean nothing while the table does not let them', async () => {
    const table = await aTable(project, columns)
    await project.server.post(table.rows, { rowId: 'hers', data: { title: 'x' }, permissions: ['read("any")'] })
    assert.equal((await ada.get(`${table.rows}/hers`)).status, 404)
    assert.partialDeepStrictEqual(await ada.get(table.rows), { status: 401, body: { type: 'user_unauthorized' } })
  })

  it('of the table cover all rows', async () => {
    const table = await aTable(project, columns, { permissions: ['read("users")', 'write("users")'] })
    await project.server.post(table.rows, { rowId: 'hers', data: { title: 'x' } })
    await assertSeen(bob, table, true)
    assert.equal((await guest.get(table.rows)).status, 401)
    assert.equal((await bob.put(`${table.rows}/hers`, { data: { title: 'z' } })).status, 200)
    assert.equal((await bob.patch(`${table.rows}/hers`, { data: { title: 'zz' } })).status, 200)
    assert.equal((await bob.delete(`${table.rows}/hers`)).status, 204)
  })

  it('cannot be given to roles that a client does not hold', async () => {
    const table = await aTable(project, columns, { permissions: ['create("users")'], rowSecurity: true })
    const given = { rowId: 'x', data: { title: 'x' }, permissions: [`read("user:${bob.id}")`] }
    assert.partialDeepStrictEqual(await ada.post(table.rows, given), {
      status: 401,
      body: { type: 'user_unauthorized' },
    })
    const odd = { rowId: 'x', data: { title: 'x' }, permissions: ['create("any")'] }
    assert.partialDeepStrictEqual(await ada.post(table.rows, odd), {
      status: 400,
      body: { type: 'general_argument_invalid' },
    })
  })

  it('need reading for a change that changes nothing', async () => {
    const table = await aTable(project, columns, { rowSecurity: true })
    const permissions = [`read("user:${ada.id}")`, `update("user:${bob.id}")`]
    await project.server.post(table.rows, { rowId: 'hers', data: { title: 'x' }, permissions })
    assert.equal((await ada.patch(`${table.rows}/hers`, { data: { title: 'x' } })).status, 200)
    assert.equal((await ada.patch(`${table.rows}/hers`, { data: { title: 'y' } })).status, 401)
    assert.equal((await bob.patch(`${table.rows}/hers`, { data: { title: 'y' } })).status, 200)
    assert.equal((await bob.get(`${table.rows}/hers`)).status, 404)
  })

  it('never matter in what is switched off', async () => {
    const table = await aTable(project, columns, { permissions: ['read("any")'] })
    await project.server.post(table.rows, { rowId: 'hers', data: { title: 'x' } })
    await project.server.put(table.path, { name: 'Table', enabled: false })
    assert.partialDeepStrictEqual(await ada.get(`${table.rows}/hers`), {
      status: 404,
      body: { type: 'table_not_found' },
    })
    assert.equal((await project.server.get(`${table.rows}/hers`)).status, 200)
  })

  it('keep rows of a table that is switched off from being written through another', async () => {
    const { server } = project
    const tables = await aDatabase(project)
    const permissions = ['read("any")', 'write("any")']
    const shut = await addTable(server, tables, columns, { permissions })
    const open = await addTable(server, tables, columns, { permissions })
    const relation = { relatedTableId: shut.id, type: 'oneToMany', key: 'inner', onDelete: 'cascade' }
    await server.post(`${open.path}/columns/relationship`, relation)
    await server.post(open.rows, { rowId: 'outer', data: { title: 'x', inner: [{ $id: 'old', title: 'x' }] } })
    await server.post(shut.rows, { rowId: 'single', data: { title: 'x' } })
    await server.put(shut.path, { name: 'Table', enabled: false })
    const refused = { status: 404, body: { type: 'table_not_found' } }
    for (const inner of [{ $id: 'new', title: 'y' }, { $id: 'old', title: 'y' }, 'single']) {
      const made = await ada.post(open.rows, { rowId: 'unique()', data: { title: 'x', inner: [inner] } })
      assert.partialDeepStrictEqual(made, refused)
    }
    assert.partialDeepStrictEqual(await ada.delete(`${open.rows}/outer`), refused)
    const { body } = await server.get(shut.rows)
    assert.deepEqual(
      body.rows.map((row: { $id: string; title: string }) => [row.$id, row.title]),
      [
        ['old', 'x'],
        ['single', 'x'],
      ],
    )
  })

  it('tell nothing of a row to those who hold none, not even what would not fit', async () => {
    const table = await aTable(project, [...columns, { kind: 'string', key: 'tags', size: 9, array: true }])
    await project.server.post(table.rows, { rowId: 'hers', data: { title: 'secret', tags: ['a', 'b'] } })
    const insert = (at: number): object => ({ tags: { method: 'arrayInsert', values: [at, 'x'] } })
    const guesses = [{ title: 'secret' }, { title: 'other' }, { title: 5 }, { nope: 1 }, insert(2), insert(3)]
    const refused = { status: 401, body: { type: 'user_unauthorized' } }
    for (const data of guesses) {
      assert.partialDeepStrictEqual(await bob.patch(`${table.rows}/hers`, { data }), refused)
      assert.partialDeepStrictEqual(await bob.put(`${table.rows}/hers`, { data }), refused)
    }
  })

  async function assertSeen(client: Client, table: TestTable, sees: boolean): Promise<void> {
    const ids = async (queries: readonly string[]): Promise<readonly string[]> => {
      const { body } = await client.get(table.rows, { queries })
      return [body.total, ...body.rows.map((row: { $id: string }) => row.$id)]
    }
    const expected = sees ? [1, 'hers'] : [0]
    assert.deepEqual(await ids([]), expected)
    assert.deepEqual(
      await ids([query('isNotNull', 'title'), query('orderDesc', 'title'), query('select', '', ['title'])]),
      expected,
    )
    assert.equal((await client.get(`${table.rows}/hers`)).status, sees ? 200 : 404)
  }
})
