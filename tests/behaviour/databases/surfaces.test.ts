import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Client } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aTable, query } from './a-table.ts'

type Words = {
  readonly rows: string
  readonly list: string
  readonly id: string
  readonly parent: string
  readonly record: string
  readonly field: string
}

const tables: Words = {
  rows: '/v1/tablesdb/main/tables/posts/rows',
  list: 'rows',
  id: 'rowId',
  parent: '$tableId',
  record: 'row',
  field: 'column',
}
const collections: Words = {
  rows: '/v1/databases/main/collections/posts/documents',
  list: 'documents',
  id: 'documentId',
  parent: '$collectionId',
  record: 'document',
  field: 'attribute',
}

for (const [surface, words, other] of [
  ['tablesdb', tables, collections],
  ['databases', collections, tables],
] as const) {
  describe(`rows through /v1/${surface}`, () => {
    let project: TestProject
    let server: Client
    before(async () => {
      project = await aProject()
      server = project.server
      await aTable(project, 'posts', {
        title: { kind: 'string', size: 64, required: true },
        n: { kind: 'integer', default: 1, max: 100 },
        // Names that the surfaces have for themselves stay what users made them.
        rows: { kind: 'integer' },
        columns: { kind: 'string', size: 10, array: true },
      })
    })

    it('carry the words of the surface, one by one and in lists', async () => {
      const data = { title: 'First', rows: 3, columns: ['a'] }
      const made = await server.post(words.rows, { [words.id]: 'one', data })
      assert.partialDeepStrictEqual(made, { status: 201, body: { ...data, n: 1, [words.parent]: 'posts' } })
      assert.equal(other.parent in made.body, false)
      assert.equal(made.body.$databaseId, 'main')
      assert.deepEqual((await server.get(`${words.rows}/one`)).body, made.body)
      assert.deepEqual((await server.get(words.rows)).body, { total: 1, [words.list]: [made.body] })
      const seen = await server.get(`${other.rows}/one`)
      assert.equal(seen.body[other.parent], 'posts')
    })

    it('go through bulk operations and back', async () => {
      const made = await server.post(words.rows, {
        [words.list]: [
          { $id: 'b1', title: 'B' },
          { $id: 'b2', title: 'B' },
        ],
      })
      assert.partialDeepStrictEqual(made, {
        status: 201,
        body: { total: 2, [words.list]: [{ $id: 'b1', [words.parent]: 'posts' }, {}] },
      })
      const queries = [query('equal', 'title', 'B')]
      const changed = await server.patch(words.rows, { data: { n: 5 }, queries })
      assert.partialDeepStrictEqual(changed, { status: 200, body: { total: 2, [words.list]: [{ n: 5 }, { n: 5 }] } })
      const upserted = await server.put(words.rows, { [words.list]: [{ $id: 'b1', title: 'B', n: 6 }] })
      assert.partialDeepStrictEqual(upserted, { status: 200, body: { total: 1, [words.list]: [{ n: 6 }] } })
      assert.partialDeepStrictEqual(await server.delete(words.rows, { queries }), { status: 200, body: { total: 2 } })
    })

    it('refuse what belongs to one row beside a list', async () => {
      const list = [{ title: 'X' }]
      const refused: readonly (readonly [body: object, type: string])[] = [
        [{}, `${words.record}_missing_data`],
        [{ [words.id]: 'x', data: {} }, `${words.record}_missing_data`],
        [{ data: { title: 'X' } }, `${words.record}_missing_data`],
        [{ [words.list]: list, data: { title: 'X' } }, 'general_bad_request'],
        [{ [words.list]: list, [words.id]: 'x' }, 'general_bad_request'],
        [{ [words.list]: list, permissions: [] }, 'general_bad_request'],
        [{ [words.id]: 'x', data: { title: 'X' }, permissions: ['create("any")'] }, 'general_argument_invalid'],
        [{ [words.id]: 'x', data: 'no json' }, 'general_argument_invalid'],
        [{ [words.list]: Array.from({ length: 101 }, () => ({ title: 'X' })) }, 'general_argument_invalid'],
      ]
      for (const [body, type] of refused) {
        assert.partialDeepStrictEqual(
          await server.post(words.rows, body),
          { status: 400, body: { type } },
          JSON.stringify(body),
        )
      }
    })

    it('name their errors in the words of the surface', async () => {
      const missing = await server.get(`${words.rows}/nobody`)
      assert.partialDeepStrictEqual(missing, { status: 404, body: { type: `${words.record}_not_found` } })
      assert.match(missing.body.message, new RegExp(words.record, 'i'))
      const wrong = await server.post(words.rows, { [words.id]: 'w', data: { n: 1 } })
      assert.partialDeepStrictEqual(wrong, { status: 400, body: { type: `${words.record}_invalid_structure` } })
      const taken = await server.post(words.rows, { [words.id]: 'one', data: { title: 'X' } })
      assert.partialDeepStrictEqual(taken, { status: 409, body: { type: `${words.record}_already_exists` } })
      const nothing = await server.patch(`${words.rows}/one`, {})
      assert.partialDeepStrictEqual(nothing, { status: 400, body: { type: `${words.record}_missing_payload` } })
    })

    it('count up and down within bounds', async () => {
      await server.put(`${words.rows}/counter`, { data: { title: 'C', n: 1 } })
      const step = (path: string, body: object = {}) => server.patch(`${words.rows}/counter/${path}`, body)
      assert.partialDeepStrictEqual(await step('n/increment', { value: 4 }), {
        status: 200,
        body: { n: 5, [words.parent]: 'posts' },
      })
      assert.partialDeepStrictEqual(await step('n/decrement'), { status: 200, body: { n: 4 } })
      const refused: readonly (readonly [path: string, body: object, status: number, type: string])[] = [
        ['n/increment', { max: 4 }, 400, `${words.field}_limit_exceeded`],
        ['n/decrement', { min: 4 }, 400, `${words.field}_limit_exceeded`],
        ['n/increment', { value: 0 }, 400, 'general_argument_invalid'],
        ['title/increment', {}, 400, 'attribute_type_invalid'],
        ['nothing/increment', {}, 404, `${words.field}_not_found`],
      ]
      for (const [path, body, status, type] of refused) {
        assert.partialDeepStrictEqual(
          await step(path, body),
          { status, body: { type } },
          `${path} ${JSON.stringify(body)}`,
        )
      }
      assert.equal((await server.get(`${words.rows}/counter`)).body.n, 4)
    })

    it('are put under an id of the caller, or a new one', async () => {
      const put = await server.put(`${words.rows}/mine`, { data: { title: 'Put' } })
      assert.partialDeepStrictEqual(put, { status: 200, body: { $id: 'mine', title: 'Put' } })
      const fresh = await server.put(`${words.rows}/unique()`, { data: { title: 'Fresh' } })
      assert.match(fresh.body.$id, /^[0-9a-f]{20}$/)
      assert.equal((await server.delete(`${words.rows}/mine`)).status, 204)
      assert.equal((await server.get(`${words.rows}/mine`)).status, 404)
    })

    it('are logged where they were changed, for those who may see it', async () => {
      await server.put(`${words.rows}/logged`, { data: { title: 'L' } })
      await server.patch(`${words.rows}/logged`, { data: { title: 'M' } })
      const logs = await project.console.get(`${words.rows}/logged/logs`)
      assert.partialDeepStrictEqual(logs, {
        status: 200,
        body: { total: 2, logs: [{ event: `${words.record}.update` }, { event: `${words.record}.upsert` }] },
      })
      const elsewhere = await project.console.get(`${other.rows}/logged/logs`)
      assert.equal(elsewhere.body.total, 0)
      const curious = await (await project.aUser()).get(`${words.rows}/logged/logs`)
      assert.partialDeepStrictEqual(curious, { status: 401, body: { type: 'general_unauthorized_scope' } })
    })
  })
}

describe('logs of a schema', () => {
  it('tell who changed a database, and its tables through the same surface', async () => {
    const project = await aProject()
    const path = await aTable(project, 'posts', { n: { kind: 'integer' } })
    await project.console.put(path, { name: 'Renamed' })
    const { body } = await project.console.get(`${path}/logs`)
    assert.deepEqual(
      body.logs.map(({ event, mode }: { event: string; mode: string }) => [event, mode]),
      [
        ['table.update', 'admin'],
        ['column.create', 'default'],
        ['table.create', 'default'],
      ],
    )
    const legacy = await project.console.get('/v1/databases/main/collections/posts/logs')
    assert.equal(legacy.body.total, 0)
    const database = await project.console.get('/v1/databases/main/logs')
    assert.partialDeepStrictEqual(database.body, { total: 1, logs: [{ event: 'database.create' }] })
  })
})

describe('related documents of callers from before 1.8', () => {
  it('are loaded, for documents alone', async () => {
    const project = await aProject()
    const path = await aTable(project, 'books', { title: { kind: 'string', size: 20 } })
    await aTable(project, 'authors', { name: { kind: 'string', size: 20 } })
    await aTable(project, 'cities', { name: { kind: 'string', size: 20 } })
    for (const [from, to] of [
      ['books', 'authors'],
      ['authors', 'cities'],
    ]) {
      await project.server.post(`/v1/tablesdb/main/tables/${from}/columns/relationship`, {
        relatedTableId: to,
        type: 'manyToOne',
        twoWay: true,
        key: to,
        twoWayKey: from,
      })
    }
    const cities = { $id: 'c', name: 'Ulm' }
    const data = { title: 'B', authors: { $id: 'a', name: 'A', cities } }
    assert.equal((await project.server.post(`${path}/rows`, { rowId: 'b', data })).status, 201)
    const legacy = '/v1/databases/main/collections/books/documents'
    const old = { 'x-appwrite-response-format': '1.7.0' }
    const plain = await project.server.get(`${legacy}/b`)
    assert.equal(plain.body.authors, 'a')
    for (const queries of [[], [query('select', '', '*')]]) {
      const whole = await project.server.get(`${legacy}/b`, { queries }, old)
      assert.partialDeepStrictEqual(whole, {
        status: 200,
        body: { title: 'B', authors: { name: 'A', cities: { name: 'Ulm' } } },
      })
      const listed = await project.server.get(legacy, { queries }, old)
      assert.partialDeepStrictEqual(listed.body.documents, [{ authors: { cities: { name: 'Ulm' } } }])
    }
    const chosen = await project.server.get(`${legacy}/b`, { queries: [query('select', '', 'title')] }, old)
    assert.equal(chosen.body.authors, undefined)
    const row = await project.server.get(`${path}/rows/b`, {}, old)
    assert.equal(row.body.authors, 'a')
  })
})
