import type { Transaction } from '@basalt/database'
import {
  type CompiledTable,
  lockMatching,
  matchingSequences,
  recordOf,
  type RowPlan,
  type RowRecord,
} from '@basalt/documents'
import { fail, isPrivileged } from '@basalt/types'
import { openTable } from './access.ts'
import type { RowCall, TableIds } from './rows.ts'

/** Rows that one transaction of a bulk change takes at most, so that none grows without bound. */
const batchSize = 1000
/** Rows that the answer of a bulk change shows. */
export const maxShown = 100
/** Rows that one request may bring. */
export const maxGiven = 100

/**
 * The table of a bulk change by queries. To clients such routes do not exist.
 * @throws `database_not_found`, `table_not_found`, `general_bad_request` for tables with relationships
 */
export async function openForBulk(call: RowCall, ids: TableIds): Promise<CompiledTable> {
  if (!isPrivileged(call.origin.actor)) throw fail('database_not_found', { databaseId: ids.databaseId })
  const table = await openTable(call, ids)
  refuseRelations(table)
  return table
}

/** @throws `general_bad_request` */
export function refuseRelations(table: CompiledTable): void {
  const isRelated = table.definition.columns.some(({ relation }) => relation !== null && !relation.hidden)
  if (isRelated) throw fail('general_bad_request', { reason: 'Tables with relationships take no changes in bulk.' })
}

/**
 * Runs `work` on all rows that a plan matches, in batches that each commit by themselves; the rows are locked.
 * `work` returns what to show of its rows. Nothing else of them stays in memory.
 */
export async function inBatches(
  call: RowCall,
  table: CompiledTable,
  plan: RowPlan,
  work: (tx: Transaction, rows: readonly RowRecord[], isFirst: boolean) => Promise<readonly RowRecord[]>,
): Promise<{ readonly total: number; readonly rows: readonly RowRecord[] }> {
  const shown: RowRecord[] = []
  let total = 0
  const run = async (tx: Transaction, rows: readonly RowRecord[]): Promise<readonly RowRecord[]> =>
    rows.length === 0 ? [] : work(tx, rows, total === 0)
  const keep = (rows: readonly RowRecord[]): void => {
    total += rows.length
    shown.push(...rows.slice(0, maxShown - shown.length))
  }
  if (plan.isLimited || plan.offset > 0 || plan.cursor !== null) {
    const wanted = await matchingSequences(call.schema, table, plan)
    for (let start = 0; start < wanted.length; start += batchSize) {
      const sequences = wanted.slice(start, start + batchSize)
      keep(
        await call.schema.transaction(async (tx) => {
          const stored = await lockMatching(tx, table, plan, { sequences })
          return run(
            tx,
            stored.map((row) => recordOf(table, row)),
          )
        }),
      )
    }
    return { total, rows: shown }
  }
  for (let after = 0; ;) {
    const { next, rows } = await call.schema.transaction(async (tx) => {
      const stored = await lockMatching(tx, table, plan, { after, limit: batchSize })
      const changed = await run(
        tx,
        stored.map((row) => recordOf(table, row)),
      )
      return { next: stored.length < batchSize ? null : (stored.at(-1)?.sequence ?? null), rows: changed }
    })
    keep(rows)
    if (next === null) return { total, rows: shown }
    after = next
  }
}
