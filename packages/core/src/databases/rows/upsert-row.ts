import { duplicateKey, isDuplicate } from '@basalt/database'
import type { RowRecord } from '@basalt/documents'
import { BasaltError, fail } from '@basalt/types'
import { grantable } from '../../access/index.ts'
import { openTable } from './access.ts'
import { applyUpsert } from './apply.ts'
import { asTableStands } from './as-table-stands.ts'
import type { RowInput } from './create-row.ts'
import { isEmpty } from './input.ts'
import type { RowCall } from './rows.ts'
import { inRelatedUnit } from './related-unit.ts'
import { prepareWrite } from './write.ts'

const rowIdKey = 'row_id'

/**
 * Creates a row or changes the one with this id. All required fields must be sent; optional ones keep what is there.
 * @throws `row_missing_payload`, `database_not_found`, `table_not_found`, `user_unauthorized`, `row_invalid_structure`,
 * `row_already_exists` when a unique value belongs to another row, `general_bad_request`
 */
export async function upsertRow(call: RowCall, input: RowInput): Promise<RowRecord> {
  if (isEmpty(input.data) && input.permissions === null) throw fail('row_missing_payload')
  return asTableStands(async () => {
    const table = await openTable(call, input)
    const permissions = input.permissions === null ? null : grantable(call.origin.actor, input.permissions)
    const write = await prepareWrite(call, input.rowId, input.data ?? {}, permissions)
    return upserting(() =>
      inRelatedUnit(
        call,
        table,
        { action: 'upsert', scope: 'row' },
        async (unit) => (await applyUpsert(unit, table, write)).row,
      ),
    )
  })
}

/** Runs an upsert again when another request created one of its rows after it had looked. */
export async function upserting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const cause = error instanceof BasaltError ? error.cause : error
    if (isDuplicate(cause) && duplicateKey(cause) === rowIdKey) return work()
    throw error
  }
}
