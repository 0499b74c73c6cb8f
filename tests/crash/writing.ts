import { setTimeout as delay } from 'node:timers/promises'
import { readConfig } from '@basalt/config'
import { type Database, openDatabase, sql } from '@basalt/database'
import { Client, expectStatus } from '#support/client.ts'
import { aProject, type Place, type TestProject } from '#support/project.ts'
import { until } from '#support/until.ts'

const table = '/v1/tablesdb/main/tables/notes'

/** A project with one small table, and a client that holds its key. */
export async function aTable(server: Place): Promise<TestProject> {
  const project = await aProject({ on: server })
  expectStatus(await project.server.post('/v1/tablesdb', { databaseId: 'main', name: 'Main' }), 201)
  expectStatus(await project.server.post('/v1/tablesdb/main/tables', { tableId: 'notes', name: 'Notes' }), 201)
  expectStatus(await project.server.post(`${table}/columns/integer`, { key: 'n', required: true }), 202)
  await until(async () => (await project.server.get(`${table}/columns/n`)).body.status === 'available')
  return project
}

export type Writing = {
  /** Ids of rows whose creation was answered with 201. */
  readonly acknowledged: ReadonlySet<string>
  /** How many calls failed, whatever the way. */
  failures(): number
  stop(): Promise<void>
}

const lanes = 8

/** Creates rows without pause, one after the other in some lanes, through every failure. */
export function keepWriting({ server }: TestProject, run: string): Writing {
  const acknowledged = new Set<string>()
  const stopping = new AbortController()
  let failures = 0
  const lane = async (number: number): Promise<void> => {
    for (let n = 0; !stopping.signal.aborted; n++) {
      const rowId = `${run}-${number}-${n}`
      const status = await server.post(`${table}/rows`, { rowId, data: { n } }).then(
        (answer) => answer.status,
        () => 0,
      )
      if (status === 201) acknowledged.add(rowId)
      else {
        failures += 1
        await delay(20)
      }
    }
  }
  const working = Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)))
  return {
    acknowledged,
    failures: () => failures,
    async stop() {
      stopping.abort()
      await working
    },
  }
}

/** Every row that the API lists. */
export async function listedRows({ server }: TestProject): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (let cursor: string | null = null; ;) {
    const queries = [
      query('limit', 500),
      query('select', '$id'),
      ...(cursor === null ? [] : [query('cursorAfter', cursor)]),
    ]
    const answer = expectStatus(await server.get(`${table}/rows`, { queries }), 200)
    const ids = (answer.body.rows as readonly { readonly $id: string }[]).map(({ $id }) => $id)
    for (const id of ids) found.add(id)
    cursor = ids.at(-1) ?? null
    if (cursor === null) return found
  }
}

function query(method: string, value: unknown): string {
  return JSON.stringify({ method, values: [value] })
}

/** Every row whose creation is in the activity of its project, read from the database itself. */
export async function recordedRows(project: TestProject, databaseUrl: string): Promise<ReadonlySet<string>> {
  return withDatabase(databaseUrl, async (database) => {
    const row = await database.platform.one<{ schemaName: string }>(
      sql`SELECT schemaName FROM projects WHERE id = ${project.id}`,
    )
    if (row === null) throw new Error('the project is gone')
    const events = await database
      .schema(row.schemaName)
      .all<{ event: string }>(sql`SELECT event FROM activity WHERE event LIKE '%.documents.%.create'`)
    return new Set(events.map(({ event }) => /\.documents\.([^.]+)\.create$/.exec(event)?.[1] ?? event))
  })
}

/** Work on a database that the product has open as well. */
export async function withDatabase<T>(databaseUrl: string, work: (database: Database) => Promise<T>): Promise<T> {
  const config = readConfig({
    BASALT_DATABASE_URL: databaseUrl,
    BASALT_REDIS_URL: 'redis://unused',
    BASALT_SECRET: 'x'.repeat(32),
  })
  const database = await openDatabase(config.database, { warn: () => {}, error: () => {} })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

export function missingFrom(found: ReadonlySet<string>, wanted: ReadonlySet<string>): readonly string[] {
  return [...wanted].filter((id) => !found.has(id))
}

/** Waits until an ordinary write goes through again. */
export async function untilWritable(project: TestProject, run: string): Promise<void> {
  let attempt = 0
  await until(
    async () => {
      const client = new Client(project.server.endpoint, project.server.headers)
      const answer = await client.post(`${table}/rows`, { rowId: `${run}-back-${attempt++}`, data: { n: 0 } })
      return answer.status === 201
    },
    { deadline: 60_000, what: 'a write after the crash' },
  )
}
