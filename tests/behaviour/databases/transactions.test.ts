import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'
import { aTable } from './a-table.ts'

const surfaces = [
  ['tablesdb', '/v1/tablesdb/main/tables/posts/rows', { id: 'rowId', list: 'rows', table: 'tableId', field: 'column' }],
  [
    'databases',
    '/v1/databases/main/collections/posts/documents',
    { id: 'documentId', list: 'documents', table: 'collectionId', field: 'attribute' },
  ],
] as const

for (const [surface, rows, words] of surfaces) {
  describe(`transactions through /v1/${surface}`, () => {
    let project: TestProject
    const base = `/v1/${surface}/transactions`
    before(async () => {
      project = await aProject()
      await aTable(project, 'posts', { n: { kind: 'integer' } })
      await project.server.post(rows, { [words.id]: 'there', data: { n: 1 } })
    })

    it('keep what is staged until it is committed', async () => {
      const { server } = project
      const opened = await server.post(base, { ttl: 60 })
      assert.partialDeepStrictEqual(opened, { status: 201, body: { status: 'pending', operations: 0 } })
      const transactionId: string = opened.body.$id
      const staged = await server.post(rows, { [words.id]: 'new', data: { n: 5 }, transactionId })
      assert.partialDeepStrictEqual(staged, { status: 201, body: { $id: 'new', n: 5 } })
      assert.equal((await server.patch(`${rows}/there`, { data: { n: 2 }, transactionId })).status, 200)
      assert.equal((await server.put(`${rows}/put`, { data: { n: 3 }, transactionId })).status, 201)
      const list = await server.post(rows, { [words.list]: [{ n: 7 }, { n: 8 }], transactionId })
      assert.deepEqual([list.status, list.body], [200, { total: 2, [words.list]: [] }])
      assert.equal((await server.get(`${rows}/new`)).status, 404)
      assert.equal((await server.get(`${rows}/new`, { transactionId })).body.n, 5)
      assert.equal((await server.get(rows, { transactionId })).body.total, 5)
      assert.equal((await server.get(rows)).body.total, 1)
      const target = { databaseId: 'main', [words.table]: 'posts', [words.id]: 'there' }
      const operations = [{ action: 'increment', ...target, data: { [words.field]: 'n', value: 10 } }]
      const more = await server.post(`${base}/${transactionId}/operations`, { operations })
      assert.partialDeepStrictEqual(more, { status: 201, body: { operations: 5 } })
      const committed = await server.patch(`${base}/${transactionId}`, { commit: true })
      assert.partialDeepStrictEqual(committed, { status: 200, body: { status: 'committed' } })
      assert.equal((await server.get(rows)).body.total, 5)
      assert.equal((await server.get(`${rows}/there`)).body.n, 12)
    })

    it('leave no trace when they are rolled back', async () => {
      const { server } = project
      const { body } = await server.post(base)
      await server.post(rows, { [words.id]: 'never', data: { n: 5 }, transactionId: body.$id })
      const both = await server.patch(`${base}/${body.$id}`, { commit: true, rollback: true })
      assert.partialDeepStrictEqual(both, { status: 400, body: { type: 'general_bad_request' } })
      const ended = await server.patch(`${base}/${body.$id}`, { rollback: true })
      assert.partialDeepStrictEqual(ended, { status: 200, body: { status: 'failed' } })
      assert.equal((await server.get(`${rows}/never`)).status, 404)
      const late = await server.post(rows, { [words.id]: 'late', data: { n: 1 }, transactionId: body.$id })
      assert.partialDeepStrictEqual(late, { status: 400, body: { type: 'transaction_not_ready' } })
    })

    it('are their owner’s alone', async () => {
      const ada = await project.aUser()
      const eve = await project.aUser()
      const { body } = await ada.post(base)
      assert.equal((await ada.get(`${base}/${body.$id}`)).status, 200)
      assert.deepEqual(
        (await ada.get(base)).body.transactions.map(({ $id }: { $id: string }) => $id),
        [body.$id],
      )
      for (const stolen of [
        await eve.get(`${base}/${body.$id}`),
        await eve.patch(`${base}/${body.$id}`, { commit: true }),
        await eve.delete(`${base}/${body.$id}`),
        await eve.get(rows, { transactionId: body.$id }),
      ]) {
        assert.ok(stolen.status === 404 || stolen.status === 401, String(stolen.status))
      }
      assert.equal((await eve.get(base)).body.total, 0)
      assert.equal((await project.server.delete(`${base}/${body.$id}`)).status, 204)
      const unknown = await project.server.delete(`${base}/${body.$id}`)
      assert.partialDeepStrictEqual(unknown, { status: 404, body: { type: 'transaction_not_found' } })
    })
  })
}
