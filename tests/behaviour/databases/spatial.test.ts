import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Answer } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aTable, query } from './a-table.ts'

const square = (size: number): readonly unknown[] => [
  [
    [0, 0],
    [0, size],
    [size, size],
    [size, 0],
    [0, 0],
  ],
]
const line = [
  [0, 0],
  [2, 2],
]

describe('spatial columns', () => {
  let project: TestProject
  let path: string
  before(async () => {
    project = await aProject()
    path = await aTable(project, 'places', {
      name: { kind: 'string', size: 20 },
      pt: { kind: 'point' },
      ln: { kind: 'line' },
      pg: { kind: 'polygon' },
      home: { kind: 'point', default: [13.4, 52.5] },
    })
    const rows = [
      { $id: 'near', pt: [1, 1], ln: line, pg: square(4) },
      { $id: 'far', pt: [10, 10], pg: square(1) },
      { $id: 'none', name: 'nowhere' },
    ]
    await project.server.post(`${path}/rows`, { rows })
  })

  const create = (rowId: string, data: object): Promise<Answer> => project.server.post(`${path}/rows`, { rowId, data })
  const found = async (...queries: readonly string[]): Promise<readonly string[]> => {
    const { status, body } = await project.server.get(`${path}/rows`, { queries })
    assert.equal(status, 200, JSON.stringify(body))
    return body.rows.map(({ $id }: { $id: string }) => $id)
  }

  it('come back as they were written', async () => {
    const near = await project.server.get(`${path}/rows/near`)
    assert.partialDeepStrictEqual(near.body, { pt: [1, 1], ln: line, pg: square(4), home: [13.4, 52.5] })
    const none = await project.server.get(`${path}/rows/none`)
    assert.partialDeepStrictEqual(none.body, { pt: null, ln: null, pg: null })
  })

  it('may have very many positions', async () => {
    const long = Array.from({ length: 100_000 }, (_, index) => [index % 180, index % 90])
    const made = await create('long', { ln: long })
    assert.equal(made.status, 201)
    assert.deepEqual((await project.server.get(`${path}/rows/long`)).body.ln, long)
    assert.equal((await project.server.delete(`${path}/rows/long`)).status, 204)
  })

  it('take texts and a bare ring', async () => {
    assert.deepEqual((await create('text', { pt: 'POINT(1 2)' })).body.pt, [1, 2])
    assert.deepEqual(
      (await create('texts', { ln: 'linestring (0 0, 1.5 -1)', pg: 'POLYGON((0 0,0 1,1 1,0 0))' })).body.ln,
      [
        [0, 0],
        [1.5, -1],
      ],
    )
    const ring = [
      [0, 0],
      [0, 1],
      [1, 1],
      [0, 0],
    ]
    assert.deepEqual((await create('ring', { pg: ring })).body.pg, [ring])
    for (const id of ['text', 'texts', 'ring']) await project.server.delete(`${path}/rows/${id}`)
  })

  it('refuse what is no place', async () => {
    const refused: readonly object[] = [
      { pt: [181, 0] },
      { pt: [0, 91] },
      { pt: [1, 2, 3] },
      { pt: ['1', '2'] },
      { pt: 'POINT(1)' },
      { pt: 'LINESTRING(0 0, 1 1)' },
      { pt: 5 },
      { ln: [[1, 1]] },
      {
        pg: [
          [
            [0, 0],
            [0, 1],
            [1, 1],
            [1, 0],
          ],
        ],
      },
      { pg: [] },
    ]
    for (const data of refused) {
      const answer = await create('refused', data)
      assert.partialDeepStrictEqual(
        answer,
        { status: 400, body: { type: 'row_invalid_structure' } },
        JSON.stringify(data),
      )
    }
  })

  it('are changed, emptied and left alone', async () => {
    await create('moving', { pt: [1, 1] })
    const moved = await project.server.patch(`${path}/rows/moving`, { data: { pt: [2, 3] } })
    assert.deepEqual(moved.body.pt, [2, 3])
    const same = await project.server.patch(`${path}/rows/moving`, { data: { pt: [2, 3] } })
    assert.equal(same.body.$updatedAt, moved.body.$updatedAt)
    const gone = await project.server.patch(`${path}/rows/moving`, { data: { pt: null } })
    assert.equal(gone.body.pt, null)
    await project.server.delete(`${path}/rows/moving`)
  })

  it('are found by what they have in common', async () => {
    const inside = [
      [1, 0.5],
      [2, 0.6],
    ]
    assert.deepEqual(await found(query('equal', 'pt', [1, 1])), ['near'])
    assert.deepEqual(await found(query('equal', 'pt', [1, 1], [10, 10])), ['near', 'far'])
    assert.deepEqual(await found(query('notEqual', 'pt', [1, 1])), ['far'])
    assert.deepEqual(await found(query('contains', 'pg', [2, 2])), ['near'])
    assert.deepEqual(await found(query('notContains', 'pg', [2, 2])), ['far'])
    assert.deepEqual(await found(query('intersects', 'ln', [1, 1])), ['near'])
    assert.deepEqual(
      await found(
        query('crosses', 'ln', [
          [0, 2],
          [2, 0],
        ]),
      ),
      ['near'],
    )
    assert.deepEqual(
      await found(
        query('overlaps', 'pg', [
          [
            [0.5, 0.5],
            [0.5, 2],
            [2, 2],
            [2, 0.5],
            [0.5, 0.5],
          ],
        ]),
      ),
      ['far'],
    )
    assert.deepEqual(await found(query('touches', 'pg', [4, 2])), ['near'])
    assert.deepEqual(await found(query('notIntersects', 'pg', inside)), [])
    assert.deepEqual(await found(query('isNull', 'pt')), ['none'])
    assert.deepEqual(await found(query('isNotNull', 'pt')), ['near', 'far'])
  })

  it('are found by distance, in degrees and metres', async () => {
    assert.deepEqual(await found(query('distanceLessThan', 'pt', [[2, 2], 2, false])), ['near'])
    assert.deepEqual(await found(query('distanceGreaterThan', 'pt', [[1, 1], 1, false])), ['far'])
    assert.deepEqual(await found(query('distanceLessThan', 'pt', [[1, 1.001], 200, true])), ['near'])
    assert.deepEqual(await found(query('distanceEqual', 'pt', [[1, 1], 0, true])), ['near'])
    assert.deepEqual(await found(query('distanceLessThan', 'pg', [[5, 0], 1.5, false])), ['near'])
  })

  it('refuse queries that say no place, or are of no use', async () => {
    const refused: readonly string[] = [
      query('equal', 'pt', 'here'),
      query('equal', 'pt'),
      query('contains', 'pg', [200, 0]),
      query('lessThan', 'pt', [1, 1]),
      query('startsWith', 'pt', [1, 1]),
      query('distanceLessThan', 'pt', [1, 1], 2),
      query('distanceLessThan', 'pt', [[1, 1], 2]),
      query('distanceLessThan', 'pg', [[1, 1], 2, true]),
      query('distanceLessThan', 'name', [[1, 1], 2, false]),
      query('crosses', 'name', [1, 1]),
      query('orderAsc', 'pt'),
    ]
    for (const one of refused) {
      const answer = await project.server.get(`${path}/rows`, { queries: [one] })
      assert.partialDeepStrictEqual(answer, { status: 400, body: { type: 'general_query_invalid' } }, one)
    }
  })

  it('that are required work with their index', async () => {
    const indexed = await aTable(project, 'indexed', { at: { kind: 'point', required: true } })
    const made = await project.server.post(`${indexed}/indexes`, { key: 'where', type: 'spatial', columns: ['at'] })
    assert.equal(made.status, 202)
    assert.equal((await project.server.post(`${indexed}/rows`, { rowId: 'r', data: { at: [1, 1] } })).status, 201)
    const missing = await project.server.post(`${indexed}/rows`, { rowId: 's', data: { at: null } })
    assert.partialDeepStrictEqual(missing, { status: 400, body: { type: 'row_invalid_structure' } })
    const { body } = await project.server.get(`${indexed}/rows`, { queries: [query('intersects', 'at', square(2))] })
    assert.equal(body.total, 1)
  })
})
