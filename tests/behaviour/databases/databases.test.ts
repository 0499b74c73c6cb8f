import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'

const query = (method: string, attribute: string, ...values: unknown[]) => JSON.stringify({ method, attribute, values })

describe('databases', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  it('remember the surface that made them, and are seen through both', async () => {
    const modern = await project.server.post('/v1/tablesdb', { databaseId: 'shop', name: 'Shop' })
    assert.partialDeepStrictEqual(modern, {
      status: 201,
      body: { $id: 'shop', name: 'Shop', enabled: true, type: 'tablesdb' },
    })
    assert.deepEqual(Object.keys(modern.body).toSorted(), [
      '$createdAt',
      '$id',
      '$updatedAt',
      'enabled',
      'name',
      'type',
    ])
    const legacy = await project.server.post('/v1/databases', { databaseId: 'unique()', name: 'Old', enabled: false })
    assert.partialDeepStrictEqual(legacy, { status: 201, body: { enabled: false, type: 'legacy' } })
    assert.match(legacy.body.$id, /^[0-9a-f]{20}$/)
    assert.deepEqual((await project.server.get('/v1/databases/shop')).body, modern.body)
    assert.deepEqual((await project.server.get(`/v1/tablesdb/${legacy.body.$id}`)).body, legacy.body)
  })

  it('refuse an id that is taken, and tell ids apart by case', async () => {
    await project.server.post('/v1/tablesdb', { databaseId: 'taken', name: 'A' })
    const again = await project.server.post('/v1/tablesdb', { databaseId: 'taken', name: 'B' })
    assert.partialDeepStrictEqual(again, { status: 409, body: { type: 'database_already_exists' } })
    assert.equal((await project.server.post('/v1/tablesdb', { databaseId: 'TAKEN', name: 'C' })).status, 201)
  })

  it('are enabled again by an update that does not say otherwise', async () => {
    await project.server.post('/v1/tablesdb', { databaseId: 'off', name: 'Off', enabled: false })
    const updated = await project.server.put('/v1/tablesdb/off', { name: 'On' })
    assert.partialDeepStrictEqual(updated, { status: 200, body: { name: 'On', enabled: true } })
    const nameless = await project.server.put('/v1/tablesdb/off', { enabled: false })
    assert.partialDeepStrictEqual(nameless, { status: 400, body: { type: 'general_argument_invalid' } })
  })

  it('are listed by name and by words, without a total when none is wanted', async () => {
    await project.server.post('/v1/tablesdb', { databaseId: 'library', name: 'Printed books' })
    const named = await project.server.get('/v1/tablesdb', { queries: [query('equal', 'name', 'Printed books')] })
    assert.partialDeepStrictEqual(named, { status: 200, body: { total: 1, databases: [{ $id: 'library' }] } })
    const found = await project.server.get('/v1/databases', { search: 'printed' })
    assert.partialDeepStrictEqual(found.body, { total: 1, databases: [{ $id: 'library' }] })
    const uncounted = await project.server.get('/v1/tablesdb', { total: false })
    assert.equal(uncounted.body.total, 0)
    assert.ok(uncounted.body.databases.length > 0)
    const wrong = await project.server.get('/v1/tablesdb', { queries: [query('equal', 'colour', 'red')] })
    assert.equal(wrong.status, 400)
  })

  it('go with all that they hold, and leave their id free', async () => {
    await project.server.post('/v1/tablesdb', { databaseId: 'gone', name: 'Gone' })
    await project.server.post('/v1/tablesdb/gone/tables', { tableId: 'things', name: 'Things' })
    await project.server.post('/v1/tablesdb/gone/tables/things/columns/boolean', { key: 'ok', required: false })
    assert.equal((await project.server.delete('/v1/tablesdb/gone')).status, 204)
    const missing = await project.server.get('/v1/tablesdb/gone/tables/things')
    assert.partialDeepStrictEqual(missing, { status: 404, body: { type: 'database_not_found' } })
    await project.server.post('/v1/tablesdb', { databaseId: 'gone', name: 'Anew' })
    const empty = await project.server.get('/v1/tablesdb/gone/tables')
    assert.partialDeepStrictEqual(empty, { status: 200, body: { total: 0, tables: [] } })
  })

  it('are for keys with the scope alone', async () => {
    const reader = await project.aKey(['databases.read'])
    assert.equal((await reader.get('/v1/tablesdb')).status, 200)
    for (const caller of [reader, project.aGuest(), await project.aUser()]) {
      const refused = await caller.post('/v1/tablesdb', { databaseId: 'unique()', name: 'No' })
      assert.partialDeepStrictEqual(refused, { status: 401, body: { type: 'general_unauthorized_scope' } })
    }
  })

  it('hide their rows from users while they are disabled', async () => {
    await project.server.post('/v1/tablesdb', { databaseId: 'shut', name: 'Shut' })
    await project.server.post('/v1/tablesdb/shut/tables', {
      tableId: 'open',
      name: 'Open',
      permissions: ['read("any")'],
    })
    const guest = project.aGuest()
    assert.equal((await guest.get('/v1/tablesdb/shut/tables/open/rows')).status, 200)
    await project.server.put('/v1/tablesdb/shut', { name: 'Shut', enabled: false })
    const hidden = await guest.get('/v1/tablesdb/shut/tables/open/rows')
    assert.partialDeepStrictEqual(hidden, { status: 404, body: { type: 'database_not_found' } })
    assert.equal((await project.server.get('/v1/tablesdb/shut/tables/open/rows')).status, 200)
  })
})
