import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'
import { aTable, type TestTable } from './a-table.ts'

const columns = [
  { kind: 'integer', key: 'n', max: 100 },
  { kind: 'float', key: 'x' },
  { kind: 'string', key: 's', size: 10 },
  { kind: 'boolean', key: 'b' },
  { kind: 'datetime', key: 'd' },
  { kind: 'integer', key: 'list', array: true },
  { kind: 'datetime', key: 'days', array: true },
]
const [first, last] = ['2026-01-01T00:00:00.000+00:00', '2026-02-01T00:00:00.000+00:00']
const days = [first, last]
/** As the clock of JavaScript spells it. */
const spelled = '2026-01-01T00:00:00.000Z'
const start = { n: 7, x: 2.5, s: 'aXa', b: true, d: '2026-01-31T12:00:00.000+00:00', list: [3, 1, 3], days }

describe('operators and counters', () => {
  let project: TestProject
  let table: TestTable
  let rows = 0

  before(async () => {
    project = await aProject()
    table = await aTable(project, columns)
  })

  const aRow = async (data: object = start): Promise<string> => {
    const rowId = `row${++rows}`
    await project.server.post(table.rows, { rowId, data })
    return `${table.rows}/${rowId}`
  }

  const results: readonly (readonly [key: string, method: string, values: readonly unknown[], result: unknown])[] = [
    ['n', 'increment', [2], 9],
    ['n', 'increment', [200], 207],
    ['n', 'increment', [10, 10], 10],
    ['n', 'decrement', [10, 0], 0],
    ['n', 'multiply', [3], 21],
    ['n', 'divide', [2], 4],
    ['n', 'modulo', [4], 3],
    ['n', 'power', [3], 343],
    ['x', 'increment', [0.5], 3],
    ['x', 'divide', [2], 1.25],
    ['s', 'stringConcat', ['!'], 'aXa!'],
    ['s', 'stringReplace', ['a', 'bb'], 'bbXbb'],
    ['b', 'toggle', [], false],
    ['d', 'dateAddDays', [1], '2026-02-01T12:00:00.000+00:00'],
    ['d', 'dateSubDays', [31], '2025-12-31T12:00:00.000+00:00'],
    ['list', 'arrayAppend', [9, 8], [3, 1, 3, 9, 8]],
    ['list', 'arrayPrepend', [9], [9, 3, 1, 3]],
    ['list', 'arrayInsert', [1, 9], [3, 9, 1, 3]],
    ['list', 'arrayRemove', [3], [1]],
    ['list', 'arrayUnique', [], [3, 1]],
    ['list', 'arrayIntersect', [1, 4], [1]],
    ['list', 'arrayDiff', [1], [3, 3]],
    ['list', 'arrayFilter', ['greaterThan', 1], [3, 3]],
    ['days', 'arrayRemove', [spelled], [last]],
    ['days', 'arrayDiff', [spelled], [last]],
    ['days', 'arrayIntersect', [spelled], [first]],
    ['days', 'arrayFilter', ['greaterThan', spelled], [last]],
  ]
  for (const [key, method, values, result] of results) {
    it(`${method} ${JSON.stringify(values)} makes ${JSON.stringify(result)} of ${JSON.stringify(start[key as keyof typeof start])}`, async () => {
      const answer = await project.server.patch(await aRow(), { data: { [key]: JSON.stringify({ method, values }) } })
      assert.partialDeepStrictEqual(answer, { status: 200, body: { [key]: result } })
    })
  }

  const misfits: readonly (readonly [key: string, method: string, values: readonly unknown[]])[] = [
    ['n', 'divide', [0]],
    ['n', 'modulo', [0]],
    ['n', 'increment', []],
    ['n', 'increment', ['1']],
    ['n', 'power', [400]],
    ['n', 'toggle', []],
    ['s', 'increment', [1]],
    ['s', 'stringConcat', ['12345678']],
    ['list', 'arrayAppend', ['text']],
    ['list', 'arrayInsert', [4, 1]],
    ['list', 'increment', [1]],
    ['d', 'dateAddDays', [1e9]],
  ]
  for (const [key, method, values] of misfits) {
    it(`${method} ${JSON.stringify(values)} does not fit ${key}`, async () => {
      const answer = await project.server.patch(await aRow(), { data: { [key]: { method, values } } })
      assert.partialDeepStrictEqual(answer, { status: 400, body: { type: 'row_invalid_structure' } })
    })
  }

  it('count from 0 where there is nothing', async () => {
    const path = await aRow({ s: 'x' })
    const answer = await project.server.patch(path, {
      data: { n: { method: 'increment', values: [4] }, list: { method: 'arrayAppend', values: [1] } },
    })
    assert.partialDeepStrictEqual(answer.body, { n: 4, list: [1] })
    assert.partialDeepStrictEqual((await project.server.patch(`${path}/x/increment`, { value: 1.5 })).body, { x: 1.5 })
  })

  it('leave a text alone that only looks like one', async () => {
    const path = await aRow()
    const text = '{"method":1}'.slice(0, 10)
    assert.partialDeepStrictEqual(await project.server.patch(path, { data: { s: text } }), {
      status: 200,
      body: { s: text },
    })
  })

  it('step by step never lose one, however many come at once', async () => {
    const path = await aRow({ n: 0 })
    const answers = await Promise.all(Array.from({ length: 40 }, () => project.server.patch(`${path}/n/increment`, {})))
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
    assert.equal((await project.server.get(path)).body.n, 40)
  })

  it('stop at the bound that the call names', async () => {
    const path = await aRow()
    const over = await project.server.patch(`${path}/n/increment`, { value: 5, max: 11 })
    assert.partialDeepStrictEqual(over, { status: 400, body: { type: 'column_limit_exceeded' } })
    const under = await project.server.patch(`${path}/n/decrement`, { value: 8, min: 0 })
    assert.partialDeepStrictEqual(under, { status: 400, body: { type: 'column_limit_exceeded' } })
    assert.equal((await project.server.patch(`${path}/n/decrement`, { value: 7, min: 0 })).body.n, 0)
  })

  it('refuse what is no number, and what is not there', async () => {
    const path = await aRow()
    assert.partialDeepStrictEqual(await project.server.patch(`${path}/s/increment`, {}), {
      status: 400,
      body: { type: 'attribute_type_invalid' },
    })
    assert.partialDeepStrictEqual(await project.server.patch(`${path}/list/increment`, {}), {
      status: 400,
      body: { type: 'attribute_type_invalid' },
    })
    assert.partialDeepStrictEqual(await project.server.patch(`${path}/none/increment`, {}), {
      status: 404,
      body: { type: 'column_not_found' },
    })
    assert.partialDeepStrictEqual(await project.server.patch(`${table.rows}/none/n/increment`, {}), {
      status: 404,
      body: { type: 'column_not_found' },
    })
    assert.partialDeepStrictEqual(await project.server.patch(`${path}/n/increment`, { value: 0 }), {
      status: 400,
      body: { type: 'general_argument_invalid' },
    })
    assert.partialDeepStrictEqual(await project.server.patch(`${path}/n/increment`, { value: 1.5 }), {
      status: 400,
      body: { type: 'general_argument_invalid' },
    })
  })
})
