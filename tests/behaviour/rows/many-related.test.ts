import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '@basalt/config'
import { type Database, name, openDatabase, type Schema, sql } from '@basalt/database'
import { expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'
import { addTable, aDatabase, query, type TestTable } from './a-table.ts'

const childCount = 130_000

describe('a row with more related rows than fit into memory', () => {
  let project: TestProject
  let database: Database
  let schema: Schema
  let parents: TestTable
  let children: TestTable

  before(async () => {
    project = await aProject()
    const { databaseUrl, redisUrl } = await theServer()
    const secret = 'a secret that this connection needs not'
    const settings = { BASALT_DATABASE_URL: databaseUrl, BASALT_REDIS_URL: redisUrl, BASALT_SECRET: secret }
    database = await openDatabase(readConfig(settings).database, { warn: () => {}, error: () => {} })
    const row = await database.platform.one<{ schemaName: string }>(
      sql`SELECT schemaName FROM projects WHERE id = ${project.id}`,
    )
    schema = database.schema(row?.schemaName ?? '')
    const tables = await aDatabase(project)
    children = await addTable(project.server, tables, [])
    parents = await addTable(project.server, tables, [{ kind: 'string', key: 'name', size: 20 }])
    const relation = { relatedTableId: children.id, type: 'oneToMany', key: 'children', onDelete: 'setNull' }
    expectStatus(await project.server.post(`${parents.path}/columns/relationship`, relation), 202)
    expectStatus(await project.server.post(parents.rows, { rowId: 'one', data: { name: 'one' } }), 201)
    await relateMany()
  })
  after(() => database.close())

  /** More rows than requests could make in the time of a test. */
  const relateMany = async (): Promise<void> => {
    const pointer = await schema.one<{ sequence: number; tableSequence: number }>(
      sql`SELECT sequence, tableSequence FROM schemaColumns WHERE hidden = TRUE`,
    )
    assert.ok(pointer)
    await schema.run(
      sql`INSERT INTO ${name(`t_${pointer.tableSequence}`)} (id, createdAt, updatedAt, permissions, ${name(`c_${pointer.sequence}`)})
          SELECT CONCAT('r', seq), NOW(3), NOW(3), '[]', 'one' FROM ${name(`seq_1_to_${childCount}`)}`,
    )
  }

  it('is refused by type where all of them are asked for, and shown without them', async () => {
    const asked = await project.server.get(parents.rows, { queries: [query('select', '', ['*', 'children.*'])] })
    assert.partialDeepStrictEqual(asked, { status: 400, body: { type: 'general_query_invalid' } })
    assert.partialDeepStrictEqual(await project.server.get(`${parents.rows}/one`), {
      status: 200,
      body: { name: 'one' },
    })
  })

  it('is deleted, and lets go of all of them', async () => {
    expectStatus(await project.server.delete(`${parents.rows}/one`), 204)
    const { body } = expectStatus(await project.server.get(children.rows, { queries: [query('limit', '', [1])] }), 200)
    assert.equal(body.total, 5000)
  })
})
