import { list, name, type Queryable, sql } from '@basalt/database'

export type Extent = { readonly rows: number; readonly bytes: number }

type Estimate = { readonly tableName: string; readonly rows: number; readonly bytes: number }

/** Up to here rows are counted; of larger tables the engine's own estimate is taken, which costs nothing. */
const countedUpTo = 20_000

/** How large tables are, by their numbers. Bytes count what the engine keeps for them, indexes and all. */
export async function extents(db: Queryable, tableSequences: readonly number[]): Promise<ReadonlyMap<number, Extent>> {
  const found = new Map<number, Extent>()
  if (tableSequences.length === 0) return found
  const estimates = await db.all<Estimate>(
    sql`SELECT TABLE_NAME AS tableName, TABLE_ROWS AS ${name('rows')}, DATA_LENGTH + INDEX_LENGTH AS bytes
        FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = ${db.schema} AND TABLE_NAME IN ${list(tableSequences.map((sequence) => `t_${sequence}`))}`,
  )
  for (const { tableName, rows, bytes } of estimates) {
    const isSmall = rows <= countedUpTo
    const counted = isSmall
      ? await db.one<{ total: number }>(sql`SELECT COUNT(*) AS total FROM ${name(tableName)}`)
      : null
    found.set(Number(tableName.slice('t_'.length)), { rows: counted?.total ?? rows, bytes })
  }
  return found
}
