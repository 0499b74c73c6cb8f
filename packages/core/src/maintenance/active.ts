import { type Database, sql } from '@basalt/database'
import { LRUCache } from 'lru-cache'

/** A process notes a project again after this time at the earliest. */
const noteEveryMs = 5 * 60_000
/** A project is forgotten only long after the last note: of changes that began within `noteEveryMs` of one, none is written. */
const quietSeconds = 15 * 60
const projectsRemembered = 10_000

/**
 * From now on this process notes the projects in which something changes, before it changes: whatever a change leaves to
 * be done (a mail to send, an object to remove) lies in a project that is noted, even if everything dies right after it.
 */
export function noteChanges(database: Database): void {
  const noted = new LRUCache<string, Promise<void>>({ max: projectsRemembered, ttl: noteEveryMs })
  database.beforeChanges = (schema) => {
    if (schema === database.platform.schema) return null
    const known = noted.get(schema)
    if (known) return known
    const noting = noteActive(database, schema)
    noted.set(schema, noting)
    noting.catch(() => noted.delete(schema))
    return noting
  }
}

/** Notes that a project has, or will have, something left to do. */
export async function noteActive(database: Database, schema: string): Promise<void> {
  // The clock of the database alone counts, whoever notes and forgets.
  const note = sql`INSERT INTO activeSchemas (schemaName, activeAt) VALUES (${schema}, UTC_TIMESTAMP(3))
      ON DUPLICATE KEY UPDATE activeAt = UTC_TIMESTAMP(3)`
  // A transaction is tried again where another process was in the way.
  await database.platform.transaction((tx) => tx.run(note))
}

/** Forgets a project in which nothing was left to do a moment ago, unless something has changed in it since. */
export async function forgetQuiet(database: Database, schema: string): Promise<void> {
  await database.platform.run(
    sql`DELETE FROM activeSchemas
        WHERE schemaName = ${schema} AND activeAt < UTC_TIMESTAMP(3) - INTERVAL ${quietSeconds} SECOND`,
  )
}

/** Forgets what was noted of projects that are gone. */
export async function forgetGone(database: Database): Promise<void> {
  const gone = await database.platform.all<{ schemaName: string }>(
    sql`SELECT schemaName FROM activeSchemas
        WHERE NOT EXISTS (SELECT 1 FROM projects WHERE projects.schemaName = activeSchemas.schemaName)`,
  )
  // By its key each, as they are noted: so nobody waits for anybody in a circle.
  for (const { schemaName } of gone) await forgetQuiet(database, schemaName)
}
