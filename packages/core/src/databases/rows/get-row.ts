import { planRow, recordOf, type RowRecord, permissionsOf } from '@basalt/documents'
import { fail, type Query } from '@basalt/types'
import { refuseDisabled, rowGrants } from './access.ts'
import type { RowCall, RowIds } from './rows.ts'

/**
 * One row, if the caller may read it. `queries` may select fields.
 * @throws `database_not_found`, `table_not_found`, `row_not_found`, `general_query_invalid`
 */
export async function getRow(
  call: RowCall,
  input: RowIds & { readonly queries: readonly Query[] },
): Promise<RowRecord> {
  const { actor } = call.origin
  const { table, row } = await call.rows.tableAndRow(call.schema, input)
  refuseDisabled(actor, table)
  const columns = planRow(table, input.queries)
  if (row === null || !rowGrants(actor, table, 'read', permissionsOf(row))) {
    throw fail('row_not_found', { rowId: input.rowId })
  }
  return recordOf(table, row, columns)
}
