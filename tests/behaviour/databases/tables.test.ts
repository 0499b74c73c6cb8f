import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'

const query = (method: string, attribute: string, ...values: unknown[]) => JSON.stringify({ method, attribute, values })
const tables = '/v1/tablesdb/main/tables'

describe('tables', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
    await project.server.post('/v1/tablesdb', { databaseId: 'main', name: 'Main' })
  })

  it('start without columns, closed to everybody but keys', async () => {
    const made = await project.server.post(tables, { tableId: 'plain', name: 'Plain' })
    assert.partialDeepStrictEqual(made, {
      status: 201,
      body: {
        $id: 'plain',
        $permissions: [],
        databaseId: 'main',
        name: 'Plain',
        enabled: true,
        rowSecurity: false,
        columns: [],
        indexes: [],
      },
    })
    const closed = await project.aGuest().get(`${tables}/plain/rows`)
    assert.partialDeepStrictEqual(closed, { status: 401, body: { type: 'user_unauthorized' } })
  })

  it('say the same in the words of collections', async () => {
    await project.server.post(tables, { tableId: 'twofold', name: 'Twofold', rowSecurity: true })
    const seen = await project.server.get('/v1/databases/main/collections/twofold')
    assert.partialDeepStrictEqual(seen, { status: 200, body: { documentSecurity: true, attributes: [], indexes: [] } })
    assert.equal(seen.body.rowSecurity, undefined)
    assert.equal(seen.body.columns, undefined)
    const missing = await project.server.get('/v1/databases/main/collections/nothing')
    assert.partialDeepStrictEqual(missing, { status: 404, body: { type: 'collection_not_found' } })
    assert.match(missing.body.message, /collection/i)
  })

  it('spread `write` over what it grants', async () => {
    const made = await project.server.post(tables, {
      tableId: 'spread',
      name: 'Spread',
      permissions: ['read("any")', 'write("users")', 'update("users")'],
    })
    assert.deepEqual(made.body.$permissions, ['read("any")', 'create("users")', 'update("users")', 'delete("users")'])
    const wrong = await project.server.post(tables, { tableId: 'w', name: 'W', permissions: ['read("everyone")'] })
    assert.partialDeepStrictEqual(wrong, { status: 400, body: { type: 'general_argument_invalid' } })
  })

  it('refuse an id that is taken, in their own database only', async () => {
    await project.server.post(tables, { tableId: 'taken', name: 'A' })
    const again = await project.server.post(tables, { tableId: 'taken', name: 'B' })
    assert.partialDeepStrictEqual(again, { status: 409, body: { type: 'table_already_exists' } })
    const twin = await project.server.post('/v1/databases/main/collections', { collectionId: 'taken', name: 'C' })
    assert.partialDeepStrictEqual(twin, { status: 409, body: { type: 'collection_already_exists' } })
    await project.server.post('/v1/tablesdb', { databaseId: 'other', name: 'Other' })
    assert.equal((await project.server.post('/v1/tablesdb/other/tables', { tableId: 'taken', name: 'D' })).status, 201)
    const nowhere = await project.server.post('/v1/tablesdb/nowhere/tables', { tableId: 'x', name: 'X' })
    assert.partialDeepStrictEqual(nowhere, { status: 404, body: { type: 'database_not_found' } })
  })

  it('keep their permissions, but no flag, through an update that leaves them out', async () => {
    const permissions = ['read("any")']
    await project.server.post(tables, { tableId: 'kept', name: 'A', permissions, rowSecurity: true, enabled: false })
    const updated = await project.server.put(`${tables}/kept`, { name: 'B' })
    assert.partialDeepStrictEqual(updated, {
      status: 200,
      body: { name: 'B', $permissions: permissions, rowSecurity: false, enabled: true },
    })
    const emptied = await project.server.put(`${tables}/kept`, { name: 'B', permissions: [] })
    assert.deepEqual(emptied.body.$permissions, [])
  })

  it('hide their rows from users while they are disabled', async () => {
    await project.server.post(tables, { tableId: 'shut', name: 'Shut', permissions: ['read("any")'], enabled: false })
    const hidden = await project.aGuest().get(`${tables}/shut/rows`)
    assert.partialDeepStrictEqual(hidden, { status: 404, body: { type: 'table_not_found' } })
    assert.equal((await project.server.get(`${tables}/shut/rows`)).status, 200)
  })

  it('are listed by flags in the words of either surface', async () => {
    await project.server.post('/v1/tablesdb', { databaseId: 'listed', name: 'Listed' })
    for (const [tableId, rowSecurity] of [
      ['one', true],
      ['two', false],
      ['three', true],
    ] as const) {
      await project.server.post('/v1/tablesdb/listed/tables', { tableId, name: tableId, rowSecurity })
    }
    const queries = [query('equal', 'rowSecurity', true), query('orderDesc', 'name')]
    const modern = await project.server.get('/v1/tablesdb/listed/tables', { queries })
    assert.deepEqual(
      [modern.body.total, modern.body.tables.map(({ name }: { name: string }) => name)],
      [2, ['three', 'one']],
    )
    const legacy = await project.server.get('/v1/databases/listed/collections', {
      queries: [query('equal', 'documentSecurity', false)],
    })
    assert.partialDeepStrictEqual(legacy.body, { total: 1, collections: [{ $id: 'two', documentSecurity: false }] })
    const after = await project.server.get('/v1/tablesdb/listed/tables', { queries: [query('cursorAfter', '', 'one')] })
    assert.deepEqual(
      after.body.tables.map(({ $id }: { $id: string }) => $id),
      ['two', 'three'],
    )
  })

  it('start empty when they are made again', async () => {
    const make = async (): Promise<void> => {
      await project.server.post(tables, { tableId: 'again', name: 'Again' })
      await project.server.post(`${tables}/again/columns/string`, { key: 'text', size: 10, required: false })
    }
    await make()
    await project.server.post(`${tables}/again/rows`, { rowId: 'r', data: { text: 'old' } })
    assert.equal((await project.server.delete(`${tables}/again`)).status, 204)
    const gone = await project.server.get(`${tables}/again/rows/r`)
    assert.partialDeepStrictEqual(gone, { status: 404, body: { type: 'table_not_found' } })
    await make()
    assert.equal((await project.server.get(`${tables}/again/rows`)).body.total, 0)
  })
})

describe('deleting one thing several times at once', () => {
  it('succeeds once, and finds nothing after that', async () => {
    const { server } = await aProject()
    await server.post('/v1/tablesdb', { databaseId: 'main', name: 'Main' })
    for (const [make, id, path] of [
      ['/v1/tablesdb/main/tables', { tableId: 'one', name: 'One' }, '/v1/tablesdb/main/tables/one'],
      ['/v1/tablesdb', { databaseId: 'other', name: 'Other' }, '/v1/tablesdb/other'],
    ] as const) {
      await server.post(make, id)
      const answers = await Promise.all(Array.from({ length: 8 }, () => server.delete(path)))
      const statuses = answers.map(({ status }) => status).toSorted((left, right) => left - right)
      assert.deepEqual(statuses, [204, 404, 404, 404, 404, 404, 404, 404])
    }
  })
})
