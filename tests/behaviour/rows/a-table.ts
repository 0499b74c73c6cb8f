import { type Client, expectStatus } from '#support/client.ts'
import type { TestProject } from '#support/project.ts'

/** Paths of a table and of its rows. */
export type TestTable = { readonly path: string; readonly rows: string; readonly id: string }

type Column = { readonly kind: string; readonly key: string; readonly [option: string]: unknown }
type Settings = {
  readonly tableId?: string
  readonly permissions?: readonly string[]
  readonly rowSecurity?: boolean
}

/** A table with columns, in a database of its own. */
export async function aTable(
  project: TestProject,
  columns: readonly Column[],
  settings: Settings = {},
): Promise<TestTable> {
  return addTable(project.server, await aDatabase(project), columns, settings)
}

/** A database of its own; the path of its tables. */
export async function aDatabase({ server }: TestProject): Promise<string> {
  const made = expectStatus(await server.post('/v1/tablesdb', { databaseId: 'unique()', name: 'Database' }), 201)
  return `/v1/tablesdb/${made.body.$id}/tables`
}

export async function addTable(
  server: Client,
  tables: string,
  columns: readonly Column[],
  settings: Settings = {},
): Promise<TestTable> {
  const made = expectStatus(await server.post(tables, { tableId: 'unique()', name: 'Table', ...settings }), 201)
  const path = `${tables}/${made.body.$id}`
  for (const { kind, required = false, ...options } of columns) {
    expectStatus(await server.post(`${path}/columns/${kind}`, { required, ...options }), 202)
  }
  return { path, rows: `${path}/rows`, id: made.body.$id }
}

/** One query as SDKs send it. */
export function query(method: string, attribute = '', values: readonly unknown[] = []): string {
  return JSON.stringify({ method, attribute, values })
}
