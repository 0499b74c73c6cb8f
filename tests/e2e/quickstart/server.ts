import assert from 'node:assert/strict'
import { until } from '#support/until.ts'
import type { NewProject } from './console.ts'
import type { Sdks } from './sdks.ts'
import { collections, tables, type Vocabulary } from './vocabulary.ts'

/** Where the app's users will write. */
export type AppTable = { readonly databaseId: string; readonly tableId: string }

/** With the key: a database with every scalar column, indexes, rows and all queries, under both sets of names. */
export async function buildDatabases(sdks: Sdks, endpoint: string, { projectId, key }: NewProject): Promise<AppTable> {
  const client = new sdks.server.Client().setEndpoint(endpoint).setProject(projectId).setKey(key)
  for (const vocabulary of [tables(sdks, client), collections(sdks, client)]) {
    const databaseId = vocabulary.name.toLowerCase()
    await vocabulary.createDatabase(databaseId, vocabulary.name)
    await defineTable(vocabulary, databaseId)
    await writeRows(sdks, vocabulary, databaseId)
    await queryRows(sdks, vocabulary, databaseId)
  }
  const { Permission, Role } = sdks.server
  await tables(sdks, client).createTable('tablesdb', 'notes', [Permission.create(Role.users())])
  await new sdks.server.TablesDB(client).createStringColumn({
    databaseId: 'tablesdb',
    tableId: 'notes',
    key: 'text',
    size: 200,
    required: true,
  })
  await until(async () => (await tables(sdks, client).columns('tablesdb', 'notes')).every(isReady))
  return { databaseId: 'tablesdb', tableId: 'notes' }
}

function isReady({ status }: { readonly status: string }): boolean {
  return status === 'available'
}

async function defineTable(vocabulary: Vocabulary, databaseId: string): Promise<void> {
  await vocabulary.createTable(databaseId, 'posts', [])
  await vocabulary.createColumns(databaseId, 'posts')
  await until(async () => (await vocabulary.columns(databaseId, 'posts')).every(isReady), { what: 'columns' })
  assert.deepEqual(
    (await vocabulary.columns(databaseId, 'posts')).map((column) => column.key),
    ['title', 'number', 'score', 'done', 'at', 'mail', 'kind', 'ip', 'link', 'tags'],
  )
  await vocabulary.createIndex(databaseId, 'posts', 'byNumber', 'key', ['number'])
  await vocabulary.createIndex(databaseId, 'posts', 'oneTitle', 'unique', ['title'])
  await until(async () => (await vocabulary.indexes(databaseId, 'posts')).every(isReady), { what: 'indexes' })
}

async function writeRows({ server }: Sdks, vocabulary: Vocabulary, databaseId: string): Promise<void> {
  const at = (rowId: string) => ({ databaseId, tableId: 'posts', rowId })
  const full = {
    title: 'Row 1',
    number: 1,
    score: 1.5,
    done: true,
    at: '2026-01-02T03:04:05.678+00:00',
    mail: 'ada@basalt.test',
    kind: 'a',
    ip: '10.0.0.1',
    link: 'https://basalt.test/a',
    tags: ['x', 'y'],
  }
  const made = await vocabulary.create({ ...at('r1'), data: full })
  assert.partialDeepStrictEqual(made, { $id: 'r1', ...full })
  for (let number = 2; number <= 6; number++) {
    const data = { title: `Row ${number}`, number, ...(number === 6 ? {} : { score: number / 2 }) }
    await vocabulary.create({ ...at(`r${number}`), data, permissions: [server.Permission.read(server.Role.any())] })
  }
  assert.partialDeepStrictEqual(await vocabulary.get(at('r2')), {
    title: 'Row 2',
    number: 2,
    done: false,
    mail: null,
    tags: [],
    $permissions: ['read("any")'],
  })
  await refused(vocabulary.create({ ...at('r1'), data: { title: 'Taken id' } }), 409)
  await refused(vocabulary.create({ ...at('r9'), data: { title: 'Row 1' } }), 409)
  await refused(vocabulary.create({ ...at('r9'), data: { title: 'Unknown field', nope: 1 } }), 400)
  await refused(vocabulary.get(at('r9')), 404)

  assert.equal((await vocabulary.update({ ...at('r3'), data: { score: 30.5 } }))['score'], 30.5)
  assert.equal((await vocabulary.upsert({ ...at('r4'), data: { title: 'Row 4b' } }))['title'], 'Row 4b')
  assert.equal((await vocabulary.upsert({ ...at('r7'), data: { title: 'Row 7', number: 7 } }))['number'], 7)
  await vocabulary.remove(at('r7'))
  await refused(vocabulary.get(at('r7')), 404)
}

async function queryRows({ server }: Sdks, vocabulary: Vocabulary, databaseId: string): Promise<void> {
  const { Query } = server
  const ids = async (...queries: string[]): Promise<readonly string[]> =>
    (await vocabulary.list(databaseId, 'posts', queries)).rows.map(({ $id }) => $id)
  assert.equal((await vocabulary.list(databaseId, 'posts', [Query.limit(2)])).total, 6)
  assert.deepEqual(await ids(Query.equal('number', 2)), ['r2'])
  assert.deepEqual(await ids(Query.equal('title', ['Row 1', 'Row 5'])), ['r1', 'r5'])
  assert.deepEqual(await ids(Query.notEqual('number', 2)), ['r1', 'r3', 'r4', 'r5', 'r6'])
  assert.deepEqual(await ids(Query.lessThan('number', 3)), ['r1', 'r2'])
  assert.deepEqual(await ids(Query.lessThanEqual('number', 3)), ['r1', 'r2', 'r3'])
  assert.deepEqual(await ids(Query.greaterThan('score', 2)), ['r3', 'r5'])
  assert.deepEqual(await ids(Query.greaterThanEqual('number', 5)), ['r5', 'r6'])
  assert.deepEqual(await ids(Query.between('number', 2, 4)), ['r2', 'r3', 'r4'])
  assert.deepEqual(await ids(Query.contains('tags', ['y'])), ['r1'])
  assert.deepEqual(await ids(Query.contains('title', '4b')), ['r4'])
  assert.deepEqual(await ids(Query.startsWith('title', 'Row 5')), ['r5'])
  assert.deepEqual(await ids(Query.isNull('score')), ['r6'])
  assert.deepEqual(await ids(Query.isNotNull('mail')), ['r1'])
  assert.deepEqual(await ids(Query.or([Query.equal('number', 1), Query.equal('number', 6)])), ['r1', 'r6'])
  assert.deepEqual(await ids(Query.and([Query.greaterThan('number', 1), Query.lessThan('number', 4)])), ['r2', 'r3'])
  assert.deepEqual(await ids(Query.orderDesc('number'), Query.limit(2)), ['r6', 'r5'])
  assert.deepEqual(await ids(Query.orderAsc('number'), Query.limit(2), Query.offset(2)), ['r3', 'r4'])
  assert.deepEqual(await ids(Query.orderDesc('number'), Query.cursorAfter('r5'), Query.limit(2)), ['r4', 'r3'])
  assert.deepEqual(await ids(Query.orderDesc('number'), Query.cursorBefore('r4'), Query.limit(1)), ['r5'])
  const [selected] = (await vocabulary.list(databaseId, 'posts', [Query.select(['title']), Query.limit(1)])).rows
  assert.equal(selected?.['title'], 'Row 1')
  assert.equal(Object.hasOwn(selected ?? {}, 'number'), false)
  await refused(ids(Query.equal('nope', 1)), 400)
}

async function refused(call: Promise<unknown>, code: number): Promise<void> {
  await assert.rejects(call, (error: unknown) => error instanceof Error && 'code' in error && error.code === code)
}
