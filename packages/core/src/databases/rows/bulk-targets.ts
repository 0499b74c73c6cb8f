import {
  type CompiledTable,
  lockMatching,
  matchingSequences,
  recordOf,
  type RowPage,
  type RowPlan,
  type RowRecord,
  type StoredRow,
} from '@basalt/documents'
import { fail, isPrivileged } from '@basalt/types'
import { openTable } from './access.ts'
import type { RowCall, TableIds } from './rows.ts'
import type { Unit } from './unit.ts'

/** Rows that one transaction of a bulk change takes at most, so that none grows without bound. */
const batchSize = 1000
/** Rows that the answer of a bulk change shows. */
const maxShown = 100
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

/** Runs one batch in a transaction: its own, or one that is open. */
export type RunBatch = <T>(work: (unit: Unit) => Promise<T>) => Promise<T>

/**
 * Runs `work` on all rows that a plan matches, in batches; the rows are locked. `work` returns what to show of its
 * rows. Nothing else of them stays in memory.
 */
export async function inBatches(
  runBatch: RunBatch,
  table: CompiledTable,
  plan: RowPlan,
  work: (unit: Unit, rows: readonly RowRecord[]) => Promise<readonly RowRecord[]>,
): Promise<RowPage> {
  const shown: RowRecord[] = []
  let total = 0
  const batch = async (which: Parameters<typeof lockMatching>[3]): Promise<readonly StoredRow[]> => {
    const { stored, rows } = await runBatch(async (unit) => {
      const locked = await lockMatching(unit.tx, table, plan, which)
      const records = locked.map((row) => recordOf(table, row))
      for (const row of records) unit.seen(table, row)
      return { stored: locked, rows: records.length === 0 ? [] : await work(unit, records) }
    })
    total += rows.length
    shown.push(...rows.slice(0, maxShown - shown.length))
    return stored
  }
  if (plan.isLimited || plan.offset > 0 || plan.cursor !== null) {
    const wanted = await runBatch((unit) => matchingSequences(unit.tx, table, plan))
    for (let start = 0; start < wanted.length; start += batchSize) {
      await batch({ sequences: wanted.slice(start, start + batchSize) })
    }
    return { total, rows: shown }
  }
  for (let after: number | null = 0; after !== null;) {
    const stored = await batch({ after, limit: batchSize })
    after = stored.length < batchSize ? null : (stored.at(-1)?.sequence ?? null)
  }
  return { total, rows: shown }
}
