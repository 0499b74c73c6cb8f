import { deleteRows } from '@basalt/documents'
import { appendActivity } from '../../activity/index.ts'
import { demand, openTable, rowGrants } from './access.ts'
import { asTableStands } from './as-table-stands.ts'
import { auditEvent, happeningOf } from './happenings.ts'
import type { RowCall, RowIds } from './rows.ts'
import { lockRow, refuseModified } from './update-row.ts'

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
    await call.schema.transaction(async (tx) => {
      const row = await lockRow(tx, table, input.rowId)
      demand(rowGrants(call.origin.actor, table, 'delete', row.$permissions), 'delete', table)
      refuseModified(row, input.unmodifiedSince)
      await deleteRows(tx, table, [row.$sequence])
      const audit = { event: auditEvent(call, 'delete'), scope: 'row' } as const
      await appendActivity(tx, call.rows.bus, call.origin, [happeningOf(call, table, row, 'delete', audit)])
    })
  })
}
