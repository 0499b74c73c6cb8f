import type { Queryable } from '@basalt/database'
import { listRows as listTableRows, planRows, type RowPage } from '@basalt/documents'
import type { Query } from '@basalt/types'
import { openTable, readCondition } from './access.ts'
import { asTableStands } from './as-table-stands.ts'
import { isRelated, viewFor } from './graph.ts'
import { shownRows } from './load.ts'
import type { RowCall, TableIds } from './rows.ts'

/**
 * One page of the rows that the caller may read, and how many there are (0 when not asked for, at most 5000).
 * @throws `database_not_found`, `table_not_found`, `user_unauthorized`, `general_query_invalid`,
 * `general_cursor_not_found`, `database_query_order_null`, `database_timeout`
 */
export function listRows(call: RowCall, input: ListInput): Promise<RowPage> {
  return asTableStands(() => listRowsIn(call, call.schema, input))
}

type ListInput = TableIds & { readonly queries: readonly Query[]; readonly total: boolean }

/** As `listRows`, as a transaction sees it. */
export async function listRowsIn(call: RowCall, db: Queryable, input: ListInput): Promise<RowPage> {
  const table = await openTable(call, input)
  const { actor } = call.origin
  const view = await viewFor(call, table, input.queries)
  const plan = planRows(view, input.queries)
  const access = await readCondition(call, actor, table)
  const page = await listTableRows(db, view, plan, { access, total: input.total })
  return isRelated(table) ? { ...page, rows: await shownRows(db, actor, view, page.rows, plan) } : page
}
