import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Answer } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { addColumn, aTable, query } from './a-table.ts'

describe('changing columns', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  const change = (path: string, kind: string, key: string, options: object = {}): Promise<Answer> =>
    project.server.patch(`${path}/columns/${kind}/${key}`, { required: false, default: null, ...options })

  it('wants required and default said', async () => {
    const path = await aTable(project, 'said', { s: { kind: 'string', size: 10 } })
    const silent = await project.server.patch(`${path}/columns/string/s`, { required: false })
    assert.partialDeepStrictEqual(silent, { status: 400, body: { type: 'general_argument_invalid' } })
    const both = await change(path, 'string', 's', { required: true, default: 'x' })
    assert.partialDeepStrictEqual(both, { status: 400, body: { type: 'column_default_unsupported' } })
    const done = await change(path, 'string', 's', { default: 'untitled' })
    assert.partialDeepStrictEqual(done, { status: 200, body: { key: 's', default: 'untitled', status: 'available' } })
  })

  it('clears a default for new rows', async () => {
    const path = await aTable(project, 'cleared', {
      s: { kind: 'string', size: 10, default: 'x' },
      n: { kind: 'integer' },
    })
    assert.partialDeepStrictEqual(await change(path, 'string', 's'), { status: 200, body: { default: null } })
    const made = await project.server.post(`${path}/rows`, { rowId: 'r', data: { n: 1 } })
    assert.equal(made.body.s, null)
  })

  it('is for columns of the kind alone', async () => {
    const path = await aTable(project, 'kinds', { b: { kind: 'boolean' }, mail: { kind: 'email' } })
    for (const [kind, key] of [
      ['integer', 'b'],
      ['string', 'mail'],
      ['url', 'mail'],
    ] as const) {
      const wrong = await change(path, kind, key)
      assert.partialDeepStrictEqual(wrong, { status: 400, body: { type: 'column_type_invalid' } })
    }
    const missing = await change(path, 'string', 'nothing')
    assert.partialDeepStrictEqual(missing, { status: 404, body: { type: 'column_not_found' } })
  })

  it('keeps the bounds that it is not given, and judges all together', async () => {
    const path = await aTable(project, 'bounds', { n: { kind: 'integer', min: 1, max: 10 } })
    assert.partialDeepStrictEqual(await change(path, 'integer', 'n', { max: 20 }), {
      status: 200,
      body: { min: 1, max: 20 },
    })
    const crossed = await change(path, 'integer', 'n', { min: 21 })
    assert.partialDeepStrictEqual(crossed, { status: 400, body: { type: 'column_value_invalid' } })
    await change(path, 'integer', 'n', { max: 9_000_000_000 })
    const large = await project.server.post(`${path}/rows`, { rowId: 'r', data: { n: 8_000_000_000 } })
    assert.partialDeepStrictEqual(large, { status: 201, body: { n: 8_000_000_000 } })
  })

  it('changes the elements of an enum, without a look at the rows', async () => {
    const path = await aTable(project, 'enums', { e: { kind: 'enum', elements: ['a', 'b'] } })
    await project.server.post(`${path}/rows`, { rowId: 'r', data: { e: 'a' } })
    const empty = await change(path, 'enum', 'e', { elements: [] })
    assert.partialDeepStrictEqual(empty, { status: 400, body: { type: 'column_value_invalid' } })
    const changed = await change(path, 'enum', 'e', { elements: ['b', 'c'] })
    assert.partialDeepStrictEqual(changed, { status: 200, body: { elements: ['b', 'c'] } })
    assert.equal((await project.server.get(`${path}/rows/r`)).body.e, 'a')
  })

  it('makes texts longer, and shorter where nothing would be cut', async () => {
    const path = await aTable(project, 'sizes', { s: { kind: 'string', size: 10 } })
    await project.server.post(`${path}/rows`, { rowId: 'r', data: { s: 'ten ÄÖÜ 12' } })
    const cut = await change(path, 'string', 's', { size: 9 })
    assert.partialDeepStrictEqual(cut, { status: 400, body: { type: 'column_invalid_resize' } })
    assert.partialDeepStrictEqual(await change(path, 'string', 's', { size: 20_000 }), {
      status: 200,
      body: { size: 20_000 },
    })
    const long = await project.server.patch(`${path}/rows/r`, { data: { s: 'x'.repeat(20_000) } })
    assert.equal(long.status, 200)
    await project.server.patch(`${path}/rows/r`, { data: { s: 'short' } })
    assert.equal((await change(path, 'string', 's', { size: 5 })).status, 200)
    assert.equal((await project.server.get(`${path}/rows/r`)).body.s, 'short')
    const longer = await project.server.patch(`${path}/rows/r`, { data: { s: 'longer' } })
    assert.partialDeepStrictEqual(longer, { status: 400, body: { type: 'row_invalid_structure' } })
  })

  it('takes the indexes over a text along', async () => {
    const path = await aTable(project, 'grown', { s: { kind: 'string', size: 100 }, n: { kind: 'integer' } })
    await project.server.post(`${path}/indexes`, { key: 'once', type: 'unique', columns: ['s'] })
    await project.server.post(`${path}/indexes`, { key: 'both', type: 'key', columns: ['n', 's'], lengths: [null, 20] })
    const beginning = 'x'.repeat(400)
    for (const size of [400, 700]) assert.equal((await change(path, 'string', 's', { size })).status, 200)
    const create = (rowId: string, s: string): Promise<Answer> =>
      project.server.post(`${path}/rows`, { rowId, data: { s } })
    assert.equal((await create('a', `${beginning}a`)).status, 201)
    assert.equal((await create('b', `${beginning}b`)).status, 201)
    assert.partialDeepStrictEqual(await create('c', `${beginning}A`), {
      status: 409,
      body: { type: 'row_already_exists' },
    })
    const tooLong = await change(path, 'string', 's', { size: 769 })
    assert.partialDeepStrictEqual(tooLong, { status: 400, body: { type: 'column_index_invalid' } })
    assert.equal((await change(path, 'string', 's', { size: 401 })).status, 200)
    const { body } = await project.server.get(path)
    assert.deepEqual(
      body.indexes.map(({ status }: { status: string }) => status),
      ['available', 'available'],
    )
    assert.equal((await create('d', `${beginning}b`)).status, 409)
  })

  it('renames at once, in rows, queries and indexes', async () => {
    const path = await aTable(project, 'names', { old: { kind: 'string', size: 10 }, other: { kind: 'integer' } })
    await project.server.post(`${path}/rows`, { rowId: 'r', data: { old: 'kept' } })
    await project.server.post(`${path}/indexes`, { key: 'i', type: 'key', columns: ['other', 'old'] })
    const taken = await change(path, 'string', 'old', { newKey: 'OTHER' })
    assert.partialDeepStrictEqual(taken, { status: 409, body: { type: 'column_already_exists' } })
    assert.partialDeepStrictEqual(await change(path, 'string', 'old', { newKey: 'new' }), {
      status: 200,
      body: { key: 'new' },
    })
    assert.equal((await project.server.get(`${path}/columns/old`)).status, 404)
    const found = await project.server.get(`${path}/rows`, { queries: [query('equal', 'new', 'kept')] })
    assert.partialDeepStrictEqual(found.body, { total: 1, rows: [{ new: 'kept' }] })
    const unknown = await project.server.get(`${path}/rows`, { queries: [query('equal', 'old', 'kept')] })
    assert.partialDeepStrictEqual(unknown, { status: 400, body: { type: 'general_query_invalid' } })
    assert.deepEqual((await project.server.get(`${path}/indexes/i`)).body.columns, ['other', 'new'])
  })

  it('changes the case of a key', async () => {
    const path = await aTable(project, 'cases', { name: { kind: 'boolean' } })
    assert.partialDeepStrictEqual(await change(path, 'boolean', 'name', { newKey: 'Name' }), {
      status: 200,
      body: { key: 'Name' },
    })
  })
})

describe('deleting columns', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  it('takes the values along, and leaves the key free', async () => {
    const path = await aTable(project, 'freed', { s: { kind: 'string', size: 10 }, n: { kind: 'integer' } })
    await project.server.post(`${path}/rows`, { rowId: 'r', data: { s: 'gone', n: 1 } })
    assert.equal((await project.server.delete(`${path}/columns/s`)).status, 204)
    assert.equal('s' in (await project.server.get(`${path}/rows/r`)).body, false)
    const again = await project.server.delete(`${path}/columns/s`)
    assert.partialDeepStrictEqual(again, { status: 404, body: { type: 'column_not_found' } })
    await addColumn(project, path, 'integer', { key: 's' })
    assert.equal((await project.server.get(`${path}/rows/r`)).body.s, null)
  })

  it('narrows indexes, and ends those that nothing is left of', async () => {
    const path = await aTable(project, 'narrowed', { a: { kind: 'integer' }, b: { kind: 'integer' } })
    for (const [key, columns] of [
      ['alone', ['a']],
      ['both', ['a', 'b']],
    ] as const) {
      await project.server.post(`${path}/indexes`, { key, type: 'key', columns, orders: columns.map(() => 'DESC') })
    }
    await project.server.delete(`${path}/columns/a`)
    const { body } = await project.server.get(`${path}/indexes`)
    assert.partialDeepStrictEqual(body, {
      total: 1,
      indexes: [{ key: 'both', columns: ['b'], lengths: [0], orders: ['DESC'], status: 'available' }],
    })
  })

  it('ends a unique index that holds no longer', async () => {
    const path = await aTable(project, 'unique', { a: { kind: 'integer' }, b: { kind: 'integer' } })
    await project.server.post(`${path}/indexes`, { key: 'both', type: 'unique', columns: ['a', 'b'] })
    for (const a of [1, 2]) await project.server.post(`${path}/rows`, { rowId: `r${a}`, data: { a, b: 0 } })
    assert.equal((await project.server.delete(`${path}/columns/a`)).status, 204)
    assert.equal((await project.server.get(`${path}/columns`)).body.total, 1)
    const index = await project.server.get(`${path}/indexes/both`)
    assert.partialDeepStrictEqual(index.body, { columns: ['b'], status: 'failed' })
    assert.notEqual(index.body.error, '')
  })
})
