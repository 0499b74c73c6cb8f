import { type Queryable, type Definer, sql } from '@basalt/database'
import { readsTable, rowsTable } from '../table/names.ts'

/** Makes the tables behind a table: its rows, and who may read them. Columns and indexes are added one by one. */
export async function createTable(schema: Definer, tableSequence: number): Promise<void> {
  await schema.define(
    sql`CREATE TABLE IF NOT EXISTS ${rowsTable(tableSequence)} (
      sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      createdAt DATETIME(3) NOT NULL,
      updatedAt DATETIME(3) NOT NULL,
      permissions TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      UNIQUE KEY row_id (id),
      KEY row_created (createdAt),
      KEY row_updated (updatedAt)
    ) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci ROW_FORMAT = DYNAMIC`,
  )
  await schema.define(
    sql`CREATE TABLE IF NOT EXISTS ${readsTable(tableSequence)} (
      roleId INT UNSIGNED NOT NULL,
      rowSequence BIGINT UNSIGNED NOT NULL,
      PRIMARY KEY (roleId, rowSequence),
      KEY reads_row (rowSequence)
    )`,
  )
}

/** Link tables of many-to-many relationships go with their columns, see `dropColumn`. */
export async function dropTable(schema: Definer, tableSequence: number): Promise<void> {
  await schema.define(sql`DROP TABLE IF EXISTS ${rowsTable(tableSequence)}, ${readsTable(tableSequence)}`)
}

/** True when there are more rows than this. */
export async function hasMoreRows(db: Queryable, tableSequence: number, count: number): Promise<boolean> {
  const beyond = sql`SELECT 1 FROM ${rowsTable(tableSequence)} ORDER BY sequence LIMIT 1 OFFSET ${count}`
  return (await db.one(beyond)) !== null
}

export async function hasRows(db: Queryable, tableSequence: number): Promise<boolean> {
  return (await db.one(sql`SELECT 1 FROM ${rowsTable(tableSequence)} LIMIT 1`)) !== null
}
