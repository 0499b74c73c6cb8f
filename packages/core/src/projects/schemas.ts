import { type Database, migrate, type Migration, name, readMigrations, sql, type Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { fileURLToPath } from 'node:url'

const migrationsFolder = new URL('../../migrations/', import.meta.url)
const parallelMigrations = 4

/** A schema that was announced and never became a project's is given up after this time. */
const creationTimeoutMinutes = 60

type Migrations = { readonly project: readonly Migration[]; readonly newest: number }

/**
 * Brings every schema to this version: first the platform's, which is the console's too, then those of projects
 * that are behind. Called at start-up; processes that start together wait for each other, schema by schema.
 */
export async function migrateAll(database: Database): Promise<void> {
  const platform = await readMigrations(fileURLToPath(new URL('platform', migrationsFolder)))
  const { project, newest } = await projectMigrations()
  await migrate(database, database.platform.schema, [...project, ...platform])
  const behind = [
    ...(await database.platform.all<{ id: string; schemaName: string }>(
      sql`SELECT id, schemaName FROM projects WHERE schemaVersion < ${newest} ORDER BY sequence`,
    )),
  ]
  const work = async (): Promise<void> => {
    for (let next = behind.pop(); next; next = behind.pop()) {
      await migrate(database, next.schemaName, project)
      await database.platform.run(sql`UPDATE projects SET schemaVersion = ${newest} WHERE id = ${next.id}`)
    }
  }
  await Promise.all(Array.from({ length: parallelMigrations }, work))
}

export type NewSchema = { readonly schemaName: string; readonly schemaVersion: number }

/**
 * Makes the schema of a project that is about to be. The schema is announced first, and the transaction that
 * inserts the project must claim it: whatever dies in between leaves something that the sweep can find.
 */
export async function createProjectSchema(database: Database): Promise<NewSchema> {
  const schemaName = `${database.platform.schema}_${uniqueId()}`
  await database.platform.run(
    sql`INSERT INTO unclaimedSchemas (schemaName, createdAt, dropped) VALUES (${schemaName}, ${new Date()}, FALSE)`,
  )
  const { project, newest } = await projectMigrations()
  await migrate(database, schemaName, project)
  return { schemaName, schemaVersion: newest }
}

/** Makes an announced schema a project's, in the transaction that inserts the project. */
export async function claimSchema(tx: Transaction, schemaName: string): Promise<void> {
  const claimed = await tx.run(sql`DELETE FROM unclaimedSchemas WHERE schemaName = ${schemaName} AND dropped = FALSE`)
  if (claimed.affectedRows === 0) throw new Error('the schema of the new project was swept before it was claimed')
}

/** Gives a schema up, in the transaction that deletes its project. */
export async function abandonSchema(tx: Transaction, schemaName: string): Promise<void> {
  await tx.run(
    sql`INSERT INTO unclaimedSchemas (schemaName, createdAt, dropped) VALUES (${schemaName}, ${new Date()}, TRUE)
        ON DUPLICATE KEY UPDATE dropped = TRUE`,
  )
}

/** Gives up an announced schema at once, unless a project has claimed it: a commit may succeed and still seem to fail. */
export async function discardSchema(database: Database, schemaName: string): Promise<void> {
  const marked = await database.platform.run(
    sql`UPDATE unclaimedSchemas SET dropped = TRUE WHERE schemaName = ${schemaName} AND dropped = FALSE`,
  )
  if (marked.affectedRows !== 1) return
  await dropSchema(database, schemaName)
  await forgetSchema(database, schemaName)
}

/** Drops a schema that was given up, with all its data. Safe to repeat; the sweep removes what lies elsewhere. */
export async function dropSchema(database: Database, schemaName: string): Promise<void> {
  await database.platform.define(sql`DROP DATABASE IF EXISTS ${name(schemaName)}`)
}

/**
 * Drops what crashes left behind: schemas of projects that are gone, and of projects that never came to be.
 * Only announced schemas are looked at, so that nothing else on the server is ever touched. `release` removes what a
 * project has outside the database. For maintenance.
 */
export async function sweepOrphanSchemas(
  database: Database,
  release: (schemaName: string) => Promise<void>,
): Promise<number> {
  const giveUpBefore = new Date(Date.now() - creationTimeoutMinutes * 60_000)
  // Marked before they are dropped: a creation that is still under way then fails when it claims its schema.
  await database.platform.run(
    sql`UPDATE unclaimedSchemas SET dropped = TRUE WHERE dropped = FALSE AND createdAt < ${giveUpBefore}`,
  )
  const orphans = await database.platform.all<{ schemaName: string }>(
    sql`SELECT schemaName FROM unclaimedSchemas WHERE dropped = TRUE
        AND schemaName NOT IN (SELECT schemaName FROM projects) ORDER BY createdAt`,
  )
  for (const { schemaName } of orphans) {
    await dropSchema(database, schemaName)
    await release(schemaName)
    await forgetSchema(database, schemaName)
  }
  return orphans.length
}

async function forgetSchema(database: Database, schemaName: string): Promise<void> {
  await database.platform.run(sql`DELETE FROM unclaimedSchemas WHERE schemaName = ${schemaName}`)
}

async function projectMigrations(): Promise<Migrations> {
  const project = await readMigrations(fileURLToPath(new URL('project', migrationsFolder)))
  return { project, newest: Math.max(...project.map(({ version }) => version)) }
}
