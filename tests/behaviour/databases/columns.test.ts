import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'
import { addColumn, aTable, query } from './a-table.ts'

const smallest = '-9223372036854775808'
const common = { status: 'processing', error: '', required: false, array: false }

/** What a new column of each kind answers, beside what all have. */
const kinds: readonly (readonly [kind: string, options: object, answer: object])[] = [
  ['string', { size: 64 }, { type: 'string', size: 64, default: null, encrypt: false }],
  ['string', { size: 64, default: 'x' }, { type: 'string', default: 'x' }],
  ['string', { size: 150, encrypt: true }, { type: 'string', encrypt: true }],
  ['integer', { min: 0, max: 100, default: 5 }, { type: 'integer', min: 0, max: 100, default: 5 }],
  ['float', { default: 1.5 }, { type: 'double', min: -Number.MAX_VALUE, max: Number.MAX_VALUE, default: 1.5 }],
  ['boolean', { default: true }, { type: 'boolean', default: true }],
  ['datetime', { default: '2024-01-02' }, { type: 'datetime', format: '', default: '2024-01-02T00:00:00.000+00:00' }],
  ['email', { default: 'ada@example.com' }, { type: 'string', format: 'email', default: 'ada@example.com' }],
  ['url', { default: 'https://example.com' }, { type: 'string', format: 'url', default: 'https://example.com' }],
  ['ip', { default: '::1' }, { type: 'string', format: 'ip', default: '::1' }],
  [
    'enum',
    { elements: ['a', 'b'], default: 'b' },
    { type: 'string', format: 'enum', elements: ['a', 'b'], default: 'b' },
  ],
  ['enum', { elements: [] }, { type: 'string', format: 'enum', elements: [] }],
  ['point', { default: [1, 2] }, { type: 'point', default: [1, 2] }],
  ['line', {}, { type: 'linestring', default: null }],
  [
    'polygon',
    {
      default: [
        [0, 0],
        [0, 1],
        [1, 1],
        [0, 0],
      ],
    },
    {
      type: 'polygon',
      default: [
        [
          [0, 0],
          [0, 1],
          [1, 1],
          [0, 0],
        ],
      ],
    },
  ],
]

const refused: readonly (readonly [kind: string, options: object, type: string])[] = [
  ['integer', { min: 5, max: 1 }, 'column_value_invalid'],
  ['integer', { min: 1, max: 5, default: 9 }, 'column_value_invalid'],
  ['integer', { max: 5, min: -2_147_483_648, default: -2_147_483_648 }, 'column_value_invalid'],
  ['float', { required: true, default: 1 }, 'column_default_unsupported'],
  ['string', { size: 5, array: true, default: 'x' }, 'column_default_unsupported'],
  ['string', { size: 3, default: 'long' }, 'column_value_invalid'],
  ['string', { size: 149, encrypt: true }, 'general_bad_request'],
  ['string', { size: 0 }, 'general_argument_invalid'],
  ['string', { size: 1_073_741_825 }, 'general_argument_invalid'],
  ['string', { key: '_z', size: 5 }, 'general_argument_invalid'],
  ['string', { key: 'z'.repeat(37), size: 5 }, 'general_argument_invalid'],
  ['enum', { elements: ['a'], default: 'b' }, 'column_value_invalid'],
  ['enum', { elements: [''] }, 'general_argument_invalid'],
  ['email', { default: 'x' }, 'general_argument_invalid'],
  ['url', { default: 'x' }, 'general_argument_invalid'],
  ['ip', { default: '1.2.3' }, 'general_argument_invalid'],
  ['boolean', { default: 'maybe' }, 'general_argument_invalid'],
  ['datetime', { default: 'tomorrow' }, 'general_argument_invalid'],
  ['point', { default: [200, 0] }, 'general_argument_invalid'],
  [
    'polygon',
    {
      default: [
        [0, 0],
        [0, 1],
        [1, 1],
        [1, 0],
      ],
    },
    'general_argument_invalid',
  ],
]

describe('adding columns', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  it('answers with what the kind has, and has it available at once', async () => {
    const path = await aTable(project, 'kinds')
    for (const [index, [kind, options, answer]] of kinds.entries()) {
      const key = `k${index}`
      const made = await addColumn(project, path, kind, { key, ...options })
      assert.partialDeepStrictEqual(made, { status: 202, body: { ...common, key, ...answer } })
      const seen = await project.server.get(`${path}/columns/${key}`)
      assert.deepEqual(seen.body, { ...made.body, status: 'available', $updatedAt: seen.body.$updatedAt })
    }
  })

  it('shows the bounds of a 64-bit integer to the last digit', async () => {
    const path = await aTable(project, 'digits')
    await addColumn(project, path, 'integer', { key: 'wide', default: 3 })
    const { body } = await project.server.get(`${path}/columns`, {}, { accept: 'text/plain' })
    assert.equal(body.columns[0].max, Number('9223372036854775807'))
    const raw = await fetch(`${project.origin}${path}/columns/wide`, {
      headers: { 'x-appwrite-project': project.id, 'x-appwrite-key': project.key },
    })
    assert.match(await raw.text(), new RegExp(`"min":${smallest},"max":9223372036854775807,`))
  })

  it('refuses options that do not fit', async () => {
    const path = await aTable(project, 'options')
    for (const [kind, options, type] of refused) {
      const answer = await addColumn(project, path, kind, { key: 'z', ...options })
      assert.partialDeepStrictEqual(answer, { status: 400, body: { type } }, `${kind} ${JSON.stringify(options)}`)
    }
    assert.equal((await project.server.get(`${path}/columns`)).body.total, 0)
  })

  it('takes each key once, whatever its case', async () => {
    const path = await aTable(project, 'keys', { name: { kind: 'boolean' } })
    const again = await addColumn(project, path, 'boolean', { key: 'NAME' })
    assert.partialDeepStrictEqual(again, { status: 409, body: { type: 'column_already_exists' } })
    const legacy = path.replace('tablesdb', 'databases').replace('tables/', 'collections/')
    const twin = await project.server.post(`${legacy}/attributes/boolean`, { key: 'name', required: false })
    assert.partialDeepStrictEqual(twin, { status: 409, body: { type: 'attribute_already_exists' } })
  })

  it('keeps apart keys that differ in a dot', async () => {
    const path = await aTable(project, 'dots', { 'a.b': { kind: 'integer' }, ab: { kind: 'integer' } })
    const made = await project.server.post(`${path}/rows`, { rowId: 'r', data: { 'a.b': 1, ab: 2 } })
    assert.partialDeepStrictEqual(made, { status: 201, body: { 'a.b': 1, ab: 2 } })
  })

  it('answers 404 for a table or database that is missing', async () => {
    await aTable(project, 'here')
    const noTable = await addColumn(project, '/v1/tablesdb/main/tables/nowhere', 'boolean', { key: 'a' })
    assert.partialDeepStrictEqual(noTable, { status: 404, body: { type: 'table_not_found' } })
    const noDatabase = await addColumn(project, '/v1/tablesdb/nowhere/tables/here', 'boolean', { key: 'a' })
    assert.partialDeepStrictEqual(noDatabase, { status: 404, body: { type: 'database_not_found' } })
    const noColumn = await project.server.get('/v1/tablesdb/main/tables/here/columns/nothing')
    assert.partialDeepStrictEqual(noColumn, { status: 404, body: { type: 'column_not_found' } })
  })

  it('leaves existing rows without the default, and fills new ones', async () => {
    const path = await aTable(project, 'filled', { text: { kind: 'string', size: 10 } })
    await project.server.post(`${path}/rows`, { rowId: 'old', data: { text: 'a' } })
    await addColumn(project, path, 'integer', { key: 'n', default: 7 })
    await project.server.post(`${path}/rows`, { rowId: 'new', data: { text: 'b' } })
    assert.equal((await project.server.get(`${path}/rows/old`)).body.n, null)
    assert.equal((await project.server.get(`${path}/rows/new`)).body.n, 7)
  })

  it('refuses a required position where rows would lack it', async () => {
    const path = await aTable(project, 'places', { text: { kind: 'string', size: 10 } })
    assert.equal((await addColumn(project, path, 'point', { key: 'first', required: true })).status, 202)
    const other = await aTable(project, 'populated', { text: { kind: 'string', size: 10 } })
    await project.server.post(`${other}/rows`, { rowId: 'r', data: { text: 'a' } })
    const late = await addColumn(project, other, 'point', { key: 'late', required: true })
    assert.partialDeepStrictEqual(late, { status: 400, body: { type: 'row_invalid_structure' } })
  })

  it('stops when a row would be too wide', async () => {
    const path = await aTable(project, 'wide')
    let last = 202
    let made = 0
    for (; last === 202 && made < 100; made++) {
      last = (await addColumn(project, path, 'string', { key: `c${made}`, size: 255 })).status
    }
    assert.equal(last, 400)
    assert.ok(made > 60, `only ${made} texts of 255 characters fitted`)
    const next = await addColumn(project, path, 'email', { key: 'mail' })
    assert.partialDeepStrictEqual(next.body, { type: 'column_limit_exceeded' })
    const statuses = await project.server.get(`${path}/columns`, {
      queries: [query('notEqual', 'status', 'available')],
    })
    assert.equal(statuses.body.total, 0)
  })

  it('holds many requests at once', async () => {
    const path = await aTable(project, 'crowd')
    const keys = Array.from({ length: 12 }, (_, index) => `c${index}`)
    const answers = await Promise.all(keys.map((key) => addColumn(project, path, 'boolean', { key })))
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([202]))
    const listed = await project.server.get(`${path}/columns`, { queries: [query('equal', 'status', 'available')] })
    assert.equal(listed.body.total, 12)
    const data = Object.fromEntries(keys.map((key) => [key, true]))
    assert.partialDeepStrictEqual(await project.server.post(`${path}/rows`, { rowId: 'r', data }), {
      status: 201,
      body: data,
    })
  })

  it('lists in order of creation, from a key on', async () => {
    const path = await aTable(project, 'listed', {
      b: { kind: 'boolean' },
      a: { kind: 'integer', required: true },
      c: { kind: 'boolean', array: true },
    })
    const all = await project.server.get(`${path}/columns`)
    assert.deepEqual(
      all.body.columns.map(({ key }: { key: string }) => key),
      ['b', 'a', 'c'],
    )
    const after = await project.server.get(`${path}/columns`, {
      queries: [query('cursorAfter', '', 'b'), query('limit', '', 1)],
    })
    assert.deepEqual([after.body.total, after.body.columns.length, after.body.columns[0].key], [3, 1, 'a'])
    const required = await project.server.get(`${path}/columns`, { queries: [query('equal', 'required', true)] })
    assert.deepEqual(
      required.body.columns.map(({ key }: { key: string }) => key),
      ['a'],
    )
  })

  it('takes any text in the filters of lists', async () => {
    const path = await aTable(project, 'texts', { b: { kind: 'boolean' } })
    for (const [list, fields] of [
      ['columns', ['key', 'type', 'status', 'error']],
      ['indexes', ['key', 'type', 'status']],
    ] as const) {
      for (const field of fields) {
        const answer = await project.server.get(`${path}/${list}`, { queries: [query('equal', field, 'é☃')] })
        assert.partialDeepStrictEqual(answer, { status: 200, body: { total: 0 } }, `${list} ${field}`)
      }
    }
  })
})
