import { fail, parseExact } from '@basalt/types'
import type { Column } from '../table/compiled.ts'
import { type ArrayOperator, arrayOperators, isArrayOperator } from './operators-array.ts'
import { type NumericOperator, isNumericOperator, numericResult } from './operators-numeric.ts'
import { invalid } from './invalid.ts'
import type { Values } from './values.ts'
import { lengthOf } from '../table/values.ts'
import { parseInstant } from '../instant.ts'
import { wireInstant } from '../query/values.ts'

const otherOperators = ['stringConcat', 'stringReplace', 'toggle', 'dateAddDays', 'dateSubDays', 'dateSetNow'] as const
type Method = NumericOperator | ArrayOperator | (typeof otherOperators)[number]

/** A change that is told by what to do with the value, not by the new value: `{"method": "increment", "values": [1]}`. */
export type Operator = { readonly method: Method; readonly values: readonly unknown[] }

const dayMs = 86_400_000

/** An operator in the place of a value. */
export class Operation {
  readonly operator: Operator

  constructor(operator: Operator) {
    this.operator = operator
  }
}

/** Finds operators, as objects or as JSON texts, among given values. @throws `general_bad_request` on malformed ones */
export function readOperators(given: Values): Values {
  const read: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(given))
    read[key] = key.startsWith('$') ? value : (operatorIn(value) ?? value)
  return read
}

export function hasOperators(given: Values): boolean {
  return Object.values(given).some((value) => value instanceof Operation)
}

function operatorIn(value: unknown): Operation | null {
  if (typeof value === 'string' && !/^\s*\{.*"method"/s.test(value)) return null
  const object = typeof value === 'string' ? parsed(value) : value
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return null
  const { method, values = [] } = object as { method?: unknown; values?: unknown } // checked on the next lines
  if (!isMethod(method)) return null
  if (!Array.isArray(values)) throw fail('general_bad_request', { reason: `The values of "${method}" must be a list.` })
  return new Operation({ method, values })
}

function isMethod(method: unknown): method is Method {
  if (typeof method !== 'string') return false
  return isNumericOperator(method) || isArrayOperator(method) || otherOperators.includes(method as never)
}

function parsed(text: string): unknown {
  try {
    return parseExact(text)
  } catch {
    return null // no JSON: the text is just a text
  }
}

/**
 * The value after an operator, in wire form. Bounds of the column do not hold for it, those of its type do.
 * @throws `row_invalid_structure` when the operator does not fit the column or its value
 */
export function applyOperator(column: Column, { method, values }: Operator, current: unknown, now: Date): unknown {
  const { type, array, format } = column.definition
  const misfit = (): Error => invalid(`The column "${column.key}" does not take "${method}" with these values.`)
  if (isArrayOperator(method)) {
    if (!array) throw misfit()
    return arrayOperators(column, method, values, current, misfit)
  }
  if (array) throw misfit()
  if (isNumericOperator(method)) {
    if (type !== 'integer' && type !== 'double') throw misfit()
    return numericResult(column.definition, method, values, current, misfit)
  }
  switch (method) {
    case 'stringConcat':
    case 'stringReplace': {
      if (type !== 'string') throw misfit()
      const text = textResult(method, values, current, column.definition.size, misfit)
      if (
        format !== ''
          ? column.check(text) === undefined
          : lengthOf(text, column.definition.size) > column.definition.size
      ) {
        throw misfit()
      }
      return text
    }
    case 'toggle':
      if (type !== 'boolean') throw misfit()
      return current !== true
    default:
      if (type !== 'datetime') throw misfit()
      return dateResult(method, values, current, now, misfit)
  }
}

function textResult(
  method: 'stringConcat' | 'stringReplace',
  values: readonly unknown[],
  current: unknown,
  size: number,
  misfit: () => Error,
): string {
  const text = typeof current === 'string' ? current : ''
  const [first, second] = values
  if (typeof first !== 'string') throw misfit()
  if (method === 'stringConcat') return text + first
  if (typeof second !== 'string') throw misfit()
  if (first === '') return text
  // Reckoned before it is made: a text that grows with each place could not be held.
  const longest = text.length + countOf(text, first) * (second.length - first.length)
  if (longest > size * 2) throw misfit()
  return text.replaceAll(first, () => second)
}

function countOf(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++
  return count
}

function dateResult(
  method: 'dateAddDays' | 'dateSubDays' | 'dateSetNow',
  values: readonly unknown[],
  current: unknown,
  now: Date,
  misfit: () => Error,
): string | null {
  if (method === 'dateSetNow') return wireInstant(new Date(Math.floor(now.getTime() / 1000) * 1000))
  const [days] = values
  if (typeof days !== 'number' || !Number.isSafeInteger(days)) throw misfit()
  const date = typeof current === 'string' ? parseInstant(current) : null
  if (date === null) return null
  const moved = new Date(date.getTime() + (method === 'dateAddDays' ? days : -days) * dayMs)
  if (Number.isNaN(moved.getTime()) || moved.getUTCFullYear() < 1000 || moved.getUTCFullYear() > 9999) throw misfit()
  return wireInstant(moved)
}
