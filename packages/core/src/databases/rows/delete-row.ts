import { openTable } from './access.ts'
import { applyDelete } from './apply.ts'
import { relatedTables } from './graph.ts'
import { asTableStands } from './as-table-stands.ts'
import type { RowCall, RowIds } from './rows.ts'
import { inUnit } from './unit.ts'

/**
 * Deletes a row. `unmodifiedSince` refuses one that was changed after it.
 * @throws `database_not_found`, `table_not_found`, `row_not_found`, `user_unauthorized`, `row_update_conflict`
 */
export async function deleteRow(
  call: RowCall,
  input: RowIds & { readonly unmodifiedSince: Date | null },
): Promise<void> {
  await asTableStands(async () => {
    const table = await openTable(call, input)
    const graph = table.relations.length === 0 ? undefined : await relatedTables(call, table)
    await inUnit(
      call,
      { action: 'delete', scope: 'row' },
      (unit) => applyDelete(unit, table, input.rowId, input.unmodifiedSince),
      graph,
    )
  })
}
