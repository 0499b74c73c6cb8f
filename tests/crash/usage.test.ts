import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { until } from '#support/until.ts'
import { aFleet, type Fleet } from './services.ts'

const rows = '/v1/tablesdb/main/tables/notes/rows'
/** Counts are written every five seconds. */
const patience = { deadline: 15_000, what: 'the usage that was counted' }

describe('usage, when the API is killed', () => {
  let fleet: Fleet
  let project: TestProject
  before(async () => {
    fleet = await aFleet()
    project = await aProject({ on: fleet.place })
    expectStatus(await project.server.post('/v1/tablesdb', { databaseId: 'main', name: 'Main' }), 201)
    expectStatus(await project.server.post('/v1/tablesdb/main/tables', { tableId: 'notes', name: 'Notes' }), 201)
    const column = { key: 'n', required: false }
    expectStatus(await project.server.post('/v1/tablesdb/main/tables/notes/columns/integer', column), 202)
  })
  after(() => fleet[Symbol.asyncDispose]())

  const write = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n++)
      expectStatus(await project.server.post(rows, { rowId: 'unique()', data: { n } }), 201)
  }
  /** Writes of the database, and the rows in it. */
  const usage = async (): Promise<{ readonly writes: number; readonly rows: number }> => {
    const { body } = await project.console.get('/v1/tablesdb/main/usage')
    return { writes: body.databaseWritesTotal, rows: body.rowsTotal }
  }

  it('loses nothing but what was counted in the last seconds, and goes on from there', async () => {
    await write(50)
    await until(async () => (await usage()).writes === 50, patience)
    await write(20)
    await fleet.kill('api')
    await fleet.start('api')
    const { writes, rows: held } = await usage()
    assert.ok(writes >= 50 && writes <= 70, `${writes} writes are counted`)
    assert.equal(held, 70, 'rows are counted where they lie')
    await write(30)
    await until(async () => (await usage()).writes === writes + 30, patience)
    assert.equal((await usage()).rows, 100)
  })
})
