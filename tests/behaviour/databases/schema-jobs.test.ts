import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '@basalt/config'
import { type Database, name, openDatabase, type Schema, sql } from '@basalt/database'
import { expectStatus } from '#support/client.ts'
import { testSecret } from '#support/environment.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'
import { until } from '#support/until.ts'
import { aTable, addColumn, query } from './a-table.ts'

/** One more than what a request goes through by itself. */
const manyRows = 10_001
/** A text index over them takes seconds. */
const wordyRows = 60_000

describe('changes of the schema that a request cannot wait for', () => {
  let project: TestProject
  let database: Database
  let schema: Schema
  before(async () => {
    project = await aProject()
    const { databaseUrl, redisUrl } = await theServer()
    const config = readConfig({
      BASALT_DATABASE_URL: databaseUrl,
      BASALT_REDIS_URL: redisUrl,
      BASALT_SECRET: testSecret,
    })
    database = await openDatabase({ ...config.database, maxConnections: 2 }, { warn: () => {}, error: () => {} })
    const row = await database.platform.one<{ schemaName: string }>(
      sql`SELECT schemaName FROM projects WHERE id = ${project.id}`,
    )
    schema = database.schema(row?.schemaName ?? '')
  })
  after(() => database.close())

  const tableName = async (id: string) => {
    const table = await schema.one<{ sequence: number }>(sql`SELECT sequence FROM schemaTables WHERE id = ${id}`)
    return name(`t_${table?.sequence}`)
  }
  const comesTo = (path: string, status: string): Promise<{ error: string }> =>
    until(
      async () => {
        const { body } = await project.server.get(path)
        return body.status === status ? body : null
      },
      { deadline: 30_000, what: `${path} ${status}` },
    )

  it('are taken back where a table in use does not let them be made: a column that is to be smaller', async () => {
    const path = await aTable(project, 'used', { text: { kind: 'string', size: 400 } })
    const column = `${path}/columns/string/text`
    const table = await tableName('used')
    const smaller = { required: false, default: null, size: 100, newKey: 'short' }
    const refused = await schema.transaction(async (tx) => {
      await tx.one(sql`SELECT 1 FROM ${table}`)
      return project.server.patch(column, smaller)
    })
    assert.partialDeepStrictEqual(refused, { status: 408, body: { type: 'database_timeout' } })
    const read = await project.server.get(`${path}/columns/text`)
    assert.partialDeepStrictEqual(read, { status: 200, body: { size: 400, status: 'available' } })
    const made = await project.server.post(`${path}/rows`, { rowId: 'x', data: { text: 'x'.repeat(300) } })
    assert.equal(made.status, 201)
    expectStatus(await project.server.delete(`${path}/rows/x`), 204)
    assert.partialDeepStrictEqual(await project.server.patch(column, smaller), { status: 200, body: { size: 100 } })
  })

  it('are made by a job: indexes, relationships and columns of a large table', async () => {
    const { server } = project
    const path = await aTable(project, 'large', {
      number: { kind: 'integer' },
      words: { kind: 'string', size: 100 },
    })
    await schema.run(
      sql`INSERT INTO ${await tableName('large')} (id, createdAt, updatedAt, permissions)
          SELECT CONCAT('r', seq), NOW(3), NOW(3), '[]' FROM ${name(`seq_1_to_${manyRows}`)}`,
    )
    expectStatus(
      await server.patch(`${path}/rows`, { data: { number: 1 }, queries: [query('equal', '$id', 'r7')] }),
      200,
    )
    const keys = `${path}/indexes`
    const made = await server.post(keys, { key: 'byNumber', type: 'key', columns: ['number'] })
    assert.partialDeepStrictEqual(made, { status: 202, body: { status: 'processing' } })
    await comesTo(`${keys}/byNumber`, 'available')
    const found = await server.get(`${path}/rows`, { queries: [query('equal', 'number', 1)] })
    assert.equal(found.body.total, 1)

    expectStatus(
      await server.patch(`${path}/rows`, { data: { number: 2 }, queries: [query('equal', '$id', 'r8', 'r9')] }),
      200,
    )
    await server.post(keys, { key: 'alone', type: 'unique', columns: ['number'] })
    assert.equal((await comesTo(`${keys}/alone`, 'failed')).error, 'Existing rows have equal values.')

    await server.post(keys, { key: 'text', type: 'fulltext', columns: ['words'] })
    await comesTo(`${keys}/text`, 'available')
    expectStatus(await addColumn(project, path, 'boolean', { key: 'late' }), 202)
    await comesTo(`${path}/columns/late`, 'available')
    await aTable(project, 'small')
    const relation = { relatedTableId: 'small', type: 'manyToOne', key: 'of' }
    expectStatus(await server.post(`${path}/columns/relationship`, relation), 202)
    await comesTo(`${path}/columns/of`, 'available')
    const row = { rowId: 'new', data: { late: true, of: { $id: 'one' } } }
    assert.equal((await server.post(`${path}/rows`, row)).status, 201)
  })

  it('tell how much of them is done', async () => {
    const { server } = project
    const path = await aTable(project, 'long', { words: { kind: 'string', size: 1000 } })
    const table = await schema.one<{ sequence: number }>(
      sql`SELECT sequence FROM schemaColumns WHERE columnKey = 'words' ORDER BY sequence DESC LIMIT 1`,
    )
    await schema.run(
      sql`INSERT INTO ${await tableName('long')} (id, createdAt, updatedAt, permissions, ${name(`c_${table?.sequence}`)})
          SELECT CONCAT('r', seq), NOW(3), NOW(3), '[]', CONCAT(REPEAT(CONCAT('word', seq, ' '), 40), SHA2(seq, 256))
          FROM ${name(`seq_1_to_${wordyRows}`)}`,
    )
    assert.deepEqual((await server.get(`${path}/progress`)).body, { changing: false, percent: null })
    await server.post(`${path}/indexes`, { key: 'text', type: 'fulltext', columns: ['words'] })
    const told = new Set<number>()
    await until(
      async () => {
        const { body } = expectStatus(await server.get(`${path}/progress`), 200)
        if (body.percent !== null) told.add(body.percent)
        return !body.changing
      },
      { deadline: 60_000, what: 'an index' },
    )
    assert.ok(told.size > 1, [...told].join(' '))
    assert.equal((await server.get(`${path}/indexes/text`)).body.status, 'available')
    assert.equal((await server.get(`/v1/tablesdb/main/tables/nowhere/progress`)).body.type, 'table_not_found')
  })

  it('come once the table is free, where somebody uses it for longer', async () => {
    const path = await aTable(project, 'held', { number: { kind: 'integer' } })
    const table = await tableName('held')
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    const held = schema.transaction(async (tx) => {
      await tx.all(sql`SELECT id FROM ${table}`)
      await released
    })
    const made = await project.server.post(`${path}/indexes`, { key: 'byNumber', type: 'key', columns: ['number'] })
    assert.partialDeepStrictEqual(made, { status: 202, body: { status: 'processing' } })
    assert.equal((await project.server.get(`${path}/indexes/byNumber`)).body.status, 'processing')
    release()
    await held
    await comesTo(`${path}/indexes/byNumber`, 'available')
  })
})
