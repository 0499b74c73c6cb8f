import type { ColumnDefinition } from '../definition.ts'

const numericOperators = ['increment', 'decrement', 'multiply', 'divide', 'power', 'modulo'] as const
export type NumericOperator = (typeof numericOperators)[number]

type Numeric = number | bigint

const bounds = { short: 2_147_483_647n, long: 9_223_372_036_854_775_807n }

export function isNumericOperator(method: string): method is NumericOperator {
  return numericOperators.includes(method as NumericOperator)
}

/** The result for an integer or double column; null counts as 0. Beyond a limit the result is the limit. */
export function numericResult(
  column: Pick<ColumnDefinition, 'type' | 'size'>,
  method: NumericOperator,
  values: readonly unknown[],
  current: unknown,
  misfit: () => Error,
): Numeric {
  const [operand, limit = null] = values
  const start = isNumeric(current) ? current : 0
  if (!isNumeric(operand) || (limit !== null && !isNumeric(limit))) throw misfit()
  if ((method === 'divide' || method === 'modulo') && Number(operand) === 0) throw misfit()
  const result =
    column.type === 'integer' ? whole(method, start, operand) : float(method, Number(start), Number(operand))
  if (result === null) throw misfit()
  const bounded = limit === null || method === 'modulo' ? result : clamp(method, result, limit)
  const fitted = column.type === 'integer' ? fitWhole(bounded, column.size) : fitFloat(Number(bounded))
  if (fitted === null) throw misfit()
  return fitted
}

/** Whole numbers stay exact as long as both are whole; otherwise the result is rounded, halves away from zero. */
function whole(method: NumericOperator, start: Numeric, operand: Numeric): Numeric | null {
  if (!isWhole(operand) || (method === 'power' && operand < 0)) return float(method, Number(start), Number(operand))
  const [left, right] = [BigInt(start), BigInt(operand)]
  switch (method) {
    case 'increment':
      return left + right
    case 'decrement':
      return left - right
    case 'multiply':
      return left * right
    case 'modulo':
      return left % right
    case 'divide':
      return left % right === 0n ? left / right : Number(left) / Number(right)
    case 'power':
      break
  }
  // Beyond 63 doublings nothing but 0, 1 and -1 stays within 64 bits.
  if (right > 63n && left * left > 1n) return null
  return left ** (right > 63n ? 2n - (right % 2n) : right)
}

function float(method: NumericOperator, start: number, operand: number): number {
  switch (method) {
    case 'increment':
      return start + operand
    case 'decrement':
      return start - operand
    case 'multiply':
      return start * operand
    case 'divide':
      return start / operand
    case 'modulo':
      return start % operand
    case 'power':
      break
  }
  return start ** operand
}

/** An upper limit for what grows the value, a lower one for what shrinks it. */
function clamp(method: NumericOperator, result: Numeric, limit: Numeric): Numeric {
  if (method === 'decrement' || method === 'divide') return result < limit ? limit : result
  return result > limit ? limit : result
}

function fitWhole(value: Numeric, size: number): Numeric | null {
  if (typeof value === 'number' && !Number.isFinite(value)) return null
  const exact = typeof value === 'bigint' ? value : BigInt(Math.sign(value) * Math.round(Math.abs(value)))
  const bound = size === 4 ? bounds.short : bounds.long
  if (exact > bound || exact < -bound) return null
  const number = Number(exact)
  return Number.isSafeInteger(number) ? number : exact
}

function fitFloat(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function isNumeric(value: unknown): value is Numeric {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))
}

function isWhole(value: Numeric): boolean {
  return typeof value === 'bigint' || Number.isSafeInteger(value)
}
