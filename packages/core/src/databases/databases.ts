import { listRecords, tableShape } from '@basalt/documents'
import { isDuplicate, type Queryable, type Schema, sql, type Transaction } from '@basalt/database'
import { fail, type Query, type Renderable } from '@basalt/types'
import { abandonTables, dropUnclaimed, sweepLinks } from './unclaimed.ts'

/** The surface that made a database; it can be used through both. */
export type DatabaseType = 'legacy' | 'tablesdb'

type DatabaseRow = {
  readonly sequence: number
  readonly id: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly name: string
  readonly enabled: number
  readonly type: DatabaseType
}

const databaseColumns = sql`sequence, id, createdAt, updatedAt, name, enabled, type`
const databaseShape = tableShape({ table: 'schemaDatabases', fields: { name: 'string' }, search: 'search' })

function presentDatabase(row: DatabaseRow): Renderable<'database'> {
  return {
    $id: row.id,
    name: row.name,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    enabled: row.enabled === 1,
    type: row.type,
  }
}

/** @throws `database_not_found` */
export async function getDatabaseRow(db: Queryable, id: string): Promise<DatabaseRow> {
  const row = await db.one<DatabaseRow>(sql`SELECT ${databaseColumns} FROM schemaDatabases WHERE id = ${id}`)
  if (row === null) throw fail('database_not_found', { databaseId: id })
  return row
}

/** @throws `database_not_found` */
export async function getDatabase(db: Queryable, id: string): Promise<Renderable<'database'>> {
  return presentDatabase(await getDatabaseRow(db, id))
}

export type ListInput = { readonly queries: readonly Query[]; readonly search?: string; readonly total: boolean }

export async function listDatabases(db: Queryable, input: ListInput): Promise<Renderable<'databaseList'>> {
  const page = await listRecords<DatabaseRow>(db, databaseShape, { columns: databaseColumns, ...input })
  return { total: page.total, databases: page.rows.map(presentDatabase) }
}

export type NewDatabase = {
  readonly id: string
  readonly name: string
  readonly enabled: boolean
  readonly type: DatabaseType
}

/** @throws `database_already_exists` */
export async function createDatabase(tx: Transaction, input: NewDatabase): Promise<Renderable<'database'>> {
  const now = new Date()
  try {
    await tx.run(
      sql`INSERT INTO schemaDatabases (id, createdAt, updatedAt, name, enabled, type, search)
          VALUES (${input.id}, ${now}, ${now}, ${input.name}, ${input.enabled}, ${input.type}, ${searchText(input)})`,
    )
  } catch (error) {
    if (isDuplicate(error)) throw fail('database_already_exists', { databaseId: input.id }, error)
    throw error
  }
  return getDatabase(tx, input.id)
}

/** @throws `database_not_found` */
export async function updateDatabase(
  tx: Transaction,
  input: { readonly id: string; readonly name: string; readonly enabled: boolean },
): Promise<Renderable<'database'>> {
  const before = await getDatabaseRow(tx, input.id)
  await tx.run(
    sql`UPDATE schemaDatabases SET name = ${input.name}, enabled = ${input.enabled}, search = ${searchText(input)},
          updatedAt = ${new Date()} WHERE sequence = ${before.sequence}`,
  )
  // The flag is part of what tables know of themselves.
  await tx.run(sql`UPDATE schemaTables SET version = version + 1 WHERE databaseSequence = ${before.sequence}`)
  return getDatabase(tx, input.id)
}

/** Removes a database with all it holds; the tables with its rows are dropped after the commit. @throws `database_not_found` */
export async function removeDatabase(tx: Transaction, schema: Schema, id: string): Promise<Renderable<'database'>> {
  const row = await getDatabaseRow(tx, id)
  const tables = await tx.all<{ sequence: number }>(
    sql`SELECT sequence FROM schemaTables WHERE databaseSequence = ${row.sequence} FOR UPDATE`,
  )
  const sequences = tables.map(({ sequence }) => sequence)
  await abandonTables(tx, sequences)
  const { affectedRows } = await tx.run(sql`DELETE FROM schemaDatabases WHERE sequence = ${row.sequence}`)
  // Of two who delete it at once, the second finds nothing any more.
  if (affectedRows === 0) throw fail('database_not_found', { id })
  tx.afterCommit(async () => {
    await dropUnclaimed(schema, sequences)
    await sweepLinks(schema)
  })
  return presentDatabase(row)
}

/** What the `search` parameter of lists looks through. */
export function searchText({ id, name }: { readonly id: string; readonly name: string }): string {
  return `${id} ${name}`
}
