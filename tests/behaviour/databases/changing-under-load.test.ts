import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Answer } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { addColumn, aTable, query } from './a-table.ts'

const rounds = 5

describe('a schema that changes while it is used', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  it('fails nobody, and tells each caller how the table stands', async () => {
    const { server } = project
    const path = await aTable(project, 'busy', { fixed: { kind: 'integer' } })
    const answers: Answer[] = []
    const changing = { isOver: false }
    const keep = async (ask: () => Promise<Answer>): Promise<void> => {
      while (!changing.isOver) answers.push(await ask())
    }
    const change = async (): Promise<void> => {
      for (let round = 0; round < rounds; round++) {
        answers.push(await addColumn(project, path, 'string', { key: 'moving', size: 20, default: 'x' }))
        answers.push(await server.post(`${path}/indexes`, { key: 'i', type: 'key', columns: ['fixed', 'moving'] }))
        answers.push(await server.patch(`${path}/columns/string/moving`, { required: false, default: 'y', size: 400 }))
        answers.push(await server.delete(`${path}/indexes/i`))
        answers.push(await server.delete(`${path}/columns/moving`))
      }
      changing.isOver = true
    }
    await Promise.all([
      change(),
      keep(() => server.post(`${path}/rows`, { rowId: 'unique()', data: { fixed: 1 } })),
      keep(() => server.post(`${path}/rows`, { rowId: 'unique()', data: { fixed: 1, moving: 'z' } })),
      keep(() => server.get(`${path}/rows`, { queries: [query('equal', 'fixed', 1)] })),
      keep(() => server.get(`${path}/rows`, { queries: [query('isNotNull', 'moving')] })),
      keep(() => server.patch(`${path}/rows`, { data: { fixed: 1 }, queries: [query('limit', '', 5)] })),
      keep(() => server.put(`${path}/rows/one`, { data: { fixed: 2 } })),
      keep(() => server.get(path)),
    ])
    const failed = answers.filter(({ status }) => status >= 500)
    assert.deepEqual(
      failed.map(({ body }) => body),
      [],
    )
    const refused = new Set(answers.filter(({ status }) => status >= 400).map(({ body }) => body.type))
    refused.delete('row_invalid_structure')
    refused.delete('general_query_invalid')
    assert.deepEqual([...refused], [])
    const table = await server.get(path)
    assert.deepEqual(
      table.body.columns.map(({ key }: { key: string }) => key),
      ['fixed'],
    )
    assert.deepEqual(table.body.indexes, [])
    const made = answers.filter(({ status, body }) => status === 201 && body.$id !== 'one').length
    const { body } = await server.get(`${path}/rows`, {
      queries: [query('notEqual', '$id', 'one'), query('limit', '', 1)],
    })
    assert.equal(body.total, made)
  })

  it('holds one key once, whoever is first', async () => {
    const path = await aTable(project, 'contested')
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => addColumn(project, path, 'integer', { key: 'same' })),
    )
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((left, right) => left - right),
      [202, ...Array<number>(7).fill(409)],
    )
    const tables = await Promise.all(
      Array.from({ length: 6 }, () =>
        project.server.post('/v1/tablesdb/main/tables', { tableId: 'once', name: 'Once' }),
      ),
    )
    assert.deepEqual(
      tables.map(({ status }) => status).toSorted((left, right) => left - right),
      [201, ...Array<number>(5).fill(409)],
    )
  })

  it('lets a table go while columns are added to it', async () => {
    for (let round = 0; round < 5; round++) {
      const path = await aTable(project, `going${round}`, { a: { kind: 'integer' } })
      const answers = await Promise.all([
        addColumn(project, path, 'integer', { key: 'b' }),
        project.server.delete(path),
        addColumn(project, path, 'integer', { key: 'c' }),
        project.server.post(`${path}/rows`, { rowId: 'r', data: { a: 1 } }),
      ])
      assert.ok(
        answers.every(({ status }) => status < 500),
        JSON.stringify(answers.map(({ status, body }) => [status, body])),
      )
      assert.equal((await project.server.get(path)).status, 404)
    }
  })
})
