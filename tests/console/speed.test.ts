import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '@basalt/config'
import { type Database, name, openDatabase, sql } from '@basalt/database'
import { testSecret } from '#support/environment.ts'
import { type Console, openConsole, skip, type Visitor } from './console.ts'

const rowCount = 100_000

/** Figures for a person to read: how fast a machine is decides about them, so that nothing is asserted of time. */
describe('the console with 100,000 rows', { skip }, () => {
  let console: Console
  let owner: Visitor
  let database: Database
  let projectId: string
  before(async () => {
    console = await openConsole({ BASALT_CONSOLE_SIGNUP: 'root' })
    owner = await console.visitor()
    await owner.signUp('Grace Hopper', 'grace@example.com')
    projectId = await owner.firstProject()
    const headers = { 'x-appwrite-project': projectId, 'x-appwrite-mode': 'admin' }
    const make = async (path: string, data: object): Promise<void> => {
      const answer = await owner.page.request.post(new URL(`/v1${path}`, owner.page.url()).href, { headers, data })
      assert.ok(answer.ok(), await answer.text())
    }
    await make('/tablesdb', { databaseId: 'main', name: 'Main' })
    await make('/tablesdb/main/tables', { tableId: 'many', name: 'Many' })
    await make('/tablesdb/main/tables/many/columns/string', { key: 'title', size: 50, required: false })
    const { databaseUrl, redisUrl } = console.server
    const config = readConfig({
      BASALT_DATABASE_URL: databaseUrl,
      BASALT_REDIS_URL: redisUrl,
      BASALT_SECRET: testSecret,
    })
    database = await openDatabase({ ...config.database, maxConnections: 1 }, { warn: () => {}, error: () => {} })
    const project = await database.platform.one<{ schemaName: string }>(
      sql`SELECT schemaName FROM projects WHERE id = ${projectId}`,
    )
    const schema = database.schema(project?.schemaName ?? '')
    const table = await schema.one<{ sequence: number }>(sql`SELECT sequence FROM schemaTables WHERE id = 'many'`)
    await schema.run(
      sql`INSERT INTO ${name(`t_${table?.sequence}`)} (id, createdAt, updatedAt, permissions)
          SELECT CONCAT('r', seq), NOW(3), NOW(3), '[]' FROM ${name(`seq_1_to_${rowCount}`)}`,
    )
  })
  after(async () => {
    await database.close()
    await console.close()
  })

  it('paints, scrolls and answers keys', async (t) => {
    const { page } = owner
    await owner.open(`/project/${projectId}/databases/main/tables/many`)
    const grid = page.getByRole('grid')
    await grid.getByText('r1', { exact: true }).waitFor()
    const painted = await page.evaluate<number>(
      "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0",
    )
    t.diagnostic(`first contentful paint: ${painted.toFixed(0)} ms`)

    await page.getByText('100,000 rows').waitFor()
    const scrolled = performance.now()
    await grid.getByRole('gridcell', { name: 'r1', exact: true }).click()
    await page.keyboard.press('Control+End')
    await grid.getByText(`r${rowCount}`, { exact: true }).waitFor()
    t.diagnostic(`from the first row to the last: ${(performance.now() - scrolled).toFixed(0)} ms`)

    // From a key to the frame that shows what it did.
    await grid.getByRole('gridcell').nth(3).click()
    const latencies = await page.evaluate<readonly number[]>(`(async () => {
      const all = []
      for (let turn = 0; turn < 20; turn++) {
        const begun = performance.now()
        const init = { key: turn % 2 ? 'ArrowUp' : 'ArrowDown', bubbles: true, cancelable: true }
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', init))
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
        all.push(performance.now() - begun)
      }
      return all.toSorted((left, right) => left - right)
    })()`)
    t.diagnostic(
      `a key in the grid, median: ${(latencies[10] ?? 0).toFixed(0)} ms, longest ${(latencies[19] ?? 0).toFixed(0)} ms`,
    )
    const cells = await grid.getByRole('gridcell').count()
    assert.ok(cells < 1000, `${cells} cells are drawn at once`)
  })

  it('leaves no complaint in the browser', () => assert.deepEqual(owner.complaints, []))
})
