import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '@basalt/config'
import { type Database, name, openDatabase, type Schema, sql } from '@basalt/database'
import { expectStatus } from '#support/client.ts'
import { testSecret } from '#support/environment.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'
import { aTable } from './a-table.ts'

const secret = 'the treasure lies under the oak'

type Place = { readonly tableName: string; readonly columnName: string }

describe('texts of encrypted columns', () => {
  let project: TestProject
  let database: Database
  let schema: Schema

  before(async () => {
    project = await aProject()
    const { databaseUrl, redisUrl } = await theServer()
    const settings = {
      BASALT_DATABASE_URL: databaseUrl,
      BASALT_REDIS_URL: redisUrl,
      BASALT_SECRET: testSecret,
    }
    database = await openDatabase(readConfig(settings).database, { warn: () => {}, error: () => {} })
    const row = await database.platform.one<{ schemaName: string }>(
      sql`SELECT schemaName FROM projects WHERE id = ${project.id}`,
    )
    schema = database.schema(row?.schemaName ?? '')
  })
  after(() => database.close())

  /** Where the secret can be read in the tables of the project. */
  const places = async (): Promise<readonly string[]> => {
    const columns = await schema.all<Place>(
      sql`SELECT TABLE_NAME AS tableName, COLUMN_NAME AS columnName FROM information_schema.COLUMNS
          WHERE TABLE_SCHEMA = ${schema.schema} AND DATA_TYPE IN ('varchar', 'text', 'mediumtext', 'longtext', 'json')`,
    )
    const found: string[] = []
    for (const { tableName, columnName } of columns) {
      const hit = await schema.one(
        sql`SELECT 1 FROM ${name(tableName)} WHERE INSTR(BINARY ${name(columnName)}, ${secret}) > 0 LIMIT 1`,
      )
      if (hit) found.push(`${tableName}.${columnName}`)
    }
    return found
  }

  it('lie nowhere in the database as they are, also while they wait in a transaction', async () => {
    const { server } = project
    const table = await aTable(project, [
      { kind: 'string', key: 'hidden', size: 200, encrypt: true },
      { kind: 'string', key: 'hiddenToo', size: 200, encrypt: true, array: true },
    ])
    const data = { hidden: secret, hiddenToo: [secret] }
    expectStatus(await server.post(table.rows, { rowId: 'now', data }), 201)
    const { $id: transactionId } = expectStatus(await server.post('/v1/tablesdb/transactions', {}), 201).body
    expectStatus(await server.post(table.rows, { rowId: 'later', data, transactionId }), 201)
    expectStatus(await server.patch(`${table.rows}/now`, { data: { hidden: `${secret}!` }, transactionId }), 200)
    assert.deepEqual(await places(), [])
    assert.equal((await server.get(`${table.rows}/later`, { transactionId })).body.hidden, secret)
    expectStatus(await server.patch(`/v1/tablesdb/transactions/${transactionId}`, { commit: true }), 200)
    assert.deepEqual(await places(), [])
    assert.partialDeepStrictEqual((await server.get(`${table.rows}/later`)).body, data)
    assert.equal((await server.get(`${table.rows}/now`)).body.hidden, `${secret}!`)
  })
})
