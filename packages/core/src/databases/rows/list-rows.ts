import type { Queryable } from '@basalt/database'
import { type CompiledTable, listRows as listTableRows, planRows, type RowPage } from '@basalt/documents'
import type { Query } from '@basalt/types'
import { openStanding, openTable, readCondition } from './access.ts'
import { asTableStands } from './as-table-stands.ts'
import { isRelated, viewFor } from './graph.ts'
import { shownRows } from './load.ts'
import { pageKeys } from './pages.ts'
import type { RowCall, TableIds } from './rows.ts'

/**
 * One page of the rows that the caller may read, and how many there are (0 when not asked for, at most 5000).
 * @throws `database_not_found`, `table_not_found`, `user_unauthorized`, `general_query_invalid`,
 * `general_cursor_not_found`, `database_query_order_null`, `database_timeout`
 */
export function listRows(call: RowCall, input: ListInput): Promise<RowPage> {
  const { pages } = call.rows
  return asTableStands(async () => {
    // Looked at before the rows are: what is committed meanwhile makes the page outdated, never too new.
    const standing = await openStanding(call, input)
    const { table } = standing
    // Related rows change without their table's.
    const keys = isRelated(table) ? null : pageKeys(call.schema.schema, table, call.origin.actor, input)
    const known = keys && pages.find(keys, standing)
    if (known) return known
    const total = (input.total && keys && pages.findTotal(keys, standing)) ?? input.total
    const page = await (await readerOf(call, table, { ...input, total }))(call.schema)
    if (keys) pages.keep(keys, standing, page, input.total)
    return page
  })
}

type ListInput = TableIds & { readonly queries: readonly Query[]; readonly total: boolean }

/** As `listRows`, to be read wherever: all look-ups are done. */
export async function prepareList(call: RowCall, input: ListInput): Promise<(db: Queryable) => Promise<RowPage>> {
  return readerOf(call, await openTable(call, input), input)
}

async function readerOf(
  call: RowCall,
  table: CompiledTable,
  input: Omit<ListInput, 'total'> & { readonly total: boolean | number },
): Promise<(db: Queryable) => Promise<RowPage>> {
  const { actor } = call.origin
  const view = await viewFor(call, table, input.queries)
  const plan = planRows(view, input.queries)
  const access = await readCondition(call, actor, table)
  return async (db) => {
    const page = await listTableRows(db, view, plan, { access, total: input.total })
    return isRelated(table) ? { ...page, rows: await shownRows(db, actor, view, page.rows, plan) } : page
  }
}
