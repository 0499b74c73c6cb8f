import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'
import { aTable, query, type TestTable } from './a-table.ts'

const columns = [
  { kind: 'string', key: 'title', size: 40 },
  { kind: 'integer', key: 'count' },
  { kind: 'float', key: 'ratio' },
  { kind: 'datetime', key: 'at' },
  { kind: 'string', key: 'tags', size: 10, array: true },
]
const many = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => String(index))
const nested = (depth: number): string =>
  depth === 0 ? query('equal', 'title', ['x']) : `{"method":"and","values":[${nested(depth - 1)},${nested(0)}]}`
const equals = (attribute: string, value: string): string =>
  `{"method":"equal","attribute":"${attribute}","values":[${value}]}`

/** Queries, and the error that each must get; null where they are odd but fine. */
const queries: readonly (readonly [what: string, queries: readonly string[], type: string | null])[] = [
  ['twenty levels', [nested(20)], null],
  ['two hundred levels', [nested(200)], 'general_argument_invalid'],
  ['500 values', [query('equal', 'title', many(500))], null],
  ['501 values', [query('equal', 'title', many(501))], 'general_query_invalid'],
  ['10,000 values', [query('equal', 'title', many(10_000))], 'general_argument_invalid'],
  ['101 queries', many(101).map(() => query('limit', '', [1])), 'general_argument_invalid'],
  ['one query of 4 KB', [query('equal', 'title', ['x'.repeat(4096)])], 'general_argument_invalid'],
  ['a huge offset', [query('offset', '', [Number.MAX_SAFE_INTEGER])], null],
  ['a negative offset', [query('offset', '', [-1])], 'general_query_invalid'],
  ['a huge limit', [query('limit', '', [1e9])], null],
  ['a limit of none', [query('limit', '', [0])], 'general_query_invalid'],
  ['a broken limit', [query('limit', '', [1.5])], 'general_query_invalid'],
  ['a cursor of no row', [query('cursorAfter', '', ['nobody'])], 'general_cursor_not_found'],
  ['a cursor that is no id', [query('cursorAfter', '', [{ $id: 'x' }])], 'general_query_invalid'],
  ['no JSON', ['{'], 'general_query_invalid'],
  ['a list', ['[]'], 'general_query_invalid'],
  ['null', ['null'], 'general_query_invalid'],
  ['a method that is none', [query('sleep', 'title', ['x'])], 'general_query_invalid'],
  ['a field that is none', [query('equal', 'nope', ['x'])], 'general_query_invalid'],
  ['SQL for a field', [query('equal', "title` = '' OR 1=1 -- ", ['x'])], 'general_query_invalid'],
  ['SQL for a value', [query('equal', 'title', ["' OR 1=1 -- "])], null],
  ['a field of all objects', [query('equal', '__proto__', ['x'])], 'general_query_invalid'],
  ['an integer of no size', [equals('count', '99999999999999999999999')], 'general_query_invalid'],
  ['NaN', [equals('ratio', 'NaN')], 'general_query_invalid'],
  ['a float of no size', [equals('ratio', '1e999')], 'general_query_invalid'],
  ['half a character', [equals('title', '"\\ud800"')], null],
  ['a null character', [equals('title', '"\\u0000"')], null],
  ['a date that is none', [query('greaterThan', 'at', ['yesterday'])], 'general_query_invalid'],
  ['an object for a text', [query('equal', 'title', [{ a: 1 }])], 'general_query_invalid'],
  ['an interval of one end', [query('between', 'count', [1])], 'general_query_invalid'],
  ['a search without an index', [query('search', 'title', ['+(*"'])], 'general_query_invalid'],
]

/** JSON of a row's data, and the error that it must get; null where it is taken. */
const rows: readonly (readonly [what: string, data: string, type: string | null])[] = [
  ['an integer beyond 64 bits', '{"count":9223372036854775808}', 'row_invalid_structure'],
  ['the largest integer', '{"count":9223372036854775807}', null],
  ['a fraction for an integer', '{"count":1.5}', 'row_invalid_structure'],
  ['NaN', '{"ratio":NaN}', 'general_argument_invalid'],
  ['a float of no size', '{"ratio":1e999}', 'row_invalid_structure'],
  ['a key twice', '{"title":"a","title":"b"}', null],
  ['half a character', '{"title":"\\ud800"}', null],
  ['a null character', '{"title":"\\u0000"}', null],
  ['40 characters of two units', `{"title":"${'😀'.repeat(40)}"}`, null],
  ['41 characters of two units', `{"title":"${'😀'.repeat(41)}"}`, 'row_invalid_structure'],
  ['a megabyte of text', `{"title":"${'x'.repeat(1_000_000)}"}`, 'row_invalid_structure'],
  ['a list of 10,000', `{"tags":${JSON.stringify(many(10_000))}}`, null],
  ['100,000 lists in lists', '['.repeat(100_000) + ']'.repeat(100_000), 'row_missing_data'],
  ['5,000 objects in objects', `{"title":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`, 'row_invalid_structure'],
  ['200,000 lists in a column', `{"title":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'row_invalid_structure'],
  ['a prototype', '{"__proto__":{"title":"x"}}', 'row_invalid_structure'],
  ['a column of all objects', '{"constructor":"x"}', 'row_invalid_structure'],
  ['a date of no year', '{"at":"99999-01-01T00:00:00Z"}', 'row_invalid_structure'],
  ['a date that no calendar has', '{"at":"2024-02-30T00:00:00Z"}', 'row_invalid_structure'],
]

describe('hostile input to rows', () => {
  let project: TestProject
  let table: TestTable
  before(async () => {
    project = await aProject()
    table = await aTable(project, columns)
  })

  const send = (
    body: string | Buffer,
    { method = 'POST', path = table.rows }: { readonly method?: string; readonly path?: string } = {},
  ): Promise<Response> =>
    fetch(project.origin + path, {
      method,
      body,
      headers: {
        'content-type': 'application/json',
        'x-appwrite-project': project.id,
        'x-appwrite-key': project.key,
      },
    })
  const typeOf = async (answer: Response): Promise<string | null> =>
    answer.status < 400 ? null : ((await answer.json()) as { type: string }).type

  it('in queries is refused by type, or understood', async () => {
    for (const [what, given, type] of queries) {
      const { status, body } = await project.server.get(table.rows, { queries: given })
      assert.deepEqual([status, body.type ?? null], [type === null ? 200 : 400, type], what)
    }
  })

  it('in rows is refused by type, or kept as it is', async () => {
    for (const [what, data, type] of rows) {
      assert.equal(await typeOf(await send(`{"rowId":"unique()","data":${data}}`)), type, what)
    }
    const { body } = await project.server.get(table.rows, { queries: [query('isNotNull', 'count')] })
    assert.equal(body.total, 1)
  })

  it('in rows of transactions, in bulk and in operations is refused by type', async () => {
    const { server } = project
    const transactionId: string = (await server.post('/v1/tablesdb/transactions', {})).body.$id
    const data = { title: 'DEEP' }
    const withDeep = (body: object): string =>
      JSON.stringify(body).replaceAll('"DEEP"', () => `${'['.repeat(200_000)}${']'.repeat(200_000)}`)
    const at = { databaseId: table.path.split('/')[3], tableId: table.id, rowId: 'x' }
    const operations = ['create', 'upsert'].map((action) => ({ action, ...at, data }))
    const bodies: readonly (readonly [method: string, path: string, body: object, type: string])[] = [
      ['POST', table.rows, { rowId: 'x', data, transactionId }, 'row_invalid_structure'],
      ['PUT', `${table.rows}/x`, { data, transactionId }, 'row_invalid_structure'],
      ['POST', table.rows, { rows: [data] }, 'row_invalid_structure'],
      ['PUT', table.rows, { rows: [data], transactionId }, 'row_invalid_structure'],
      ['PATCH', table.rows, { data }, 'row_invalid_structure'],
      ['PATCH', table.rows, { data, transactionId }, 'row_invalid_structure'],
      ['POST', `/v1/tablesdb/transactions/${transactionId}/operations`, { operations }, 'general_argument_invalid'],
    ]
    for (const [method, path, body, type] of bodies) {
      assert.equal(await typeOf(await send(withDeep(body), { method, path })), type, `${method} ${path}`)
    }
  })

  it('in searches is refused by type, or looks for what can be found', async () => {
    const { server } = project
    const wordy = await aTable(project, [{ kind: 'string', key: 'text', size: 400 }])
    await server.post(`${wordy.path}/indexes`, { key: 'words', type: 'fulltext', columns: ['text'] })
    await server.post(wordy.rows, { rowId: 'x', data: { text: 'word '.repeat(60) } })
    const phrase = (count: number): string => `"${'word '.repeat(count)}"`
    const search = (method: string, text: string) =>
      server.get(wordy.rows, { queries: [query(method, 'text', [text])] })
    for (const text of [
      phrase(50),
      phrase(100),
      'word '.repeat(800),
      '_',
      '"',
      '""',
      '"_"',
      '+-<>()~*"@',
      'e\u0301',
      '字',
    ]) {
      assert.equal((await search('search', text)).status, 200, text)
      assert.equal((await search('notSearch', text)).status, 200, text)
    }
    assert.equal((await search('search', phrase(50))).body.total, 1)
    for (const method of ['search', 'notSearch']) {
      const refused = await search(method, phrase(101))
      assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'general_query_invalid' } })
    }
    const named = await server.get('/v1/tablesdb', { search: `"${'a '.repeat(127)}"` })
    assert.partialDeepStrictEqual(named, { status: 400, body: { type: 'general_argument_invalid' } })
  })

  it('in lists of floats is found by what it became', async () => {
    const { server } = project
    const floats = await aTable(project, [{ kind: 'float', key: 'list', array: true }])
    const body = '{"rowId":"x","data":{"list":[9007199254740993,1e21]}}'
    assert.equal(await typeOf(await send(body, { path: floats.rows })), null)
    for (const value of ['9007199254740993', '9007199254740992', '1e21']) {
      const contains = `{"method":"contains","attribute":"list","values":[${value}]}`
      assert.equal((await server.get(floats.rows, { queries: [contains] })).body.total, 1, value)
    }
  })

  it('in operators is refused where the result could not be held', async () => {
    const { server } = project
    const wide = await aTable(project, [{ kind: 'string', key: 'text', size: 3_000_000 }])
    await server.post(wide.rows, { rowId: 'x', data: { text: 'a'.repeat(1_000_000) } })
    const replace = (search: string, by: string): object => ({ method: 'stringReplace', values: [search, by] })
    const patch = (text: object) => server.patch(`${wide.rows}/x`, { data: { text } })
    const refused = await patch(replace('a', 'b'.repeat(1_000_000)))
    assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'row_invalid_structure' } })
    const { status, body } = await patch(replace('a', 'bc'))
    assert.deepEqual([status, body.text], [200, 'bc'.repeat(1_000_000)])
  })

  it('in keys that all objects have is told apart from what they have', async () => {
    const names = ['constructor', 'toString', 'valueOf']
    const odd = await aTable(
      project,
      names.map((key) => ({ kind: 'string', key, size: 9, required: key === 'toString' })),
    )
    const { server } = project
    const refused = { status: 400, body: { type: 'row_invalid_structure' } }
    assert.partialDeepStrictEqual(await server.post(odd.rows, { rowId: 'x', data: { valueOf: 'x' } }), refused)
    const made = await server.post(odd.rows, { rowId: 'x', data: { toString: 'x' } })
    assert.deepEqual(
      names.map((key) => made.body[key]),
      [null, 'x', null],
    )
    assert.partialDeepStrictEqual(await server.put(`${odd.rows}/x`, { data: { valueOf: 'y' } }), refused)
    assert.partialDeepStrictEqual(await server.patch(`${odd.rows}/x`, { data: { valueOf: 'y' } }), {
      status: 200,
      body: { constructor: null, toString: 'x', valueOf: 'y' },
    })
  })

  it('in bodies that are no row is refused', async () => {
    for (const body of ['5', '"text"', '{"rowId":"unique()","da', Buffer.from([0xff, 0xfe, 0x00])]) {
      assert.equal(await typeOf(await send(body)), 'general_argument_invalid')
    }
    for (const body of ['', '[]', '{}']) assert.equal(await typeOf(await send(body)), 'row_missing_data')
  })

  it('that would fill the memory is refused: pages without end, and transactions', async () => {
    const { server } = project
    const all = await server.get(table.rows, { queries: [query('limit', '', [Number.MAX_SAFE_INTEGER])] })
    assert.equal(all.body.rows.length, all.body.total)
    const ada = await project.aUser()
    const answers = await Promise.all(many(140).map(() => ada.post('/v1/tablesdb/transactions', {})))
    const refused = answers.filter(({ status }) => status !== 201)
    assert.ok(refused.length > 0)
    for (const { body } of refused) assert.equal(body.type, 'transaction_limit_exceeded')
    assert.equal((await project.aGuest().post('/v1/tablesdb/transactions', {})).status, 404)
    assert.equal((await server.post('/v1/tablesdb/transactions', {})).status, 201)
  })
})
