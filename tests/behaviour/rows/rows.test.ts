import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aTable, query, type TestTable } from './a-table.ts'

const columns = [
  { kind: 'string', key: 'title', size: 40, required: true },
  { kind: 'string', key: 'secret', size: 200, encrypt: true },
  { kind: 'integer', key: 'count', default: 7 },
  { kind: 'integer', key: 'small', min: 0, max: 10 },
  { kind: 'float', key: 'share' },
  { kind: 'boolean', key: 'done' },
  { kind: 'datetime', key: 'at' },
  { kind: 'email', key: 'mail' },
  { kind: 'enum', key: 'state', elements: ['open', 'closed'] },
  { kind: 'ip', key: 'ip' },
  { kind: 'url', key: 'url' },
  { kind: 'string', key: 'tags', size: 10, array: true },
]

describe('rows', () => {
  let project: TestProject
  let table: TestTable

  before(async () => {
    project = await aProject()
    table = await aTable(project, columns)
  })

  const create = (data: object, more: object = {}) =>
    project.server.post(table.rows, { rowId: 'unique()', data, ...more })

  it('come back as they were written, with what the server adds', async () => {
    const data = {
      title: 'Ünï 😀',
      secret: 'nobody reads this',
      small: 10,
      share: 0.1,
      done: true,
      at: '2026-01-02T03:04:05.6+02:00',
      mail: 'ada@example.org',
      state: 'open',
      ip: '::1',
      url: 'https://example.org/x?y',
      tags: ['a', 'b"c', ''],
    }
    const made = await create(data, { rowId: 'first', permissions: ['read("any")', 'write("users")'] })
    assert.equal(made.status, 201)
    const { $createdAt, $updatedAt, $sequence, ...rest } = made.body
    assert.equal($createdAt, $updatedAt)
    assert.match($createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/)
    assert.equal(Number.isInteger($sequence), true)
    assert.partialDeepStrictEqual(rest, {
      ...data,
      $id: 'first',
      at: '2026-01-02T01:04:05.600+00:00',
      count: 7,
      $permissions: ['read("any")', 'update("users")', 'delete("users")'],
    })
    assert.deepEqual((await project.server.get(`${table.rows}/first`)).body, made.body)
    const listed = await project.server.get(table.rows, { queries: [query('equal', '$id', ['first'])] })
    assert.deepEqual(listed.body, { total: 1, rows: [made.body] })
  })

  it('keep every digit of a 64-bit integer, in and out and in queries', async () => {
    const body = '{"rowId":"big","data":{"title":"t","count":9223372036854775807}}'
    const made = await project.server.send('POST', table.rows, { body })
    assert.equal(made.status, 201)
    const raw = await fetch(`${project.origin}${table.rows}/big`, { headers: project.server.headers })
    assert.match(await raw.text(), /"count":9223372036854775807[,}]/)
    const one = '{"method":"equal","attribute":"count","values":[9223372036854775807]}'
    const less = '{"method":"equal","attribute":"count","values":[9223372036854775806]}'
    assert.equal((await project.server.get(table.rows, { queries: [one] })).body.total, 1)
    assert.equal((await project.server.get(table.rows, { queries: [less] })).body.total, 0)
  })

  const refused: readonly (readonly [string, object])[] = [
    ['a missing required value', { count: 1 }],
    ['null for a required value', { title: null }],
    ['an unknown field, even when it is null', { title: 't', other: null }],
    ['a text that is too long', { title: 'x'.repeat(41) }],
    ['a fraction in an integer', { title: 't', count: 1.5 }],
    ['digits in a text for an integer', { title: 't', count: '1' }],
    ['an integer beyond 64 bits', { title: 't', count: 1e19 }],
    ['a number beyond its bounds', { title: 't', small: 11 }],
    ['a text for a number', { title: 't', share: '1' }],
    ['a number for a boolean', { title: 't', done: 1 }],
    ['a day that no calendar has', { title: 't', at: '2026-02-31' }],
    ['a word for a time', { title: 't', at: 'tomorrow' }],
    ['a broken e-mail address', { title: 't', mail: 'ada@example' }],
    ['an element that the enum lacks', { title: 't', state: 'Open' }],
    ['a broken IP address', { title: 't', ip: '1.2.3' }],
    ['a URL without a scheme', { title: 't', url: 'example.org' }],
    ['a list where one element does not fit', { title: 't', tags: ['ok', 5] }],
    ['a text for a list', { title: 't', tags: 'a' }],
    ['a list for a text', { title: ['t'] }],
  ]
  for (const [what, data] of refused) {
    it(`refuse ${what}`, async () => {
      const answer = await create(data)
      assert.partialDeepStrictEqual(answer, { status: 400, body: { type: 'row_invalid_structure' } })
    })
  }

  it('refuse a taken id, and data that is missing', async () => {
    await create({ title: 't' }, { rowId: 'taken' })
    const again = await create({ title: 't' }, { rowId: 'taken' })
    assert.partialDeepStrictEqual(again, { status: 409, body: { type: 'row_already_exists' } })
    assert.partialDeepStrictEqual(await create({}), { status: 400, body: { type: 'row_missing_data' } })
  })

  it('that come together are each created, and only the bad one fails', async () => {
    await create({ title: 't' }, { rowId: 'there' })
    const ids = [...Array.from({ length: 40 }, (_, index) => `together${index}`), 'there']
    const answers = await Promise.all(ids.map((rowId) => create({ title: rowId }, { rowId })))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [...Array(40).fill(201), 409],
    )
    for (const [index, { body }] of answers.slice(0, 40).entries()) {
      const found = await project.server.get(`${table.rows}/${ids[index]}`)
      assert.deepEqual(found.body, body)
    }
  })

  it('change by what is given, and by nothing when nothing differs', async () => {
    const made = await create({ title: 'before', tags: ['x'] }, { rowId: 'changing' })
    const path = `${table.rows}/changing`
    const same = await project.server.patch(path, { data: { title: 'before' } })
    assert.deepEqual(same.body, made.body)
    const changed = await project.server.patch(path, { data: { title: 'after', count: null } })
    assert.partialDeepStrictEqual(changed, { status: 200, body: { title: 'after', count: 7, tags: ['x'] } })
    assert.notEqual(changed.body.$updatedAt, made.body.$updatedAt)
    assert.deepEqual((await project.server.get(path)).body, changed.body)
    const none = await project.server.patch(path, { data: {} })
    assert.partialDeepStrictEqual(none, { status: 400, body: { type: 'row_missing_payload' } })
    const nobody = await project.server.patch(`${table.rows}/nobody`, { data: { title: 'x' } })
    assert.partialDeepStrictEqual(nobody, { status: 404, body: { type: 'row_not_found' } })
  })

  it('refuse a change or a removal when they are newer than the caller knows', async () => {
    await create({ title: 'new' }, { rowId: 'newer' })
    const headers = { 'x-appwrite-timestamp': '2020-01-01T00:00:00.000+00:00' }
    const changed = await project.server.patch(`${table.rows}/newer`, { data: { title: 'x' } }, headers)
    assert.partialDeepStrictEqual(changed, { status: 409, body: { type: 'row_update_conflict' } })
    const removed = await project.server.delete(`${table.rows}/newer`, undefined, headers)
    assert.partialDeepStrictEqual(removed, { status: 409, body: { type: 'row_update_conflict' } })
  })

  it('are created or changed by an upsert, which needs all required values', async () => {
    const path = `${table.rows}/upserted`
    const made = await project.server.put(path, { data: { title: 'one', small: 3 } })
    assert.partialDeepStrictEqual(made.body, { $id: 'upserted', title: 'one', small: 3, count: 7 })
    const changed = await project.server.put(path, { data: { title: 'two' } })
    assert.partialDeepStrictEqual(changed.body, { title: 'two', small: 3, $sequence: made.body.$sequence })
    const partial = await project.server.put(path, { data: { small: 4 } })
    assert.partialDeepStrictEqual(partial, { status: 400, body: { type: 'row_invalid_structure' } })
  })

  it('never take the place of another row that has their unique value', async () => {
    const own = await aTable(project, [{ kind: 'string', key: 'slug', size: 20 }])
    await project.server.post(`${own.path}/indexes`, { key: 'slug', type: 'unique', columns: ['slug'] })
    await project.server.post(own.rows, { rowId: 'a', data: { slug: 'Same' } })
    for (const answer of [
      await project.server.post(own.rows, { rowId: 'b', data: { slug: 'same' } }),
      await project.server.put(`${own.rows}/b`, { data: { slug: 'same' } }),
      await project.server.put(own.rows, { rows: [{ $id: 'b', slug: 'same' }] }),
      await project.server.post(own.rows, { rows: [{ $id: 'b', slug: 'x' }, { slug: 'same' }] }),
    ]) {
      assert.partialDeepStrictEqual(answer, { status: 409, body: { type: 'row_already_exists' } })
    }
    assert.partialDeepStrictEqual((await project.server.get(own.rows)).body, {
      total: 1,
      rows: [{ $id: 'a', slug: 'Same' }],
    })
  })

  it('are gone once they are deleted', async () => {
    await create({ title: 't' }, { rowId: 'leaving' })
    assert.equal((await project.server.delete(`${table.rows}/leaving`)).status, 204)
    const again = await project.server.delete(`${table.rows}/leaving`)
    assert.partialDeepStrictEqual(again, { status: 404, body: { type: 'row_not_found' } })
  })

  it('show the selected fields and the system ones', async () => {
    await create({ title: 't', small: 1 }, { rowId: 'selected' })
    const found = await project.server.get(`${table.rows}/selected`, { queries: [query('select', '', ['small'])] })
    const system = ['$id', '$sequence', '$createdAt', '$updatedAt', '$permissions', '$databaseId', '$tableId']
    assert.deepEqual(new Set(Object.keys(found.body)), new Set([...system, 'small']))
    const other = await project.server.get(`${table.rows}/selected`, { queries: [query('limit', '', [1])] })
    assert.partialDeepStrictEqual(other, { status: 400, body: { type: 'general_query_invalid' } })
  })

  it('never have two changes of the same time, whatever a clock says', async () => {
    const counted = await aTable(project, [{ kind: 'integer', key: 'n' }])
    const { server } = project
    const ahead = new Date(Date.now() + 800).toISOString()
    expectStatus(await server.post(counted.rows, { rowId: 'x', data: { n: 0, $updatedAt: ahead } }), 201)
    const times = [Date.parse(ahead)]
    for (const n of [10, 20, 30]) {
      const patched = expectStatus(await server.patch(`${counted.rows}/x`, { data: { n } }), 200)
      const stepped = expectStatus(await server.patch(`${counted.rows}/x/n/increment`, {}), 200)
      times.push(...[patched, stepped].map(({ body }) => Date.parse(body.$updatedAt)))
    }
    assert.deepEqual(
      times,
      [...new Set(times)].toSorted((left, right) => left - right),
    )
  })
})
