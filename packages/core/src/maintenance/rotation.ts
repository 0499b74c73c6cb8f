import { type Database, name, type Schema, sql, type Sql } from '@basalt/database'
import { columnName, rowsTable } from '@basalt/documents'
import { type ProjectDirectory, type ProjectSettings, readSettings } from '../projects/index.ts'
import type { Secrets } from '../secrets/index.ts'
import { eachProject } from './projects.ts'
import { sealedColumns } from './sealed-columns.ts'

const pageSize = 200

/** What a run came to: values that it sealed anew, and those that no known secret opens. */
export type Rotated = { readonly resealed: number; readonly unreadable: number }

type Work = { readonly secrets: Secrets; readonly signal: AbortSignal; resealed: number; unreadable: number }
type Place = { readonly schema: Schema; readonly table: Sql; readonly column: Sql }

/**
 * Seals everything that was sealed under a previous secret under the current one, in all projects. A run that is stopped
 * leaves the rest to the next, and what changes meanwhile is left alone. Once nothing is left, previous secrets serve
 * only the tokens that they signed.
 */
export async function rotateSecrets(
  database: Database,
  projects: ProjectDirectory,
  secrets: Secrets,
  signal: AbortSignal,
): Promise<Rotated> {
  const work: Work = { secrets, signal, resealed: 0, unreadable: 0 }
  await rotateColumns(work, database.platform, sealedColumns.platform)
  const settings = { schema: database.platform, table: name('projects'), column: name('settings') }
  await rotateColumn(work, settings, resealSettings)
  await eachProject(database, projects, signal, async ({ schema: schemaName }) => {
    const schema = database.schema(schemaName)
    await rotateColumns(work, schema, sealedColumns.project)
    const encrypted = await schema.all<{ tableSequence: number; sequence: number }>(
      sql`SELECT tableSequence, sequence FROM schemaColumns WHERE encrypt AND status = 'available'`,
    )
    for (const { tableSequence, sequence } of encrypted) {
      await rotateColumn(work, { schema, table: rowsTable(tableSequence), column: name(columnName(sequence)) })
    }
  })
  return work
}

async function rotateColumns(
  work: Work,
  schema: Schema,
  tables: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  for (const [table, columns] of Object.entries(tables)) {
    for (const column of columns) await rotateColumn(work, { schema, table: name(table), column: name(column) })
  }
}

async function rotateColumn(
  work: Work,
  { schema, table, column }: Place,
  reseal: (secrets: Secrets, value: string) => string | null = (secrets, value) => secrets.reseal(value),
): Promise<void> {
  for (let after = 0; !work.signal.aborted;) {
    const page = await schema.all<{ sequence: number; value: string }>(
      sql`SELECT sequence, ${column} AS value FROM ${table}
          WHERE sequence > ${after} AND ${column} IS NOT NULL AND ${column} <> '' ORDER BY sequence LIMIT ${pageSize}`,
    )
    for (const { sequence, value } of page) {
      const fresh = attempt(work, () => reseal(work.secrets, value))
      if (fresh === null) continue
      const { affectedRows } = await schema.run(
        sql`UPDATE ${table} SET ${column} = ${fresh} WHERE sequence = ${sequence} AND ${column} = ${value}`,
      )
      work.resealed += affectedRows
    }
    if (page.length < pageSize) return
    after = page.at(-1)?.sequence ?? after
  }
}

function attempt(work: Work, reseal: () => string | null): string | null {
  try {
    return reseal()
  } catch {
    work.unreadable++
    return null
  }
}

/** The stored settings of a project with what is sealed in them; null when nothing had to be done. */
function resealSettings(secrets: Secrets, stored: string): string | null {
  const settings = readSettings(stored)
  let changed = false
  const fresh = (sealed: string): string => {
    const resealed = sealed === '' ? null : secrets.reseal(sealed)
    changed ||= resealed !== null
    return resealed ?? sealed
  }
  const oAuthProviders = Object.fromEntries(
    Object.entries(settings.oAuthProviders).map(([key, one]) => [key, { ...one, secret: fresh(one.secret) }]),
  )
  const smtp = { ...settings.smtp, password: fresh(settings.smtp.password) }
  return changed ? JSON.stringify({ ...settings, oAuthProviders, smtp } satisfies ProjectSettings) : null
}
