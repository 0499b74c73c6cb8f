import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Answer } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { addColumn, aTable } from './a-table.ts'

describe('relationship columns', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  const relate = (path: string, options: object): Promise<Answer> =>
    project.server.post(`${path}/columns/relationship`, options)

  it('of all kinds have a column on each side when they go both ways', async () => {
    const path = await aTable(project, 'hub')
    for (const type of ['oneToOne', 'oneToMany', 'manyToOne', 'manyToMany']) {
      const other = await aTable(project, type)
      const made = await relate(path, {
        relatedTableId: type,
        type,
        twoWay: true,
        key: `to-${type}`,
        twoWayKey: 'hub',
        onDelete: 'setNull',
      })
      assert.partialDeepStrictEqual(made, {
        status: 202,
        body: {
          key: `to-${type}`,
          type: 'relationship',
          status: 'processing',
          required: false,
          array: false,
          relatedTable: type,
          relationType: type,
          twoWay: true,
          twoWayKey: 'hub',
          onDelete: 'setNull',
          side: 'parent',
        },
      })
      const here = await project.server.get(`${path}/columns/to-${type}`)
      assert.equal(here.body.status, 'available')
      const there = await project.server.get(`${other}/columns/hub`)
      assert.partialDeepStrictEqual(there.body, {
        status: 'available',
        relatedTable: 'hub',
        relationType: type,
        twoWayKey: `to-${type}`,
        side: 'child',
      })
    }
    const legacy = await project.server.get('/v1/databases/main/collections/hub/attributes/to-oneToOne')
    assert.partialDeepStrictEqual(legacy.body, { relatedCollection: 'oneToOne' })
    assert.equal(legacy.body.relatedTable, undefined)
  })

  it('are called after the tables unless told, and leave no trace in the partner when they go one way', async () => {
    const path = await aTable(project, 'books', { authors: { kind: 'boolean' } })
    const other = await aTable(project, 'writers', { books: { kind: 'boolean' } })
    const made = await relate(path, { relatedTableId: 'writers', type: 'manyToOne' })
    assert.partialDeepStrictEqual(made.body, {
      key: 'writers',
      twoWay: false,
      twoWayKey: 'books',
      onDelete: 'restrict',
    })
    const columns = await project.server.get(`${other}/columns`)
    assert.deepEqual(
      columns.body.columns.map(({ key }: { key: string }) => key),
      ['books'],
    )
    assert.equal((await project.server.get(other)).body.columns.length, 1)
  })

  it('refuse keys and partners that are taken, and tables that are missing', async () => {
    const path = await aTable(project, 'left', { plain: { kind: 'boolean' } })
    await aTable(project, 'right', { plain: { kind: 'boolean' } })
    const one = { relatedTableId: 'right', type: 'oneToOne', twoWay: true, key: 'a', twoWayKey: 'b' }
    assert.equal((await relate(path, one)).status, 202)
    const refused: readonly (readonly [options: object, status: number, type: string])[] = [
      [{ ...one, key: 'A', twoWayKey: 'c' }, 409, 'column_already_exists'],
      [{ ...one, key: 'c' }, 409, 'column_already_exists'],
      [{ ...one, key: 'plain', twoWayKey: 'c' }, 409, 'column_already_exists'],
      [{ ...one, key: 'c', twoWayKey: 'plain' }, 409, 'column_already_exists'],
      [{ ...one, key: 'c', twoWayKey: 'c', relatedTableId: 'nowhere' }, 404, 'table_not_found'],
      [{ ...one, key: 'c', twoWayKey: 'c', type: 'oneToFew' }, 400, 'general_argument_invalid'],
      [{ ...one, key: 'c', twoWayKey: 'c', onDelete: 'explode' }, 400, 'general_argument_invalid'],
    ]
    for (const [options, status, type] of refused) {
      assert.partialDeepStrictEqual(await relate(path, options), { status, body: { type } }, JSON.stringify(options))
    }
    const index = await project.server.post(`${path}/indexes`, { key: 'i', type: 'key', columns: ['a'] })
    assert.partialDeepStrictEqual(index, { status: 400, body: { type: 'column_type_invalid' } })
  })

  it('change their key and rule on both sides', async () => {
    const path = await aTable(project, 'cups', { name: { kind: 'boolean' } })
    const other = await aTable(project, 'saucers')
    await relate(path, { relatedTableId: 'saucers', type: 'oneToMany', twoWay: true, key: 'old', twoWayKey: 'cup' })
    const change = (options: object, key = 'old'): Promise<Answer> =>
      project.server.patch(`${path}/columns/${key}/relationship`, options)
    assert.partialDeepStrictEqual(await change({ onDelete: 'cascade' }), { status: 200, body: { onDelete: 'cascade' } })
    const renamed = await change({ newKey: 'new' })
    assert.partialDeepStrictEqual(renamed, {
      status: 200,
      body: { key: 'new', onDelete: 'cascade', status: 'available' },
    })
    const partner = await project.server.get(`${other}/columns/cup`)
    assert.partialDeepStrictEqual(partner.body, { twoWayKey: 'new', onDelete: 'cascade' })
    const taken = await change({ newKey: 'name' }, 'new')
    assert.partialDeepStrictEqual(taken, { status: 409, body: { type: 'column_already_exists' } })
    assert.partialDeepStrictEqual(await change({}, 'name'), { status: 400, body: { type: 'column_type_invalid' } })
  })

  it('relate a table to itself', async () => {
    const path = await aTable(project, 'people')
    for (const [index, type] of ['oneToOne', 'oneToMany', 'manyToOne', 'manyToMany'].entries()) {
      const keys = { key: `a${index}`, twoWayKey: `b${index}` }
      assert.equal((await relate(path, { relatedTableId: 'people', type, twoWay: true, ...keys })).status, 202)
    }
    const { body } = await project.server.get(`${path}/columns`)
    assert.deepEqual(new Set(body.columns.map(({ status }: { status: string }) => status)), new Set(['available']))
    assert.equal(body.total, 8)
    const same = await relate(path, {
      relatedTableId: 'people',
      type: 'oneToOne',
      twoWay: true,
      key: 'x',
      twoWayKey: 'X',
    })
    assert.partialDeepStrictEqual(same, { status: 409, body: { type: 'column_already_exists' } })
  })

  it('made at the same time are all there', async () => {
    const path = await aTable(project, 'rush')
    await aTable(project, 'target')
    const keys = ['a', 'b', 'c', 'd', 'e', 'f']
    const answers = await Promise.all([
      ...keys.map((key) =>
        relate(path, { relatedTableId: 'target', type: 'manyToOne', twoWay: true, key, twoWayKey: `of-${key}` }),
      ),
      addColumn(project, path, 'boolean', { key: 'plain' }),
    ])
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([202]))
    const { body } = await project.server.get(path)
    assert.deepEqual(body.columns.map(({ key }: { key: string }) => key).toSorted(), [...keys, 'plain'])
  })

  it('go from both sides, with either column or table', async () => {
    const path = await aTable(project, 'sons')
    const other = await aTable(project, 'fathers')
    const keys = { relatedTableId: 'fathers', type: 'manyToMany', twoWay: true, key: 'father', twoWayKey: 'son' }
    await relate(path, keys)
    assert.equal((await project.server.delete(`${other}/columns/son`)).status, 204)
    assert.equal((await project.server.get(`${path}/columns`)).body.total, 0)
    assert.equal((await relate(path, keys)).status, 202)
    assert.equal((await project.server.delete(path)).status, 204)
    const gone = await project.server.get(`${other}/columns/son`)
    assert.ok(gone.status === 404 || gone.body.status === 'deleting')
  })
})
