import type { Queryable } from '@basalt/database'
import {
  type CompiledTable,
  permissionsOf,
  plainView,
  planRow,
  readRows,
  recordOf,
  type RowRecord,
  type StoredRow,
} from '@basalt/documents'
import { fail, type Query } from '@basalt/types'
import { refuseDisabled, rowGrants } from './access.ts'
import { isRelated, viewFor } from './graph.ts'
import { shownRows } from './load.ts'
import type { RowCall, RowIds } from './rows.ts'

/**
 * One row, if the caller may read it. `queries` may select fields.
 * @throws `database_not_found`, `table_not_found`, `row_not_found`, `general_query_invalid`
 */
export async function getRow(call: RowCall, input: RowInput): Promise<RowRecord> {
  const { table, row } = await call.rows.tableAndRow(call.schema, input)
  return (await prepareShown(call, table, input))(call.schema, row)
}

type RowInput = RowIds & { readonly queries: readonly Query[] }

/** As `getRow`, to be read wherever: all look-ups are done. */
export async function prepareGet(call: RowCall, input: RowInput): Promise<(db: Queryable) => Promise<RowRecord>> {
  const table = await call.rows.table(call.schema, input)
  const show = await prepareShown(call, table, input)
  return async (db) => show(db, (await readRows(db, table, [input.rowId])).get(input.rowId) ?? null)
}

async function prepareShown(
  call: RowCall,
  table: CompiledTable,
  { rowId, queries }: RowInput,
): Promise<(db: Queryable, row: StoredRow | null) => Promise<RowRecord>> {
  const { actor } = call.origin
  refuseDisabled(actor, table)
  const isPlain = !isRelated(table)
  const view = isPlain ? plainView(table) : await viewFor(call, table, queries)
  const selection = planRow(view, queries)
  return async (db, row) => {
    if (row === null || !rowGrants(actor, table, 'read', permissionsOf(row))) throw fail('row_not_found', { rowId })
    const record = recordOf(table, row, selection.columns)
    if (isPlain) return record
    return (await shownRows(db, actor, view, [record], selection))[0] ?? record
  }
}
