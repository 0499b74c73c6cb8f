import { isDuplicate } from '@basalt/database'
import { recordOfValues, type RowRecord, type Values } from '@basalt/documents'
import { fail } from '@basalt/types'
import { newPermissions } from '../../access/index.ts'
import { asTableStands } from './as-table-stands.ts'
import { demand, openTable, tableGrants } from './access.ts'
import { applyCreate } from './apply.ts'
import { isRelated } from './graph.ts'
import { inRelatedUnit } from './related-unit.ts'
import { auditEvent, happeningOf } from './happenings.ts'
import { isEmpty } from './input.ts'
import type { RowCall, RowIds } from './rows.ts'
import { newRowOf, prepareWrite } from './write.ts'

export type RowInput = RowIds & {
  readonly data: Values | null
  /** Null when the request sets none. */
  readonly permissions: readonly string[] | null
}

/**
 * Creates one row. Rows of one table that are created at the same time share a commit.
 * @throws `row_missing_data`, `database_not_found`, `table_not_found`, `user_unauthorized`, `row_invalid_structure`,
 * `row_already_exists`
 */
export async function createRow(call: RowCall, input: RowInput): Promise<RowRecord> {
  if (isEmpty(input.data)) throw fail('row_missing_data')
  return asTableStands(async () => {
    const { actor } = call.origin
    const table = await openTable(call, input)
    const permissions = newPermissions(actor, input.permissions)
    demand(tableGrants(actor, table, 'create'), 'create', table)
    const write = await prepareWrite(call, input.rowId, input.data ?? {}, permissions)
    if (isRelated(table)) {
      return inRelatedUnit(call, table, { action: 'create', scope: 'table' }, (unit) => applyCreate(unit, table, write))
    }
    const row = newRowOf(table, write)
    const audit = { event: auditEvent(call, 'create'), scope: 'table' } as const
    try {
      const sequence = await call.rows.creates(call.schema, table).create({
        row,
        origin: call.origin,
        happening: (own) => happeningOf(call, table, recordOfValues(table, row, own), 'create', audit),
      })
      return recordOfValues(table, row, sequence)
    } catch (error) {
      throw isDuplicate(error) ? fail('row_already_exists', { rowId: input.rowId }, error) : error
    }
  })
}
