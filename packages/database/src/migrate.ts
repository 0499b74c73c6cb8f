import { readdir, readFile } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import { type Database, schemaOptions } from './database.ts'
import { name, Sql, sql } from './sql.ts'

/** One numbered SQL file: `0001-identity.sql` has version 1. */
export type Migration = { readonly version: number; readonly statements: readonly string[] }

const lockTimeoutSeconds = 60

/** Reads a folder of migrations, in order. Statements end with `;` at the end of a line. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted()
  return Promise.all(
    files.map(async (file) => {
      const text = (await readFile(joinPath(folder, file), 'utf8')).replaceAll(/^--.*$/gm, '')
      const statements = text.split(/;\s*$/m).map((statement) => statement.trim())
      return { version: Number.parseInt(file, 10), statements: statements.filter((statement) => statement !== '') }
    }),
  )
}

/**
 * Brings a schema to the newest version, creating it if it lacks. Forward only, once, under a lock, so that
 * replicas that start together do not race. A migration that fails half way is repeated from its start: statements
 * are written so that they bear this (`IF NOT EXISTS`).
 */
export async function migrate(database: Database, schema: string, migrations: readonly Migration[]): Promise<void> {
  await database.withConnection(database.platform.schema, async (connection) => {
    const lock = `basalt:migrate:${schema}`
    await connection.query(sql`SELECT GET_LOCK(${lock.slice(0, 64)}, ${lockTimeoutSeconds})`)
    try {
      await connection.query(new Sql(`CREATE DATABASE IF NOT EXISTS ${name(schema).text} ${schemaOptions}`, []))
      await connection.use(schema)
      await connection.query(
        sql`CREATE TABLE IF NOT EXISTS migrations (version INT PRIMARY KEY, appliedAt DATETIME(3) NOT NULL)`,
      )
      const applied = await connection.query(sql`SELECT version FROM migrations`)
      const done = new Set(Array.isArray(applied) ? applied.map((row: Record<string, unknown>) => row['version']) : [])
      for (const migration of migrations.filter(({ version }) => !done.has(version))) {
        for (const statement of migration.statements) await connection.query(new Sql(statement, []))
        await connection.query(
          sql`INSERT INTO migrations (version, appliedAt) VALUES (${migration.version}, ${new Date()})`,
        )
      }
    } finally {
      await connection.query(sql`SELECT RELEASE_LOCK(${lock.slice(0, 64)})`)
    }
  })
}
