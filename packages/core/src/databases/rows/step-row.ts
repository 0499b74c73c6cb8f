import { type CompiledTable, lockRows, numericResult, recordOf, type RowRecord } from '@basalt/documents'
import { fail } from '@basalt/types'
import { appendActivity } from '../../activity/index.ts'
import { demand, openTable, rowGrants } from './access.ts'
import { asTableStands } from './as-table-stands.ts'
import { auditEvent, happeningOf } from './happenings.ts'
import type { RowCall, RowIds } from './rows.ts'
import { writeChange } from './update-row.ts'

export type StepInput = RowIds & {
  readonly column: string
  readonly value: number | bigint
  /** Highest result of an increment, lowest of a decrement; null for none. */
  readonly bound: number | bigint | null
}

/**
 * Adds to a number, or takes from it, while nobody else can; null counts as 0.
 * @throws `general_argument_invalid` unless the value is above 0, `column_not_found` also for a missing row,
 * `attribute_type_invalid`, `column_limit_exceeded` beyond the bound, `user_unauthorized`
 */
export async function stepRow(call: RowCall, method: 'increment' | 'decrement', input: StepInput): Promise<RowRecord> {
  if (!(input.value > 0)) throw fail('general_argument_invalid', { reason: 'value must be above 0.' })
  return asTableStands(async () => {
    const table = await openTable(call, input)
    const column = numericColumn(table, input.column)
    if (column.definition.type === 'integer' && typeof input.value === 'number' && !Number.isInteger(input.value)) {
      throw fail('general_argument_invalid', { reason: 'value must be an integer, as the column is.' })
    }
    return call.schema.transaction(async (tx) => {
      const stored = (await lockRows(tx, table, [input.rowId])).get(input.rowId)
      if (!stored) throw fail('column_not_found', { rowId: input.rowId })
      const current = recordOf(table, stored)
      demand(rowGrants(call.origin.actor, table, 'update', current.$permissions), 'update', table)
      const beyond = (): Error => fail('column_limit_exceeded', { column: input.column })
      const result = numericResult(column.definition, method, [input.value], current[input.column], beyond)
      if (input.bound !== null && (method === 'increment' ? result > input.bound : result < input.bound)) throw beyond()
      const change = {
        values: { [input.column]: result },
        columns: [column],
        permissions: null,
        createdAt: undefined,
        updatedAt: new Date(),
      }
      const row = await writeChange(tx, table, current, change, null)
      const audit = { event: auditEvent(call, 'update', true), scope: 'table' } as const
      await appendActivity(tx, call.rows.bus, call.origin, [happeningOf(call, table, row, 'update', audit)])
      return row
    })
  })
}

function numericColumn(table: CompiledTable, key: string): CompiledTable['columns'][number] {
  const column = table.byKey.get(key)
  if (!column) throw fail('column_not_found', { key })
  const { type, array } = column.definition
  // Both vocabularies answer with this one name.
  if (array || (type !== 'integer' && type !== 'double')) throw fail('attribute_type_invalid', { key })
  return column
}
