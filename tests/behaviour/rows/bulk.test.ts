import assert from 'node:assert/strict'
import { before, beforeEach, describe, it } from 'node:test'
import { expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { addTable, aTable, query, type TestTable } from './a-table.ts'

describe('rows in bulk', () => {
  let project: TestProject
  let table: TestTable

  before(async () => {
    project = await aProject()
  })
  beforeEach(async () => {
    table = await aTable(project, [
      { kind: 'string', key: 'name', size: 40 },
      { kind: 'integer', key: 'n' },
    ])
  })

  const create = (count: number) =>
    project.server.post(table.rows, {
      rows: Array.from({ length: count }, (_, n) => ({ $id: `r${n}`, name: `row ${n}`, n })),
    })

  it('are created together, in order', async () => {
    const made = await create(100)
    assert.equal(made.status, 201)
    assert.equal(made.body.total, 100)
    const listed = await project.server.get(table.rows, { queries: [query('limit', '', [100])] })
    assert.deepEqual(listed.body, made.body)
  })

  it('are created all or none', async () => {
    const rows = [
      { $id: 'good', n: 1 },
      { $id: 'bad', n: 'one' },
    ]
    assert.partialDeepStrictEqual(await project.server.post(table.rows, { rows }), {
      status: 400,
      body: { type: 'row_invalid_structure' },
    })
    const twice = [{ $id: 'same' }, { $id: 'same' }]
    assert.partialDeepStrictEqual(await project.server.post(table.rows, { rows: twice }), {
      status: 409,
      body: { type: 'row_already_exists' },
    })
    assert.equal((await project.server.get(table.rows)).body.total, 0)
  })

  it('are for servers alone', async () => {
    const user = await project.aUser()
    assert.partialDeepStrictEqual(await user.post(table.rows, { rows: [{ n: 1 }] }), {
      status: 401,
      body: { type: 'general_unauthorized_scope' },
    })
    for (const answer of [
      await user.put(table.rows, { rows: [{ n: 1 }] }),
      await user.patch(table.rows, { data: { n: 1 } }),
      await user.delete(table.rows, { queries: [] }),
    ]) {
      assert.partialDeepStrictEqual(answer, { status: 404, body: { type: 'database_not_found' } })
    }
  })

  it('change where queries match, and tell how many did', async () => {
    await create(30)
    const changed = await project.server.patch(table.rows, {
      data: { name: 'new' },
      queries: [query('greaterThanEqual', 'n', [25])],
    })
    assert.equal(changed.body.total, 5)
    assert.deepEqual(
      changed.body.rows.map((row: { $id: string; name: string }) => [row.$id, row.name]),
      [25, 26, 27, 28, 29].map((n) => [`r${n}`, 'new']),
    )
    const two = await project.server.patch(table.rows, {
      data: { n: null },
      queries: [query('orderDesc', 'n'), query('limit', '', [2])],
    })
    assert.deepEqual(
      two.body.rows.map((row: { $id: string; n: unknown }) => [row.$id, row.n]),
      [
        ['r28', null],
        ['r29', null],
      ],
    )
    const unknown = await project.server.patch(table.rows, { data: { other: 1 } })
    assert.partialDeepStrictEqual(unknown, { status: 400, body: { type: 'row_invalid_structure' } })
  })

  it('take operators, on each row’s own value', async () => {
    await create(3)
    const n = JSON.stringify({ method: 'increment', values: [10, 11] })
    const name = { method: 'stringConcat', values: ['!'] }
    const changed = await project.server.patch(table.rows, { data: { n, name } })
    assert.deepEqual(
      changed.body.rows.map((row: { n: number; name: string }) => [row.n, row.name]),
      [
        [10, 'row 0!'],
        [11, 'row 1!'],
        [11, 'row 2!'],
      ],
    )
  })

  it('are upserted together: those that were so already are not counted', async () => {
    await create(2)
    const rows = [
      { $id: 'r0', name: 'row 0', n: 0 },
      { $id: 'r1', n: 5 },
      { $id: 'unique()', n: 9 },
    ]
    const answer = await project.server.put(table.rows, { rows })
    assert.equal(answer.body.total, 2)
    assert.partialDeepStrictEqual(answer.body.rows[0], { $id: 'r1', name: 'row 1', n: 5 })
    assert.match(answer.body.rows[1].$id, /^[0-9a-f]{20}$/)
  })

  it('are deleted where queries match, and all without any', async () => {
    await create(20)
    const some = await project.server.delete(table.rows, { queries: [query('lessThan', 'n', [4])] })
    assert.equal(some.body.total, 4)
    const rest = await project.server.delete(table.rows, { queries: [] })
    assert.equal(rest.body.total, 16)
    assert.equal((await project.server.get(table.rows)).body.total, 0)
  })

  const rules: readonly (readonly [onDelete: string, status: number, rel: string | null, referrers: number])[] = [
    ['restrict', 403, 'r0', 1],
    ['setNull', 200, null, 1],
    ['cascade', 200, null, 0],
  ]
  for (const [onDelete, status, rel, referrers] of rules) {
    for (const way of ['at once', 'in a transaction']) {
      it(`that others are related to one-way are deleted ${way} as ${onDelete} says`, async () => {
        const { server } = project
        const from = await addTable(server, table.path.slice(0, table.path.lastIndexOf('/')), [])
        const relation = { relatedTableId: table.id, type: 'manyToOne', key: 'rel', onDelete }
        expectStatus(await server.post(`${from.path}/columns/relationship`, relation), 202)
        await create(2)
        expectStatus(await server.post(from.rows, { rowId: 'x', data: { rel: 'r0' } }), 201)
        const ended = way === 'at once' ? await server.delete(table.rows, {}) : await deleteInTransaction()
        assert.equal(ended.status, status)
        assert.equal((await server.get(table.rows)).body.total, status === 200 ? 0 : 2)
        const { body } = await server.get(from.rows)
        assert.equal(body.total, referrers)
        if (referrers === 1) assert.equal(body.rows[0].rel, rel)
      })
    }
  }

  const deleteInTransaction = async () => {
    const { $id: transactionId } = (await project.server.post('/v1/tablesdb/transactions', {})).body
    expectStatus(await project.server.delete(table.rows, { transactionId }), 200)
    return project.server.patch(`/v1/tablesdb/transactions/${transactionId}`, { commit: true })
  }
})
