import { readdir, readFile } from 'node:fs/promises'
import { basename, join as joinPath } from 'node:path'
import type { Connection } from './connection.ts'
import { type Database, schemaOptions } from './database.ts'
import { name, Sql, sql } from './sql.ts'

/** One numbered SQL file: `0001-identity.sql` of the folder `project` has version 1 of the set `project`. */
export type Migration = { readonly set: string; readonly version: number; readonly statements: readonly string[] }

const lockTimeoutSeconds = 60

/** Reads a folder of migrations, in order. Statements end with `;` at the end of a line. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted()
  return Promise.all(
    files.map(async (file) => {
      const text = (await readFile(joinPath(folder, file), 'utf8')).replaceAll(/^--.*$/gm, '')
      const statements = text.split(/;\s*$/m).map((statement) => statement.trim())
      return {
        set: basename(folder),
        version: Number.parseInt(file, 10),
        statements: statements.filter((statement) => statement !== ''),
      }
    }),
  )
}

/**
 * Brings a schema to the newest version, creating it if it lacks. Forward only, once, under a lock, so that
 * replicas that start together do not race. A migration that fails half way is repeated from its start: statements
 * are written so that they bear this (`IF NOT EXISTS`). All that is due goes to the server in one round trip.
 * @throws when another process holds the lock for longer than a minute.
 */
export async function migrate(database: Database, schema: string, migrations: readonly Migration[]): Promise<void> {
  await database.withConnection(database.platform.schema, async (connection) => {
    const lock = `basalt:migrate:${schema}`.slice(0, 64)
    const [held] = rowsOf(
      await connection.queryPatiently(
        sql`SET STATEMENT max_statement_time = 0 FOR SELECT GET_LOCK(${lock}, ${lockTimeoutSeconds}) AS held`,
      ),
    )
    if (Number(held?.['held']) !== 1) throw new Error(`the migration of schema ${schema} is locked by another process`)
    try {
      await connection.query(new Sql(`CREATE DATABASE IF NOT EXISTS ${name(schema).text} ${schemaOptions}`, []))
      await connection.use(schema)
      await apply(connection, migrations)
    } finally {
      await connection.query(sql`SELECT RELEASE_LOCK(${lock})`)
    }
  })
}

async function apply(connection: Connection, migrations: readonly Migration[]): Promise<void> {
  await connection.query(
    sql`CREATE TABLE IF NOT EXISTS migrations (
          setName VARCHAR(32) NOT NULL, version INT UNSIGNED NOT NULL, appliedAt DATETIME(3) NOT NULL,
          PRIMARY KEY (setName, version)
        )`,
  )
  const applied = rowsOf(await connection.query(sql`SELECT setName, version FROM migrations`))
  const done = new Set(applied.map((row) => `${String(row['setName'])}/${String(row['version'])}`))
  const due = migrations.filter(({ set, version }) => !done.has(`${set}/${version}`))
  if (due.length === 0) return
  const steps = due.flatMap(({ set, version, statements }) => [
    ...statements,
    `INSERT INTO migrations (setName, version, appliedAt) VALUES ('${set}', ${version}, UTC_TIMESTAMP(3))`,
  ])
  // A migration may take longer than a request may.
  await connection.query(sql`SET @limit = @@SESSION.max_statement_time, SESSION max_statement_time = 0`)
  try {
    await connection.queryPatiently(new Sql(`BEGIN NOT ATOMIC ${steps.join(';\n')}; END`, []))
  } finally {
    await connection.query(sql`SET SESSION max_statement_time = @limit`)
  }
}

function rowsOf(result: Awaited<ReturnType<Connection['query']>>): readonly Record<string, unknown>[] {
  return 'affectedRows' in result ? [] : result
}
