import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { addTable, aDatabase, query, type TestTable } from './a-table.ts'

const text = [{ kind: 'string', key: 'name', size: 40 }]

type Kind = 'oneToOne' | 'oneToMany' | 'manyToOne' | 'manyToMany'
type Pair = { readonly parents: TestTable; readonly children: TestTable }
type Options = { readonly twoWay?: boolean; readonly onDelete?: string; readonly security?: boolean }

describe('relationships', () => {
  let project: TestProject
  let tables: string

  before(async () => {
    project = await aProject()
    tables = await aDatabase(project)
  })

  /** Two tables, related by `rel` on the one and `back` on the other. */
  const aPair = async (
    type: Kind,
    { twoWay = true, onDelete = 'setNull', security = false }: Options = {},
  ): Promise<Pair> => {
    const parents = await addTable(project.server, tables, text)
    const children = await addTable(project.server, tables, text, { rowSecurity: security })
    await relate(parents, children, type, { twoWay, onDelete })
    return { parents, children }
  }
  const relate = async (
    from: TestTable,
    to: TestTable,
    type: Kind,
    more: object,
    keys = ['rel', 'back'],
  ): Promise<void> => {
    const body = { relatedTableId: to.id, type, key: keys[0], twoWayKey: keys[1], ...more }
    expectStatus(await project.server.post(`${from.path}/columns/relationship`, body), 202)
  }
  const create = (table: TestTable, rowId: string, data: object, more: object = {}) =>
    project.server.post(table.rows, { rowId, data, ...more })
  const get = async (table: TestTable, rowId: string, ...select: readonly string[]) =>
    (
      await project.server.get(
        `${table.rows}/${rowId}`,
        select.length === 0 ? {} : { queries: [query('select', '', select)] },
      )
    ).body
  const idsOf = (rows: readonly { readonly $id: string }[]): readonly string[] => rows.map((row) => row.$id)

  it('write rows inside rows, and show them in the answer', async () => {
    const { parents, children } = await aPair('oneToMany')
    const made = await create(
      parents,
      'p',
      { name: 'p', rel: [{ $id: 'a', name: 'a' }, { name: 'b' }] },
      { permissions: ['read("any")'] },
    )
    assert.equal(made.status, 201)
    assert.deepEqual(
      made.body.rel.map((row: { name: string }) => row.name),
      ['a', 'b'],
    )
    assert.equal('back' in made.body.rel[0], false)
    const child = await get(children, 'a')
    assert.partialDeepStrictEqual(child, { name: 'a', back: 'p', $permissions: ['read("any")'] })
    assert.equal('rel' in (await get(parents, 'p')), false)
    assert.deepEqual(idsOf((await get(parents, 'p', '*', 'rel.*')).rel), idsOf(made.body.rel))
  })

  it('replace a list by what is sent', async () => {
    const { parents, children } = await aPair('oneToMany')
    for (const id of ['a', 'b', 'c']) await create(children, id, { name: id })
    await create(parents, 'p', { name: 'p', rel: ['a', 'b', 'nobody'] })
    const changed = await project.server.patch(`${parents.rows}/p`, { data: { rel: ['b', { $id: 'c', name: 'new' }] } })
    assert.deepEqual(
      changed.body.rel.map((row: { $id: string; name: string }) => [row.$id, row.name]),
      [
        ['b', 'b'],
        ['c', 'new'],
      ],
    )
    assert.equal((await get(children, 'a')).back, null)
    const wrong = await project.server.patch(`${parents.rows}/p`, { data: { rel: 'b' } })
    assert.partialDeepStrictEqual(wrong, { status: 400, body: { type: 'relationship_value_invalid' } })
  })

  it('of one to one keep a single partner on each side', async () => {
    const { parents, children } = await aPair('oneToOne')
    await create(parents, 'p', { name: 'p', rel: { $id: 'c', name: 'c' } })
    await create(parents, 'q', { name: 'q' })
    assert.equal((await get(parents, 'p')).rel, 'c')
    assert.equal((await get(children, 'c')).back, 'p')
    assert.equal((await get(children, 'c', 'back.name')).back.name, 'p')
    const taken = await project.server.patch(`${parents.rows}/q`, { data: { rel: 'c' } })
    assert.partialDeepStrictEqual(taken, { status: 409, body: { type: 'row_already_exists' } })
    await create(children, 'd', { name: 'd', back: 'q' })
    assert.equal((await get(parents, 'q')).rel, 'd')
    await project.server.patch(`${children.rows}/d`, { data: { back: null } })
    assert.equal((await get(parents, 'q')).rel, null)
  })

  it('of many to one hold the partner’s id, and list from the other side', async () => {
    const { parents, children } = await aPair('manyToOne')
    await create(children, 'c', { name: 'c', back: [{ $id: 'a', name: 'a' }] })
    await create(parents, 'b', { name: 'b', rel: 'c' })
    assert.equal((await get(parents, 'a')).rel, 'c')
    assert.equal((await get(parents, 'a', 'rel.name')).rel.name, 'c')
    assert.deepEqual(idsOf((await get(children, 'c', 'back.*')).back), ['a', 'b'])
    await project.server.patch(`${parents.rows}/b`, { data: { rel: 'nobody' } })
    assert.equal((await get(parents, 'b')).rel, null)
  })

  it('of many to many hold from both sides', async () => {
    const { parents, children } = await aPair('manyToMany')
    await create(parents, 'p', {
      name: 'p',
      rel: [
        { $id: 'c', name: 'c' },
        { $id: 'd', name: 'd' },
      ],
    })
    await create(children, 'e', { name: 'e', back: ['p', { $id: 'q', name: 'q' }] })
    assert.deepEqual(idsOf((await get(parents, 'p', 'rel.*')).rel), ['c', 'd', 'e'])
    await project.server.patch(`${parents.rows}/p`, { data: { rel: ['d'] } })
    assert.deepEqual(idsOf((await get(children, 'e', 'back.*')).back), ['q'])
    assert.deepEqual(idsOf((await get(children, 'd', 'back.*')).back), ['p'])
  })

  it('lead from a table to itself', async () => {
    const people = await addTable(project.server, tables, text)
    await relate(people, people, 'manyToOne', { twoWay: true, onDelete: 'setNull' }, ['boss', 'team'])
    await create(people, 'ada', { name: 'ada' })
    await create(people, 'bob', { name: 'bob', boss: 'ada' })
    await create(people, 'cy', { name: 'cy', boss: 'bob' })
    assert.deepEqual(idsOf((await get(people, 'ada', 'team.*')).team), ['bob'])
    assert.equal((await get(people, 'cy', 'boss.boss.*')).boss.boss.name, 'ada')
    const { body } = await project.server.get(people.rows, { queries: [query('equal', 'boss.boss.name', ['ada'])] })
    assert.deepEqual(idsOf(body.rows), ['cy'])
  })

  it('can be filtered through, alone and inside or', async () => {
    const { parents, children } = await aPair('oneToMany')
    await create(parents, 'p', { name: 'p', rel: [{ $id: 'a', name: 'x' }] })
    await create(parents, 'q', { name: 'q', rel: [{ $id: 'b', name: 'y' }] })
    await create(parents, 'r', { name: 'r' })
    const found = async (table: TestTable, ...queries: readonly string[]) => {
      const { status, body } = await project.server.get(table.rows, { queries })
      return status === 200 ? idsOf(body.rows) : body.type
    }
    assert.deepEqual(await found(parents, query('equal', 'rel.name', ['x'])), ['p'])
    const either = [
      { method: 'equal', attribute: 'rel.name', values: ['y'] },
      { method: 'equal', attribute: 'name', values: ['r'] },
    ]
    assert.deepEqual(await found(parents, JSON.stringify({ method: 'or', values: either })), ['q', 'r'])
    assert.deepEqual(await found(children, query('equal', 'back', ['p'])), ['a'])
    assert.deepEqual(await found(children, query('equal', 'back.name', ['q'])), ['b'])
    assert.equal(await found(parents, query('equal', 'rel', ['a'])), 'general_query_invalid')
    assert.equal(await found(parents, query('equal', 'rel.none', ['a'])), 'general_query_invalid')
    assert.equal(await found(parents, query('select', '', ['rel'])), 'general_query_invalid')
  })

  it('show a caller only what that caller may read', async () => {
    const { parents, children } = await aPair('oneToMany', { security: true })
    await project.server.put(parents.path, { name: 'Parents', permissions: ['read("any")'] })
    await create(children, 'seen', { name: 'x' }, { permissions: ['read("any")'] })
    await create(children, 'hidden', { name: 'x' })
    await create(parents, 'p', { name: 'p', rel: ['seen', 'hidden'] })
    const guest = project.aGuest()
    const queries = [query('select', '', ['*', 'rel.*'])]
    assert.deepEqual(idsOf((await guest.get(`${parents.rows}/p`, { queries })).body.rel), ['seen'])
    await project.server.delete(`${children.rows}/seen`)
    const through = await guest.get(parents.rows, { queries: [query('equal', 'rel.name', ['x'])] })
    assert.equal(through.body.total, 0)
    assert.equal(
      (await project.server.get(parents.rows, { queries: [query('equal', 'rel.name', ['x'])] })).body.total,
      1,
    )
  })

  it('write nothing at all when one row of them is refused', async () => {
    const { parents, children } = await aPair('oneToMany')
    const refused = await create(parents, 'p', {
      name: 'p',
      rel: [
        { $id: 'a', name: 'a' },
        { $id: 'b', name: 5 },
      ],
    })
    assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'row_invalid_structure' } })
    assert.equal((await project.server.get(children.rows)).body.total, 0)
    assert.equal((await project.server.get(parents.rows)).body.total, 0)
  })

  for (const type of ['oneToOne', 'oneToMany', 'manyToOne', 'manyToMany'] as const) {
    it(`${type}: the way back is not shown, also when it is asked for`, async () => {
      const { parents, children } = await aPair(type)
      await create(children, 'c', { name: 'c' })
      const isList = type === 'oneToMany' || type === 'manyToMany'
      expectStatus(await create(parents, 'p', { name: 'p', rel: isList ? ['c'] : 'c' }), 201)
      for (const path of ['rel.back.*', 'rel.back.name']) {
        const { rel } = await get(parents, 'p', '*', 'rel.*', path)
        const [child] = isList ? rel : [rel]
        assert.equal(child.name, 'c', path)
        assert.equal(Object.hasOwn(child, 'back'), false, path)
      }
      expectStatus(await project.server.get(parents.rows, { queries: [query('select', '', ['rel.back.*'])] }), 200)
    })
  }

  const endings: readonly (readonly [
    Kind,
    onDelete: string,
    deleted: 'parent' | 'child',
    status: number,
    parents: number,
    children: number,
  ])[] = [
    ['oneToOne', 'restrict', 'parent', 403, 1, 1],
    ['oneToOne', 'restrict', 'child', 204, 1, 0],
    ['oneToOne', 'cascade', 'parent', 204, 0, 0],
    ['oneToOne', 'cascade', 'child', 204, 0, 0],
    ['oneToOne', 'setNull', 'child', 204, 1, 0],
    ['oneToMany', 'restrict', 'parent', 403, 1, 1],
    ['oneToMany', 'setNull', 'parent', 204, 0, 1],
    ['oneToMany', 'cascade', 'parent', 204, 0, 0],
    ['oneToMany', 'cascade', 'child', 204, 1, 0],
    ['manyToOne', 'restrict', 'child', 403, 1, 1],
    ['manyToOne', 'restrict', 'parent', 204, 0, 1],
    ['manyToOne', 'setNull', 'child', 204, 1, 0],
    ['manyToOne', 'cascade', 'child', 204, 0, 0],
    ['manyToMany', 'restrict', 'parent', 403, 1, 1],
    ['manyToMany', 'restrict', 'child', 204, 1, 0],
    ['manyToMany', 'setNull', 'parent', 204, 0, 1],
    ['manyToMany', 'cascade', 'parent', 204, 0, 0],
    ['manyToMany', 'cascade', 'child', 204, 1, 0],
  ]
  for (const [type, onDelete, deleted, status, parentsLeft, childrenLeft] of endings) {
    it(`${type} with ${onDelete}: deleting the ${deleted} answers ${status}`, async () => {
      const { parents, children } = await aPair(type, { onDelete })
      const isList = type === 'oneToMany' || type === 'manyToMany'
      await create(children, 'c', { name: 'c' })
      expectStatus(await create(parents, 'p', { name: 'p', rel: isList ? ['c'] : 'c' }), 201)
      const path = deleted === 'parent' ? `${parents.rows}/p` : `${children.rows}/c`
      assert.equal((await project.server.delete(path)).status, status)
      const left = await Promise.all([parents, children].map((table) => project.server.get(table.rows)))
      assert.deepEqual(
        left.map(({ body }) => body.total),
        [parentsLeft, childrenLeft],
      )
      const [row] = left[0]?.body.rows ?? []
      if (status === 204 && row && !isList) assert.equal(row.rel, null)
    })
  }
})
