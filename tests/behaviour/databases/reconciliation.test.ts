import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '@basalt/config'
import { reconcileSchema } from '@basalt/core/databases'
import { type Database, name, openDatabase, type Schema, sql } from '@basalt/database'
import { aProject, type TestProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'
import { aTable } from './a-table.ts'

type Part = { readonly sequence: number; readonly tableSequence: number }

describe('reconciling a schema after a crash', () => {
  let project: TestProject
  let database: Database
  let schema: Schema
  before(async () => {
    project = await aProject()
    const { databaseUrl, redisUrl } = await theServer()
    const secret = 'a secret that this connection needs not'
    const config = readConfig({
      BASALT_DATABASE_URL: databaseUrl,
      BASALT_REDIS_URL: redisUrl,
      BASALT_SECRET: secret,
    })
    database = await openDatabase({ ...config.database, maxConnections: 3 }, { warn: () => {}, error: () => {} })
    const row = await database.platform.one<{ schemaName: string }>(
      sql`SELECT schemaName FROM projects WHERE id = ${project.id}`,
    )
    schema = database.schema(row?.schemaName ?? '')
  })
  after(() => database.close())

  const columnOf = async (key: string): Promise<Part> => {
    const found = await schema.one<Part>(
      sql`SELECT sequence, tableSequence FROM schemaColumns WHERE columnKey = ${key}`,
    )
    assert.ok(found)
    return found
  }
  const tables = async (): Promise<readonly string[]> => {
    const found = await schema.all<{ tableName: string }>(
      sql`SELECT TABLE_NAME AS tableName FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${schema.schema}`,
    )
    return found.map(({ tableName }) => tableName)
  }

  it('has nothing to do when nothing broke off', async () => {
    await aTable(project, 'whole', { fine: { kind: 'boolean' } })
    assert.equal(await reconcileSchema(schema), 0)
  })

  it('adds the column that was announced only', async () => {
    const path = await aTable(project, 'announced', { late: { kind: 'integer' } })
    const { sequence, tableSequence } = await columnOf('late')
    await schema.run(sql`UPDATE schemaColumns SET status = 'processing' WHERE sequence = ${sequence}`)
    await schema.run(sql`UPDATE schemaTables SET version = version + 1 WHERE sequence = ${tableSequence}`)
    await schema.define(sql`ALTER TABLE ${name(`t_${tableSequence}`)} DROP COLUMN ${name(`c_${sequence}`)}`)
    const refused = await project.server.post(`${path}/rows`, { rowId: 'r', data: { late: 1 } })
    assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'row_invalid_structure' } })
    assert.equal(await reconcileSchema(schema), 1)
    assert.equal((await project.server.get(`${path}/columns/late`)).body.status, 'available')
    assert.equal((await project.server.post(`${path}/rows`, { rowId: 'r', data: { late: 1 } })).status, 201)
    assert.equal(await reconcileSchema(schema), 0)
  })

  it('ends the removal of a column and of an index, and builds what was not built', async () => {
    const path = await aTable(project, 'halves', { leaving: { kind: 'integer' }, staying: { kind: 'integer' } })
    for (const key of ['dropped', 'built']) {
      await project.server.post(`${path}/indexes`, { key, type: 'key', columns: ['staying'] })
    }
    const { sequence, tableSequence } = await columnOf('leaving')
    await schema.run(sql`UPDATE schemaColumns SET status = 'deleting' WHERE sequence = ${sequence}`)
    await schema.run(sql`UPDATE schemaIndexes SET status = 'deleting' WHERE indexKey = 'dropped'`)
    await schema.run(sql`UPDATE schemaIndexes SET status = 'processing' WHERE indexKey = 'built'`)
    const built = await schema.one<Part>(sql`SELECT sequence FROM schemaIndexes WHERE indexKey = 'built'`)
    await schema.define(sql`ALTER TABLE ${name(`t_${tableSequence}`)} DROP KEY ${name(`i_${built?.sequence}`)}`)
    await reconcileSchema(schema)
    const { body } = await project.server.get(path)
    assert.deepEqual(
      body.columns.map(({ key }: { key: string }) => key),
      ['staying'],
    )
    assert.partialDeepStrictEqual(body.indexes, [{ key: 'built', status: 'available' }])
    const keys = await schema.all<{ keyName: string }>(
      sql`SELECT DISTINCT INDEX_NAME AS keyName FROM information_schema.STATISTICS
          WHERE TABLE_SCHEMA = ${schema.schema} AND TABLE_NAME = ${`t_${tableSequence}`} AND INDEX_NAME LIKE 'i\_%'`,
    )
    assert.deepEqual(
      keys.map(({ keyName }) => keyName),
      [`i_${built?.sequence}`],
    )
  })

  it('says why an index cannot be built', async () => {
    const path = await aTable(project, 'repeats', { value: { kind: 'integer' } })
    await project.server.post(`${path}/indexes`, { key: 'once', type: 'unique', columns: ['value'] })
    const { tableSequence } = await columnOf('value')
    const index = await schema.one<Part>(sql`SELECT sequence FROM schemaIndexes WHERE indexKey = 'once'`)
    await schema.define(sql`ALTER TABLE ${name(`t_${tableSequence}`)} DROP KEY ${name(`i_${index?.sequence}`)}`)
    await schema.run(sql`UPDATE schemaIndexes SET status = 'processing' WHERE indexKey = 'once'`)
    for (const rowId of ['a', 'b']) await project.server.post(`${path}/rows`, { rowId, data: { value: 1 } })
    await reconcileSchema(schema)
    const seen = await project.server.get(`${path}/indexes/once`)
    assert.equal(seen.body.status, 'failed')
    assert.notEqual(seen.body.error, '')
  })

  it('drops tables that were given up, and spares those that are being made', async () => {
    const reserve = async (dropped: boolean, minutesAgo: number): Promise<string> => {
      const createdAt = new Date(Date.now() - minutesAgo * 60_000)
      const { insertId } = await schema.run(
        sql`INSERT INTO unclaimedTables (createdAt, dropped) VALUES (${createdAt}, ${dropped})`,
      )
      await schema.define(sql`CREATE TABLE ${name(`t_${insertId}`)} (id INT)`)
      return `t_${insertId}`
    }
    const [givenUp, crashed, young] = [await reserve(true, 0), await reserve(false, 60), await reserve(false, 0)]
    await schema.define(sql`CREATE TABLE l_999999 (id INT)`)
    await reconcileSchema(schema)
    const left = await tables()
    assert.deepEqual(
      [givenUp, crashed, 'l_999999', young].map((table) => left.includes(table)),
      [false, false, false, true],
    )
  })
})
