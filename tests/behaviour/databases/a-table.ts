import { type Answer, expectStatus } from '#support/client.ts'
import type { TestProject } from '#support/project.ts'

/** Columns by their keys: kind and options, as `{ title: { kind: 'string', size: 64 } }`. */
export type Columns = Readonly<Record<string, { readonly kind: string } & Readonly<Record<string, unknown>>>>

/** Makes a table with columns, and its database when that is missing. Answers the path of the table. */
export async function aTable(
  project: TestProject,
  tableId: string,
  columns: Columns = {},
  settings: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  await project.server.post('/v1/tablesdb', { databaseId: 'main', name: 'Main' })
  const table = { tableId, name: tableId, ...settings }
  expectStatus(await project.server.post('/v1/tablesdb/main/tables', table), 201)
  const path = `/v1/tablesdb/main/tables/${tableId}`
  for (const [key, { kind, ...options }] of Object.entries(columns)) {
    expectStatus(await addColumn(project, path, kind, { key, ...options }), 202)
  }
  return path
}

export function addColumn(
  project: TestProject,
  path: string,
  kind: string,
  options: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  return project.server.post(`${path}/columns/${kind}`, { required: false, ...options })
}

export const query = (method: string, attribute: string, ...values: unknown[]): string =>
  JSON.stringify({ method, attribute, values })
