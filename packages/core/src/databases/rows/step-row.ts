import type { Column, CompiledTable, RowRecord } from '@basalt/documents'
import { fail } from '@basalt/types'
import { openTable } from './access.ts'
import { applyStep, type Step } from './apply.ts'
import { asTableStands } from './as-table-stands.ts'
import type { RowCall, RowIds } from './rows.ts'
import { inUnit } from './unit.ts'

export type StepInput = RowIds & { readonly column: string } & Pick<Step, 'value' | 'bound'>

/**
 * Adds to a number, or takes from it, while nobody else can; null counts as 0.
 * @throws `general_argument_invalid` unless the value is above 0, `column_not_found` also for a missing row,
 * `attribute_type_invalid`, `column_limit_exceeded` beyond the bound, `user_unauthorized`
 */
export async function stepRow(call: RowCall, method: Step['method'], input: StepInput): Promise<RowRecord> {
  return asTableStands(async () => {
    const table = await openTable(call, input)
    const { rowId, value, bound } = input
    const step = { rowId, column: countingColumn(table, input), method, value, bound }
    return inUnit(call, { action: 'update', scope: 'table', isPlural: true }, (unit) => applyStep(unit, table, step))
  })
}

/** @throws `general_argument_invalid`, `column_not_found`, `attribute_type_invalid` */
export function countingColumn(table: CompiledTable, input: Pick<StepInput, 'column' | 'value'>): Column {
  const { column: key, value } = input
  if (!(value > 0)) throw fail('general_argument_invalid', { reason: 'value must be above 0.' })
  const column = table.byKey.get(key)
  if (!column) throw fail('column_not_found', { key })
  const { type, array } = column.definition
  // Both vocabularies answer with this one name.
  if (array || (type !== 'integer' && type !== 'double')) throw fail('attribute_type_invalid', { key })
  if (type === 'integer' && typeof value === 'number' && !Number.isInteger(value)) {
    throw fail('general_argument_invalid', { reason: 'value must be an integer, as the column is.' })
  }
  return column
}
