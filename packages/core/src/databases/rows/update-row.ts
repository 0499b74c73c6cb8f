import type { RowRecord } from '@basalt/documents'
import { fail } from '@basalt/types'
import { grantable } from '../../access/index.ts'
import { openTable } from './access.ts'
import { applyUpdate } from './apply.ts'
import { asTableStands } from './as-table-stands.ts'
import type { RowInput } from './create-row.ts'
import { isEmpty } from './input.ts'
import type { RowCall } from './rows.ts'
import { inRelatedUnit } from './related-unit.ts'
import { prepareWrite } from './write.ts'

/**
 * Changes the given fields of a row, its permissions, or both. What changes nothing needs read rights only, and
 * leaves no trace. `unmodifiedSince` refuses rows that were changed after it.
 * @throws `row_missing_payload`, `database_not_found`, `table_not_found`, `row_not_found`, `user_unauthorized`,
 * `row_update_conflict`, `row_invalid_structure`, `row_already_exists`, `general_bad_request`
 */
export async function updateRow(
  call: RowCall,
  input: RowInput & { readonly unmodifiedSince: Date | null },
): Promise<RowRecord> {
  if (isEmpty(input.data) && input.permissions === null) throw fail('row_missing_payload')
  return asTableStands(async () => {
    const table = await openTable(call, input)
    const permissions = input.permissions === null ? null : grantable(call.origin.actor, input.permissions)
    const write = await prepareWrite(call, input.rowId, input.data ?? {}, permissions)
    return inRelatedUnit(call, table, { action: 'update', scope: 'row' }, (unit) =>
      applyUpdate(unit, table, write, input.unmodifiedSince),
    )
  })
}
