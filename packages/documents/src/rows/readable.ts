import { int, join, type Queryable, sql, type Sql } from '@basalt/database'
import type { Access } from '../query/page.ts'
import type { CompiledTable } from '../table/compiled.ts'

/** What there is to choose from: rows that some roles may read, and rows at all; neither is exact. */
export type Spread = { readonly granted: number; readonly rows: number }

const countedGrants = 20_000
const usualPage = 25

/**
 * The rows that hold a grant for one of these roles; of no roles it is none. Few granted rows are best looked up one
 * by one, many are best met while walking in the order of the list: `spread` decides.
 */
export function readableBy(table: CompiledTable, readers: readonly number[], spread: Spread | null): Access {
  if (readers.length === 0) return { condition: sql`1 = 0`, granted: null }
  const granted = sql`SELECT rowSequence FROM ${table.reads} WHERE roleId IN (${rolesIn(readers)})`
  // Walking meets a granted row once in rows / granted; looking up has to sort all that are granted.
  const isWalk = spread !== null && spread.granted ** 2 > usualPage * spread.rows
  const probe = sql`(SELECT 1 FROM ${table.reads} WHERE rowSequence = sequence AND roleId IN (${rolesIn(readers)}) LIMIT 1) = 1`
  return { condition: isWalk ? probe : sql`sequence IN (${granted})`, granted }
}

/** One cheap read of how the grants of some roles lie in a table. */
export async function readSpread(db: Queryable, table: CompiledTable, readers: readonly number[]): Promise<Spread> {
  if (readers.length === 0) return { granted: 0, rows: 0 }
  const found = await db.one<{ granted: number; highest: number | null }>(
    sql`SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM ${table.reads} WHERE roleId IN (${rolesIn(readers)})
          LIMIT ${int(countedGrants)}) AS counted) AS granted, (SELECT MAX(sequence) FROM ${table.rows}) AS highest`,
  )
  return { granted: found?.granted ?? 0, rows: found?.highest ?? 0 }
}

function rolesIn(readers: readonly number[]): Sql {
  return join(readers.map((role) => int(role)))
}
