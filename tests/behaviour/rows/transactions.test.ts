import assert from 'node:assert/strict'
import { before, beforeEach, describe, it } from 'node:test'
import { type Client, expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aTable, query, type TestTable } from './a-table.ts'

const columns = [
  { kind: 'string', key: 'name', size: 40, required: true },
  { kind: 'integer', key: 'n', default: 1 },
]
const all = '/v1/tablesdb/transactions'

describe('transactions of rows', () => {
  let project: TestProject
  let server: Client
  let table: TestTable
  let id: string
  let path: string

  before(async () => {
    project = await aProject()
    server = project.server
  })
  beforeEach(async () => {
    table = await aTable(project, columns)
    id = expectStatus(await server.post(all, {}), 201).body.$id
    path = `${all}/${id}`
  })

  const create = (rowId: string, data: object = { name: rowId }, more: object = {}) =>
    server.post(table.rows, { rowId, data, ...more })
  const total = async (): Promise<number> => (await server.get(table.rows)).body.total
  const end = (body: object) => server.patch(path, body)

  it('keep changes for themselves until they are committed', async () => {
    await create('old')
    await create('leaving')
    const transactionId = id
    assert.partialDeepStrictEqual(await create('new', { name: 'new' }, { transactionId }), {
      status: 201,
      body: { $id: 'new', name: 'new' },
    })
    const changed = await server.patch(`${table.rows}/old`, { data: { name: 'changed' }, transactionId })
    assert.partialDeepStrictEqual(changed, { status: 200, body: { $id: 'old', name: 'changed' } })
    assert.equal((await server.delete(`${table.rows}/leaving`, { transactionId })).status, 204)
    assert.equal((await server.patch(`${table.rows}/old/n/increment`, { value: 5, transactionId })).status, 200)
    assert.deepEqual(
      (await server.get(table.rows)).body.rows.map((row: { name: string }) => row.name),
      ['old', 'leaving'],
    )
    const seen = await server.get(table.rows, { transactionId, queries: [query('orderAsc', 'name')] })
    assert.deepEqual(
      seen.body.rows.map((row: { name: string; n: number }) => [row.name, row.n]),
      [
        ['changed', 6],
        ['new', 1],
      ],
    )
    assert.equal((await server.get(`${table.rows}/new`, { transactionId })).status, 200)
    assert.equal((await server.get(`${table.rows}/leaving`, { transactionId })).status, 404)
    const committed = await end({ commit: true })
    assert.partialDeepStrictEqual(committed, { status: 200, body: { status: 'committed', operations: 4 } })
    const after = await server.get(table.rows, { queries: [query('orderAsc', 'name')] })
    assert.deepEqual(
      after.body.rows.map((row: { name: string; n: number }) => [row.name, row.n]),
      [
        ['changed', 6],
        ['new', 1],
      ],
    )
    assert.partialDeepStrictEqual(await end({ commit: true }), { status: 400, body: { type: 'transaction_not_ready' } })
  })

  it('leave nothing behind when they are rolled back', async () => {
    await create('x', { name: 'x' }, { transactionId: id })
    assert.partialDeepStrictEqual(await end({ rollback: true }), { status: 200, body: { status: 'failed' } })
    assert.equal(await total(), 0)
    const late = await create('y', { name: 'y' }, { transactionId: id })
    assert.partialDeepStrictEqual(late, { status: 400, body: { type: 'transaction_not_ready' } })
  })

  it('commit all or nothing', async () => {
    await create('good', { name: 'good' }, { transactionId: id })
    await create('bad', { n: 5 }, { transactionId: id })
    assert.partialDeepStrictEqual(await end({ commit: true }), {
      status: 400,
      body: { type: 'document_invalid_structure' },
    })
    assert.equal(await total(), 0)
    assert.equal((await server.get(path)).body.status, 'failed')
  })

  it('meet a conflict where others were faster', async () => {
    await create('row')
    await server.patch(`${table.rows}/row`, { data: { name: 'mine' }, transactionId: id })
    await server.patch(`${table.rows}/row`, { data: { name: 'theirs' } })
    assert.partialDeepStrictEqual(await end({ commit: true }), { status: 409, body: { type: 'transaction_conflict' } })
    assert.equal((await server.get(`${table.rows}/row`)).body.name, 'theirs')
  })

  it('meet a conflict where a row is there by now', async () => {
    await create('row', { name: 'mine' }, { transactionId: id })
    await create('row', { name: 'theirs' })
    assert.partialDeepStrictEqual(await end({ commit: true }), { status: 409, body: { type: 'transaction_conflict' } })
  })

  it('show what is there where one of their rows cannot be made any more', async () => {
    const unique = { key: 'names', type: 'unique', columns: ['name'] }
    expectStatus(await server.post(`${table.path}/indexes`, unique), 202)
    await create('row', { name: 'mine' }, { transactionId: id })
    await create('other', { name: 'theirs' }, { transactionId: id })
    await create('row', { name: 'theirs' })
    const read = await server.get(`${table.rows}/row`, { transactionId: id })
    assert.partialDeepStrictEqual(read, { status: 200, body: { name: 'theirs' } })
    assert.equal(expectStatus(await server.get(table.rows, { transactionId: id }), 200).body.total, 1)
  })

  it('change rows inside of rows of the same table', async () => {
    const relation = {
      relatedTableId: table.id,
      type: 'oneToOne',
      key: 'friend',
      twoWayKey: 'fan',
      onDelete: 'setNull',
    }
    expectStatus(await server.post(`${table.path}/columns/relationship`, relation), 202)
    await create('ada')
    await create('ben')
    const data = { friend: { $id: 'ben', name: 'Ben' } }
    expectStatus(await server.patch(`${table.rows}/ada`, { data, transactionId: id }), 200)
    expectStatus(await end({ commit: true }), 200)
    assert.partialDeepStrictEqual((await server.get(`${table.rows}/ada`)).body, { name: 'ada', friend: 'ben' })
    assert.equal((await server.get(`${table.rows}/ben`)).body.name, 'Ben')
  })

  it('count steps of all, and let the first of two committers win', async () => {
    await create('row', { name: 'row', n: 0 })
    const ids = await Promise.all(Array.from({ length: 5 }, async () => (await server.post(all, {})).body.$id))
    await Promise.all(ids.map((transactionId) => server.patch(`${table.rows}/row/n/increment`, { transactionId })))
    const ended = await Promise.all(ids.map((one) => server.patch(`${all}/${one}`, { commit: true })))
    assert.deepEqual(new Set(ended.map(({ status }) => status)), new Set([200]))
    assert.equal((await server.get(`${table.rows}/row`)).body.n, 5)
    const both = [id, (await server.post(all, {})).body.$id]
    for (const transactionId of both) await server.patch(`${table.rows}/row`, { data: { n: 100 }, transactionId })
    const raced = await Promise.all(both.map((one) => server.patch(`${all}/${one}`, { commit: true })))
    assert.deepEqual(new Set(raced.map(({ status }) => status)), new Set([200, 409]))
  })

  it('take operations of many kinds at once', async () => {
    const [, , , databaseId] = table.path.split('/')
    const at = { databaseId, tableId: table.id }
    const operations = [
      { action: 'create', ...at, rowId: 'a', data: { name: 'a' } },
      {
        action: 'bulkCreate',
        ...at,
        data: [
          { $id: 'b', name: 'b' },
          { name: 'c', n: 9 },
        ],
      },
      { action: 'update', ...at, rowId: 'a', data: { name: 'aa' } },
      { action: 'increment', ...at, rowId: 'a', data: { column: 'n', value: 2 } },
      { action: 'bulkUpdate', ...at, data: { queries: [query('equal', 'n', [9])], data: { n: 10 } } },
      { action: 'bulkDelete', ...at, data: { queries: [query('equal', 'name', ['b'])] } },
      { action: 'upsert', ...at, rowId: 'd', data: { name: 'd' } },
    ]
    assert.partialDeepStrictEqual(await server.post(`${path}/operations`, { operations }), {
      status: 201,
      body: { operations: 7 },
    })
    assert.equal((await end({ commit: true })).body.status, 'committed')
    const { body } = await server.get(table.rows, { queries: [query('orderAsc', 'name')] })
    assert.deepEqual(
      body.rows.map((row: { name: string; n: number }) => [row.name, row.n]),
      [
        ['aa', 3],
        ['c', 10],
        ['d', 1],
      ],
    )
  })

  it('refuse operations that cannot be', async () => {
    const [, , , databaseId] = table.path.split('/')
    const at = { databaseId, tableId: table.id }
    const refused: readonly (readonly [object, string])[] = [
      [{ action: 'update', ...at, rowId: 'none', data: {} }, 'document_not_found'],
      [{ action: 'create', databaseId, tableId: 'none', rowId: 'x', data: {} }, 'collection_not_found'],
      [{ action: 'create', databaseId: 'none', tableId: 'none', rowId: 'x', data: {} }, 'database_not_found'],
      [{ action: 'explode', ...at, rowId: 'x', data: {} }, 'general_argument_invalid'],
      [{ action: 'create', ...at, data: {} }, 'general_argument_invalid'],
    ]
    for (const [operation, type] of refused) {
      assert.equal((await server.post(`${path}/operations`, { operations: [operation] })).body.type, type)
    }
    assert.equal((await server.post(`${path}/operations`, { operations: [] })).body.type, 'general_bad_request')
    assert.equal((await end({})).body.type, 'general_bad_request')
  })

  it('hold a hundred operations at most', async () => {
    const [, , , databaseId] = table.path.split('/')
    const operation = (n: number): object => ({
      action: 'create',
      databaseId,
      tableId: table.id,
      rowId: `r${n}`,
      data: { name: 'x' },
    })
    const operations = Array.from({ length: 100 }, (_, n) => operation(n))
    assert.equal((await server.post(`${path}/operations`, { operations })).status, 201)
    const more = await server.post(`${path}/operations`, { operations: [operation(100)] })
    assert.partialDeepStrictEqual(more, { status: 400, body: { type: 'transaction_limit_exceeded' } })
    assert.equal((await end({ commit: true })).status, 200)
    assert.equal(await total(), 100)
  })

  it('hold eight megabytes at most, by whatever door they came', async () => {
    const [, , , databaseId] = table.path.split('/')
    const megabytes = (count: number): object => ({ name: 'x'.repeat(count * 1024 * 1024) })
    const full = { status: 400, body: { type: 'transaction_limit_exceeded' } }
    const staged = await server.put(`${table.rows}/a`, { data: megabytes(5), transactionId: id })
    assert.equal(staged.status, 201)
    const again = await server.put(`${table.rows}/b`, { data: megabytes(4), transactionId: id })
    assert.partialDeepStrictEqual(again, full)
    const operation = { action: 'create', databaseId, tableId: table.id, rowId: 'c', data: megabytes(4) }
    assert.partialDeepStrictEqual(await server.post(`${path}/operations`, { operations: [operation] }), full)
    assert.equal((await server.get(path)).body.operations, 1)
    assert.equal((await create('d', { name: 'small' }, { transactionId: id })).status, 201)
  })

  it('take upserts of those only who could create or change the row', async () => {
    const ada = await project.aUser()
    const own = expectStatus(await ada.post(all, {}), 201).body.$id
    const upsert = (rows: string, rowId: string) =>
      ada.put(`${rows}/${rowId}`, { data: { name: 'x' }, transactionId: own })
    const refused = { status: 401, body: { type: 'user_unauthorized' } }
    const closed = await aTable(project, columns, { permissions: ['read("users")'], rowSecurity: true })
    const hers = { rowId: 'hers', data: { name: 'x' }, permissions: [`update("user:${ada.id}")`] }
    expectStatus(await server.post(closed.rows, hers), 201)
    expectStatus(await server.post(closed.rows, { rowId: 'other', data: { name: 'x' } }), 201)
    assert.partialDeepStrictEqual(await upsert(closed.rows, 'new'), refused)
    assert.partialDeepStrictEqual(await upsert(closed.rows, 'other'), refused)
    assert.equal((await upsert(closed.rows, 'hers')).status, 201)
    for (const permission of ['create("users")', 'update("users")']) {
      const open = await aTable(project, columns, { permissions: [permission] })
      assert.equal((await upsert(open.rows, 'new')).status, 201)
    }
    assert.equal((await ada.get(`${all}/${own}`)).body.operations, 3)
  })

  it('belong to who made them', async () => {
    const [ada, bob] = await Promise.all([project.aUser(), project.aUser()])
    const own = expectStatus(await ada.post(all, {}), 201).body.$id
    assert.equal((await bob.get(`${all}/${own}`)).body.type, 'transaction_not_found')
    assert.equal((await bob.patch(`${all}/${own}`, { commit: true })).body.type, 'transaction_not_found')
    assert.equal((await bob.delete(`${all}/${own}`)).status, 404)
    const open = await aTable(project, columns, { permissions: ['read("users")', 'create("users")'] })
    assert.equal((await bob.get(open.rows, { transactionId: own })).body.type, 'transaction_not_found')
    assert.deepEqual((await bob.get(all)).body, { total: 0, transactions: [] })
    assert.equal((await ada.get(all)).body.total, 1)
    assert.equal((await ada.delete(`${all}/${own}`)).status, 204)
  })

  it('fail as a whole when the committer lacks a right', async () => {
    const ada = await project.aUser()
    const open = await aTable(project, columns, { permissions: ['read("users")', 'create("users")'] })
    expectStatus(await server.post(open.rows, { rowId: 'row', data: { name: 'x' } }), 201)
    const own = (await ada.post(all, {})).body.$id
    assert.equal((await ada.post(open.rows, { rowId: 'mine', data: { name: 'y' }, transactionId: own })).status, 201)
    assert.equal((await ada.delete(`${open.rows}/row`, { transactionId: own })).status, 204)
    assert.partialDeepStrictEqual(await ada.patch(`${all}/${own}`, { commit: true }), {
      status: 401,
      body: { type: 'user_unauthorized' },
    })
    assert.equal((await ada.get(`${all}/${own}`)).body.status, 'failed')
    assert.equal((await server.get(open.rows)).body.total, 1)
  })
})
