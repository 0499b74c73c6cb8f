import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Answer } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aTable, query } from './a-table.ts'

const refused: readonly (readonly [options: object, type: string])[] = [
  [{ columns: ['nope'] }, 'column_unknown'],
  [{ columns: ['i', 'I'] }, 'column_unknown'],
  [{ columns: [] }, 'column_index_invalid'],
  [{ columns: ['i', 'i'] }, 'column_index_invalid'],
  [{ type: 'fulltext', columns: ['i'] }, 'column_index_invalid'],
  [{ type: 'unique', columns: ['tags'] }, 'column_index_invalid'],
  [{ columns: ['tags', 'numbers'] }, 'column_index_invalid'],
  [{ columns: ['i'], lengths: [5] }, 'column_index_invalid'],
  [{ columns: ['s'], lengths: [65] }, 'column_index_invalid'],
  [{ columns: ['s'], lengths: [-1] }, 'column_index_invalid'],
  [{ columns: ['s'], lengths: [1, 2] }, 'column_index_invalid'],
  [{ columns: ['long'] }, 'column_index_invalid'],
  [{ columns: ['s', 'long'], lengths: [64, 705] }, 'column_index_invalid'],
  [{ columns: ['i', 'long'], lengths: [null, 767] }, 'column_index_invalid'],
  [{ key: 'Primary', columns: ['i'] }, 'column_index_invalid'],
  [{ type: 'spatial', columns: ['pt'] }, 'column_index_invalid'],
  [{ type: 'spatial', columns: ['s'] }, 'column_index_invalid'],
  [{ columns: ['pt'] }, 'column_index_invalid'],
  [{ columns: ['i'], orders: ['UP'] }, 'general_argument_invalid'],
  [{ type: 'hash', columns: ['i'] }, 'general_argument_invalid'],
  [{ key: '_i', columns: ['i'] }, 'general_argument_invalid'],
]

describe('indexes', () => {
  let project: TestProject
  let path: string
  before(async () => {
    project = await aProject()
    path = await aTable(project, 'posts', {
      s: { kind: 'string', size: 64 },
      long: { kind: 'string', size: 1000 },
      i: { kind: 'integer' },
      f: { kind: 'float' },
      tags: { kind: 'string', size: 16, array: true },
      numbers: { kind: 'integer', array: true },
      pt: { kind: 'point' },
      place: { kind: 'point', required: true },
    })
  })

  const make = (options: object): Promise<Answer> => project.server.post(`${path}/indexes`, { type: 'key', ...options })

  it('of all kinds are built at once', async () => {
    const made: readonly (readonly [options: object, answer: object])[] = [
      [
        { key: 'byI', columns: ['i'], orders: ['DESC'] },
        { lengths: [0], orders: ['DESC'] },
      ],
      [
        { key: 'plain', columns: ['s', 'i'] },
        { lengths: [0, 0], orders: [] },
      ],
      [
        { key: 'parts', columns: ['long', 'i'], lengths: [20, null], orders: ['desc', 'ASC'] },
        { lengths: [20, 0], orders: ['desc', 'ASC'] },
      ],
      [
        { key: 'list', columns: ['tags'], orders: ['DESC'] },
        { lengths: [255], orders: [null] },
      ],
      [{ key: 'words', type: 'fulltext', columns: ['s'] }, { type: 'fulltext' }],
      [{ key: 'long-words', type: 'FULLTEXT', columns: ['s', 'long'] }, { type: 'fulltext' }],
      [{ key: 'once', type: 'unique', columns: ['s', 'f'] }, { type: 'unique' }],
      [{ key: 'where', type: 'spatial', columns: ['place'] }, { type: 'spatial' }],
      [{ key: 'own', columns: ['$createdAt', '$id'] }, { columns: ['$createdAt', '$id'] }],
    ]
    for (const [options, answer] of made) {
      const created = await make(options)
      assert.partialDeepStrictEqual(created, { status: 202, body: { status: 'processing', error: '', ...answer } })
      assert.match(created.body.$id, new RegExp(`^\\d+_\\d+_${created.body.key}$`))
      const seen = await project.server.get(`${path}/indexes/${created.body.key}`)
      assert.deepEqual(seen.body, { ...created.body, status: 'available', $updatedAt: seen.body.$updatedAt })
    }
    const table = await project.server.get(path)
    assert.equal(table.body.indexes.length, made.length)
  })

  it('keep the rules', async () => {
    for (const [options, type] of refused) {
      const answer = await make({ key: 'z', ...options })
      assert.partialDeepStrictEqual(answer, { status: 400, body: { type } }, JSON.stringify(options))
    }
  })

  it('have keys of their own, and names of either surface', async () => {
    await make({ key: 'mine', columns: ['f'] })
    const again = await make({ key: 'MINE', columns: ['i'] })
    assert.partialDeepStrictEqual(again, { status: 409, body: { type: 'column_index_already_exists' } })
    const legacy = '/v1/databases/main/collections/posts/indexes'
    const twin = await project.server.post(legacy, { key: 'mine', type: 'key', attributes: ['i'] })
    assert.partialDeepStrictEqual(twin, { status: 409, body: { type: 'index_already_exists' } })
    assert.deepEqual((await project.server.get(`${legacy}/mine`)).body.attributes, ['f'])
    const missing = await project.server.get(`${legacy}/nope`)
    assert.partialDeepStrictEqual(missing, { status: 404, body: { type: 'index_not_found' } })
    const unknown = await project.server.post(legacy, { key: 'other', type: 'key', attributes: ['nope'] })
    assert.partialDeepStrictEqual(unknown, { status: 400, body: { type: 'attribute_unknown' } })
    const found = await project.server.get(`${path}/indexes`, { queries: [query('equal', 'key', 'mine')] })
    assert.equal(found.body.total, 1)
  })

  it('fail over equal values, and say why', async () => {
    const twice = await aTable(project, 'twice', { s: { kind: 'string', size: 20 } })
    for (const [id, s] of [
      ['a', 'Apple'],
      ['b', 'apple '],
    ])
      await project.server.post(`${twice}/rows`, { rowId: id, data: { s } })
    const made = await project.server.post(`${twice}/indexes`, { key: 'once', type: 'unique', columns: ['s'] })
    assert.partialDeepStrictEqual(made, { status: 202, body: { status: 'processing' } })
    const seen = await project.server.get(`${twice}/indexes/once`)
    assert.equal(seen.body.status, 'failed')
    assert.notEqual(seen.body.error, '')
  })

  it('that are unique never see two nulls as equal', async () => {
    const nulls = await aTable(project, 'nulls', { s: { kind: 'string', size: 20 }, n: { kind: 'integer' } })
    await project.server.post(`${nulls}/indexes`, { key: 'once', type: 'unique', columns: ['s'] })
    for (const id of ['a', 'b']) {
      assert.equal((await project.server.post(`${nulls}/rows`, { rowId: id, data: { n: 1 } })).status, 201)
    }
    await project.server.patch(`${nulls}/rows/a`, { data: { s: 'x' } })
    const clash = await project.server.patch(`${nulls}/rows/b`, { data: { s: 'X' } })
    assert.partialDeepStrictEqual(clash, { status: 409, body: { type: 'row_already_exists' } })
  })

  it('hold a required position required', async () => {
    const places = await aTable(project, 'places', { place: { kind: 'point', required: true } })
    await project.server.post(`${places}/indexes`, { key: 'where', type: 'spatial', columns: ['place'] })
    const loose = await project.server.patch(`${places}/columns/point/place`, { required: false })
    assert.partialDeepStrictEqual(loose, { status: 400, body: { type: 'column_index_invalid' } })
  })

  it('are gone once they are deleted', async () => {
    await make({ key: 'leaving', columns: ['i', 'f'] })
    assert.equal((await project.server.delete(`${path}/indexes/leaving`)).status, 204)
    const gone = await project.server.delete(`${path}/indexes/leaving`)
    assert.partialDeepStrictEqual(gone, { status: 404, body: { type: 'column_index_not_found' } })
    assert.equal((await make({ key: 'leaving', columns: ['i'] })).status, 202)
  })

  it('stop at 58', async () => {
    const full = await aTable(project, 'full', { i: { kind: 'integer' } })
    for (let index = 0; index < 58; index++) {
      const answer = await project.server.post(`${full}/indexes`, { key: `k${index}`, type: 'key', columns: ['i'] })
      assert.equal(answer.status, 202)
    }
    const beyond = await project.server.post(`${full}/indexes`, { key: 'k58', type: 'key', columns: ['i'] })
    assert.partialDeepStrictEqual(beyond, { status: 400, body: { type: 'column_index_limit_exceeded' } })
    const unbuilt = await project.server.get(`${full}/indexes`, { queries: [query('notEqual', 'status', 'available')] })
    assert.equal(unbuilt.body.total, 0)
  })
})
