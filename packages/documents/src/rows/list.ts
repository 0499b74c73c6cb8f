import { list, type Queryable, sql, type Sql, type Transaction } from '@basalt/database'
import { fail, type Query } from '@basalt/types'
import { readPage } from '../query/page.ts'
import { type Plan, planOf } from '../query/plan.ts'
import { type Column, type CompiledTable, selection } from '../table/compiled.ts'
import { recordOf, type RowRecord, type StoredRow } from './record.ts'

export type RowPlan = Plan & { readonly columns: readonly Column[] }
export type RowPage = { readonly rows: readonly RowRecord[]; readonly total: number }

const maxValues = 500
const systemNames = ['$id', '$sequence', '$createdAt', '$updatedAt', '$permissions', '$collection']
const alwaysSent: ReadonlySet<string> = new Set(systemNames)

/** Reads the queries of a list of rows. @throws `general_query_invalid` */
export function planRows(table: CompiledTable, queries: readonly Query[]): RowPlan {
  const plan = planOf(table.shape, queries, { refuse, maxValues, selectable: true })
  return { ...plan, columns: selectedColumns(table, plan.select) }
}

/** The columns that `select` queries, the only ones allowed here, ask for. @throws `general_query_invalid` */
export function planRow(table: CompiledTable, queries: readonly Query[]): readonly Column[] {
  if (queries.length === 0) return table.columns
  if (queries.some(({ method }) => method !== 'select')) throw refuse('A single row takes "select" queries only.')
  return planRows(table, queries).columns
}

export async function listRows(
  db: Queryable,
  table: CompiledTable,
  plan: RowPlan,
  options: { readonly access?: Sql | undefined; readonly total: boolean },
): Promise<RowPage> {
  const { columns } = plan
  const page = await readPage<StoredRow>(db, table.shape, { columns: selection(columns), plan, ...options })
  return { rows: page.rows.map((row) => recordOf(table, row, columns)), total: page.total }
}

function selectedColumns(table: CompiledTable, select: readonly string[] | null): readonly Column[] {
  if (select === null) return table.columns
  const wanted = new Set(select)
  for (const key of wanted) {
    if (key !== '*' && !alwaysSent.has(key) && !table.byKey.has(key)) {
      throw refuse(`There is no field "${key.slice(0, 64)}" to select.`)
    }
  }
  return wanted.has('*') ? table.columns : table.columns.filter((column) => wanted.has(column.key))
}

function refuse(reason: string): Error {
  return fail('general_query_invalid', { reason })
}

/** The rows that a plan matches, by their sequences, in its order; without a limit all of them. */
export async function matchingSequences(
  db: Queryable,
  table: CompiledTable,
  plan: RowPlan,
): Promise<readonly number[]> {
  const all = plan.isLimited ? plan : { ...plan, limit: Number.MAX_SAFE_INTEGER }
  const page = await readPage<{ sequence: number }>(db, table.shape, {
    columns: sql`sequence`,
    plan: all,
    total: false,
  })
  return page.rows.map((row) => row.sequence)
}

/** Locks and reads the next rows that match a plan's filters, by sequence: those named, or those after one. */
export async function lockMatching(
  tx: Transaction,
  table: CompiledTable,
  plan: RowPlan,
  which: { readonly sequences: readonly number[] } | { readonly after: number; readonly limit: number },
): Promise<readonly StoredRow[]> {
  const isNamed = 'sequences' in which
  const range = isNamed ? sql`sequence IN ${list(which.sequences)}` : sql`sequence > ${which.after}`
  const limit = isNamed ? sql`` : sql` LIMIT ${which.limit}`
  const where = plan.where === null ? range : sql`${range} AND ${plan.where}`
  return tx.all<StoredRow>(
    sql`SELECT ${table.everything} FROM ${table.rows} WHERE ${where} ORDER BY sequence${limit} FOR UPDATE`,
  )
}
