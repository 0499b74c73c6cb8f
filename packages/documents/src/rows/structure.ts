import type { Column, CompiledTable } from '../table/compiled.ts'
import { invalid } from './invalid.ts'
import { applyOperator, Operation } from './operators.ts'
import type { Values } from './values.ts'

/**
 * The values of a whole row, from what was given and, for an existing row, what it holds. Defaults take the place
 * of null, operators work on what was there. The first fault is told, in this order: a required value is missing, a
 * field is unknown, a value is wrong. @throws `row_invalid_structure`
 */
export function completeValues(table: CompiledTable, given: Values, current: Values | null, now: Date): Values {
  const merged: Record<string, unknown> = {}
  for (const { key, definition } of table.columns) {
    const value = Object.hasOwn(given, key) ? given[key] : (current?.[key] ?? null)
    merged[key] = value ?? definition.default
    if (definition.required && merged[key] === null) throw invalid(`The value of "${key}" is required.`)
  }
  refuseUnknown(table, given)
  for (const column of table.columns) {
    const value = merged[column.key]
    merged[column.key] =
      value instanceof Operation
        ? applyOperator(column, value.operator, current?.[column.key] ?? column.definition.default, now)
        : checked(column, value)
  }
  return merged
}

/**
 * The given values alone, for a change of many rows at once; defaults take the place of null. Operators work on what a row holds;
 * without one they are left out. @throws `row_invalid_structure`
 */
export function partialValues(table: CompiledTable, given: Values, current: Values | null, now: Date): Values {
  refuseUnknown(table, given)
  const values: Record<string, unknown> = {}
  for (const column of table.columns) {
    if (!Object.hasOwn(given, column.key)) continue
    const value = given[column.key] ?? column.definition.default
    if (value === null && column.definition.required) throw invalid(`The value of "${column.key}" is required.`)
    if (!(value instanceof Operation)) values[column.key] = checked(column, value)
    else if (current) values[column.key] = applyOperator(column, value.operator, current[column.key], now)
  }
  return values
}

function refuseUnknown(table: CompiledTable, given: Values): void {
  for (const key of Object.keys(given)) {
    if (!table.byKey.has(key)) throw invalid(`The table has no column "${key.slice(0, 64)}".`)
  }
}

function checked(column: Column, value: unknown): unknown {
  if (value === null) return null
  const good = column.check(value)
  if (good === undefined) throw invalid(`The value of "${column.key}" must be ${column.expectation}.`)
  return good
}
