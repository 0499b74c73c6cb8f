import { openTable } from './access.ts'
import { applyDelete } from './apply.ts'
import { findLocked } from './change.ts'
import { isRelated, relatedTables, viewOf } from './graph.ts'
import { asTableStands } from './as-table-stands.ts'
import type { RowCall, RowIds } from './rows.ts'
import { shownRow } from './related-unit.ts'
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
    // Who is told of the row is told of what it was related to.
    const view = graph && isRelated(table) && call.origin.project.hasListeners && (await viewOf(call, table, graph))
    await inUnit(
      call,
      { action: 'delete', scope: 'row' },
      async (unit) => {
        const row = view && (await findLocked(unit.tx, table, input.rowId))
        const shown = view && row && (await shownRow(unit, view, row))
        await applyDelete(unit, table, input.rowId, input.unmodifiedSince)
        if (shown) unit.show(table, shown)
      },
      graph,
    )
  })
}
