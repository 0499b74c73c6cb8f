import { createTable as createPhysicalTable, field, listRecords, tableShape } from '@basalt/documents'
import { isDuplicate, type Queryable, type Schema, sql, type Transaction } from '@basalt/database'
import { expandPermissions, fail } from '@basalt/types'
import { leaveTogether, removeLeaving } from './column-removal.ts'
import { getDatabaseRow, type ListInput, searchText } from './databases.ts'
import { loadDefinitions } from './definitions.ts'
import type { Tables } from './directory.ts'
import { presentTable, type TableRecord } from './present.ts'
import { lockTable, type Record } from './schema-change.ts'
import { abandonTables, claimTable, dropUnclaimed, reserveTable, sweepLinks } from './unclaimed.ts'

export type TableIds = { readonly databaseId: string; readonly tableId: string }

export type TableSettings = {
  readonly name: string
  /** Null keeps those that the table has. */
  readonly permissions: readonly string[] | null
  readonly rowSecurity: boolean
  readonly enabled: boolean
}

const tableListShape = tableShape({
  table: 'schemaTables',
  fields: {
    name: 'string',
    enabled: 'boolean',
    rowSecurity: 'boolean',
    documentSecurity: field('boolean', 'rowSecurity'),
  },
  search: 'search',
})

export async function getTable(db: Queryable, tables: Tables, ids: TableIds): Promise<TableRecord> {
  return presentTable(await tables.get(db, ids.databaseId, ids.tableId))
}

export async function listTables(
  db: Queryable,
  { databaseId, ...input }: ListInput & { readonly databaseId: string },
): Promise<{ total: number; tables: readonly TableRecord[] }> {
  const database = await getDatabaseRow(db, databaseId)
  const page = await listRecords<{ sequence: number }>(db, tableListShape, {
    columns: sql`sequence`,
    where: sql`databaseSequence = ${database.sequence}`,
    ...input,
  })
  const definitions = await loadDefinitions(
    db,
    page.rows.map(({ sequence }) => sequence),
  )
  const found = page.rows.map(({ sequence }) => definitions.get(sequence)).filter((table) => table !== undefined)
  return { total: page.total, tables: found.map(presentTable) }
}

/**
 * Makes a table: first the physical one, then the metadata that everybody reads, so that a table which can be
 * seen can be used. @throws `database_not_found`, `table_already_exists`
 */
export async function createTable(
  schema: Schema,
  record: Record<TableRecord>,
  { databaseId, tableId, ...settings }: TableIds & TableSettings,
): Promise<TableRecord> {
  const database = await getDatabaseRow(schema, databaseId)
  const taken = await schema.one(sql`SELECT id FROM schemaTables WHERE id = ${tableId} AND databaseId = ${databaseId}`)
  if (taken) throw fail('table_already_exists', { databaseId, tableId })
  const sequence = await reserveTable(schema)
  await createPhysicalTable(schema, sequence)
  try {
    return await schema.transaction(async (tx) => {
      await claimTable(tx, sequence)
      // Held, so that the database is not deleted meanwhile without this table.
      const parent = await tx.one(sql`SELECT id FROM schemaDatabases WHERE sequence = ${database.sequence} FOR UPDATE`)
      if (parent === null) throw fail('database_not_found', { databaseId })
      const now = new Date()
      await tx.run(
        sql`INSERT INTO schemaTables
              (sequence, databaseSequence, databaseId, id, createdAt, updatedAt, name, permissions, enabled, rowSecurity, search)
            VALUES (${sequence}, ${database.sequence}, ${databaseId}, ${tableId}, ${now}, ${now}, ${settings.name},
              ${JSON.stringify(expanded(settings.permissions ?? []))}, ${settings.enabled}, ${settings.rowSecurity},
              ${searchText({ id: tableId, name: settings.name })})`,
      )
      const table = presentTable(await lockTable(tx, sequence))
      await record(tx, table)
      return table
    })
  } catch (error) {
    await dropUnclaimed(schema, [sequence])
    if (isDuplicate(error)) throw fail('table_already_exists', { databaseId, tableId }, error)
    throw error
  }
}

/** @throws `database_not_found`, `table_not_found` */
export async function updateTable(
  tx: Transaction,
  tables: Tables,
  { databaseId, tableId, ...settings }: TableIds & TableSettings,
): Promise<TableRecord> {
  const { sequence } = await tables.get(tx, databaseId, tableId)
  const permissions = settings.permissions === null ? null : JSON.stringify(expanded(settings.permissions))
  await tx.run(
    sql`UPDATE schemaTables SET name = ${settings.name}, permissions = COALESCE(${permissions}, permissions),
          rowSecurity = ${settings.rowSecurity}, enabled = ${settings.enabled}, updatedAt = ${new Date()},
          search = ${searchText({ id: tableId, name: settings.name })}
        WHERE sequence = ${sequence}`,
  )
  return presentTable(await lockTable(tx, sequence))
}

/**
 * Removes a table, and the columns of other tables that relate to it. The metadata goes at once, what lies
 * behind it after the commit. @throws `database_not_found`, `table_not_found`
 */
export async function removeTable(
  tx: Transaction,
  schema: Schema,
  tables: Tables,
  { databaseId, tableId }: TableIds,
): Promise<TableRecord> {
  const found = await tables.get(tx, databaseId, tableId)
  // Of two who delete it at once, the second finds nothing any more.
  const table = await lockTable(tx, found.sequence)
  const leaving = await leaveTogether(tx, table.sequence)
  await abandonTables(tx, [table.sequence])
  await tx.run(sql`DELETE FROM schemaTables WHERE sequence = ${table.sequence}`)
  tx.afterCommit(async () => {
    await removeLeaving(schema, leaving)
    await dropUnclaimed(schema, [table.sequence])
    await sweepLinks(schema)
  })
  return presentTable(table)
}

const expanded = (permissions: readonly string[]): readonly string[] =>
  expandPermissions(permissions, ['create', 'update', 'delete'])
