import { type Queryable, sql } from '@basalt/database'
import type { Tables } from './directory.ts'
import type { TableIds } from './tables.ts'

/** How a table is being changed: `changing` while a column or an index is made or goes. */
export type TableProgress = {
  readonly changing: boolean
  /** How much of the statement that runs is done, 0 to 100; null when none runs, or MariaDB does not tell. */
  readonly percent: number | null
}

type Statement = { readonly id: number; readonly stage: number; readonly stages: number; readonly percent: number }

/** @throws `database_not_found`, `table_not_found` */
export async function tableProgress(db: Queryable, tables: Tables, ids: TableIds): Promise<TableProgress> {
  const { sequence, columns, indexes } = await tables.get(db, ids.databaseId, ids.tableId)
  const changing = [...columns, ...indexes].some(({ status }) => status === 'processing' || status === 'deleting')
  return { changing, percent: changing ? await percentOf(db, sequence) : null }
}

/**
 * Asks MariaDB itself, so that nothing has to be written while a statement runs. What copies the table tells in the list
 * of processes; what builds an index in place tells in one number of the server, which says something only where no
 * other does the same at that time.
 */
async function percentOf(db: Queryable, sequence: number): Promise<number | null> {
  const running = await db.all<Statement & { readonly isOurs: number }>(
    sql`SELECT ID AS id, STAGE AS stage, MAX_STAGE AS stages, PROGRESS AS percent,
          DB = DATABASE() AND INFO LIKE ${`%ALTER TABLE \`t_${sequence}\`%`} AS isOurs
        FROM information_schema.PROCESSLIST WHERE INFO LIKE '%ALTER TABLE%' AND ID <> CONNECTION_ID()`,
  )
  const ours = running.find(({ isOurs }) => isOurs === 1)
  if (!ours) return null
  if (ours.stages > 0) return Math.round(((ours.stage - 1) * 100 + ours.percent) / ours.stages)
  const inPlace = running.filter(({ stages }) => stages === 0)
  return inPlace.length === 1 ? inPlacePercent(db) : null
}

async function inPlacePercent(db: Queryable): Promise<number | null> {
  const status = await db.one<{ hundredths: string }>(
    sql`SELECT VARIABLE_VALUE AS hundredths FROM information_schema.GLOBAL_STATUS
        WHERE VARIABLE_NAME = 'INNODB_ONLINEDDL_PCT_PROGRESS'`,
  )
  return status === null ? null : Math.round(Number(status.hundredths) / 100)
}
