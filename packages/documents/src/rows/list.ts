import { list, type Queryable, sql, type Transaction } from '@basalt/database'
import { fail, type Query } from '@basalt/types'
import { type Access, readPage } from '../query/page.ts'
import { type Plan, planOf } from '../query/plan.ts'
import { type Column, type CompiledTable, selection } from '../table/compiled.ts'
import type { Shape } from '../query/shape.ts'
import type { Relation } from '../table/relations.ts'
import { recordOf, type RowRecord, type StoredRow } from './record.ts'

/** What is shown of rows: columns, and what of the rows related to them. */
export type Selection = { readonly columns: readonly Column[]; readonly related: readonly RelatedSelection[] }
export type RelatedSelection = Selection & { readonly relation: Relation; readonly view: View }
export type RowPlan = Plan & Selection

/** A table with the tables it is related to, as one caller sees them; `shape` leads through the same steps. */
export type View = {
  readonly table: CompiledTable
  readonly shape: Shape
  readonly steps: ReadonlyMap<string, { readonly relation: Relation; readonly view: View }>
  /** Relationships are not followed from here on. */
  readonly isLast: boolean
}

/** A table by itself. */
export function plainView(table: CompiledTable): View {
  return { table, shape: table.shape, steps: new Map(), isLast: false }
}

export type RowPage = { readonly rows: readonly RowRecord[]; readonly total: number }

const maxValues = 500
const systemNames = ['$id', '$sequence', '$createdAt', '$updatedAt', '$permissions', '$collection']
const alwaysSent: ReadonlySet<string> = new Set(systemNames)

/** Reads the queries of a list of rows. @throws `general_query_invalid` */
export function planRows(view: View, queries: readonly Query[]): RowPlan {
  const plan = planOf(view.shape, queries, { refuse, maxValues, selectable: true })
  return { ...plan, ...selectionOf(view, plan.select) }
}

/** What `select` queries, the only ones allowed here, ask for. @throws `general_query_invalid` */
export function planRow(view: View, queries: readonly Query[]): Selection {
  if (queries.length === 0) return { columns: view.table.columns, related: [] }
  if (queries.some(({ method }) => method !== 'select')) throw refuse('A single row takes "select" queries only.')
  return planRows(view, queries)
}

export async function listRows(
  db: Queryable,
  { table, shape }: View,
  plan: RowPlan,
  options: { readonly access?: Access | undefined; readonly total: boolean | number },
): Promise<RowPage> {
  const { columns } = plan
  const page = await readPage<StoredRow>(db, shape, { columns: selection(columns), plan, ...options })
  return { rows: page.rows.map((row) => recordOf(table, row, columns)), total: page.total }
}

function selectionOf(view: View, select: readonly string[] | null): Selection {
  const { columns, byKey } = view.table
  if (select === null) return { columns, related: [] }
  const own = new Set<string>()
  const paths = new Map<string, string[]>()
  let isBeyond = false
  for (const name of select) {
    const step = stepOf(view, name)
    if (step !== null) paths.set(step, [...(paths.get(step) ?? []), name.slice(step.length + 1)])
    // A path may be longer than relationships are followed; what lies beyond is not shown.
    else if (view.isLast && view.table.relations.some(({ key }) => name.startsWith(`${key}.`))) isBeyond = true
    else if (name === '*' || alwaysSent.has(name) || byKey.has(name)) own.add(name)
    else throw refuse(`There is no field "${name.slice(0, 64)}" to select.`)
  }
  // Paths through what is kept elsewhere say nothing about the fields here.
  const all = own.has('*') || (own.size === 0 && !isBeyond && !columns.some(({ key }) => paths.has(key)))
  for (const { key, definition } of columns) {
    if (!all && own.has(key) && definition.relation !== null) {
      throw refuse(`Select fields of "${key}" as "${key}.*".`)
    }
  }
  return {
    // The ids of partners are needed to find them.
    columns: all ? columns : columns.filter(({ key }) => own.has(key) || paths.has(key)),
    related: [...paths].flatMap(([key, inner]) => relatedSelection(view, key, inner)),
  }
}

function relatedSelection(view: View, key: string, select: readonly string[]): readonly RelatedSelection[] {
  const step = view.steps.get(key)
  if (!step) return []
  const { columns, related } = selectionOf(step.view, select)
  // The way back leads to the rows that show these: it is not shown, also when it is asked for.
  const isBack = (sequence: number): boolean => sequence === step.relation.definition.partnerSequence
  return [
    {
      ...step,
      columns: columns.filter(({ definition }) => !isBack(definition.sequence)),
      related: related.filter(({ relation }) => !isBack(relation.sequence)),
    },
  ]
}

function stepOf({ steps }: View, name: string): string | null {
  for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
    if (steps.has(name.slice(0, dot))) return name.slice(0, dot)
  }
  return null
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
    isUnbounded: true,
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
