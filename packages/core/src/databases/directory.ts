import { changesOf, type TableDefinition } from '@basalt/documents'
import { coalesce, list, type Queryable, Schema, sql } from '@basalt/database'
import { fail } from '@basalt/types'
import { LRUCache } from 'lru-cache'
import { loadDefinition } from './definitions.ts'

type Version = { readonly sequence: number; readonly version: number }
type Standing = Version & { readonly changes: number }
type VersionRow = Standing & { readonly id: string; readonly databaseId: string }

const definitionsKept = 20_000

/**
 * The definitions of tables, kept in the process. Each look-up reads the version of the table, so that a change
 * on any replica is seen by the next request everywhere; while it stays, the same object is returned, and what is
 * compiled from it can hang on it.
 */
export class Tables {
  readonly #definitions = new LRUCache<string, TableDefinition>({ max: definitionsKept })
  readonly #versions = new Map<string, (key: string) => Promise<Standing | null>>()

  /**
   * A table by the ids of its database and its own. Reads through `db`: coalesced over all requests when that is
   * a schema, on its own connection when it is a transaction. @throws `database_not_found`, `table_not_found`
   */
  async get(db: Queryable, databaseId: string, tableId: string): Promise<TableDefinition> {
    return (await this.getStanding(db, databaseId, tableId)).definition
  }

  /** As `get`, with what `findStanding` adds. @throws `database_not_found`, `table_not_found` */
  async getStanding(db: Queryable, databaseId: string, tableId: string) {
    const standing = await this.findStanding(db, databaseId, tableId)
    if (standing) return standing
    const database = await db.one(sql`SELECT id FROM schemaDatabases WHERE id = ${databaseId}`)
    throw database ? fail('table_not_found', { databaseId, tableId }) : fail('database_not_found', { databaseId })
  }

  /** As `get`, but null when there is no such table or database. */
  async find(db: Queryable, databaseId: string, tableId: string): Promise<TableDefinition | null> {
    return (await this.findStanding(db, databaseId, tableId))?.definition ?? null
  }

  /** As `find`, with a number that is another one after each commit that changed rows of the table. */
  async findStanding(
    db: Queryable,
    databaseId: string,
    tableId: string,
  ): Promise<{ readonly definition: TableDefinition; readonly changes: number } | null> {
    const key = `${databaseId}/${tableId}`
    const standing = db instanceof Schema ? await this.#reader(db)(key) : (await readVersions(db, [key])).get(key)
    const definition = standing ? await this.#definition(db, standing) : null
    return standing && definition ? { definition, changes: standing.changes } : null
  }

  /** A table by its number, as relationships name it. */
  async bySequence(db: Queryable, sequence: number): Promise<TableDefinition | null> {
    const version = await db.one<Version>(sql`SELECT sequence, version FROM schemaTables WHERE sequence = ${sequence}`)
    return version ? this.#definition(db, version) : null
  }

  async #definition(db: Queryable, { sequence, version }: Version): Promise<TableDefinition | null> {
    const key = `${db.schema}/${sequence}`
    const known = this.#definitions.get(key)
    // A slow request may come with an older version than another has loaded meanwhile: the newer one serves both.
    if (known && known.version >= version) return known
    const loaded = await loadDefinition(db, sequence)
    if (loaded) this.#definitions.set(key, loaded)
    else this.#definitions.delete(key)
    return loaded
  }

  #reader(schema: Schema): (key: string) => Promise<Standing | null> {
    let reader = this.#versions.get(schema.schema)
    if (!reader) {
      reader = coalesce((keys) => readVersions(schema, keys))
      this.#versions.set(schema.schema, reader)
    }
    return reader
  }
}

async function readVersions(db: Queryable, keys: readonly string[]): Promise<Map<string, Standing>> {
  const tableIds = keys.map((key) => key.slice(key.indexOf('/') + 1))
  const rows = await db.all<VersionRow>(
    sql`SELECT databaseId, id, sequence, version, ${changesOf(sql`schemaTables.sequence`)} AS changes
        FROM schemaTables WHERE id IN ${list(tableIds)}`,
  )
  return new Map(rows.map((row) => [`${row.databaseId}/${row.id}`, row]))
}
