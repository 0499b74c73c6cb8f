import type { Column } from '../table/compiled.ts'

const names = [
  'arrayAppend',
  'arrayPrepend',
  'arrayInsert',
  'arrayRemove',
  'arrayUnique',
  'arrayIntersect',
  'arrayDiff',
  'arrayFilter',
] as const
export type ArrayOperator = (typeof names)[number]

const maxItems = 10_000

export function isArrayOperator(method: string): method is ArrayOperator {
  return names.includes(method as ArrayOperator)
}

/** The list after an operator; no list counts as an empty one. */
export function arrayOperators(
  column: Column,
  method: ArrayOperator,
  values: readonly unknown[],
  current: unknown,
  misfit: () => Error,
): readonly unknown[] {
  const items = Array.isArray(current) ? (current as readonly unknown[]) : []
  if (values.length > maxItems) throw misfit()
  const checked = (given: readonly unknown[]): readonly unknown[] => {
    const good = given.length === 0 ? [] : column.check(given)
    if (!Array.isArray(good)) throw misfit()
    return good
  }
  // As lists hold it: a time may be spelled in more than one way.
  const alike = (value: unknown): unknown => {
    const good = value === null ? undefined : column.check([value])
    return Array.isArray(good) ? good[0] : value
  }
  const setOf = (given: readonly unknown[]): ReadonlySet<unknown> => new Set(given.map(alike))
  const result = ((): readonly unknown[] => {
    switch (method) {
      case 'arrayAppend':
        return [...items, ...checked(values)]
      case 'arrayPrepend':
        return [...checked(values), ...items]
      case 'arrayInsert': {
        const [index, item] = values
        if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index > items.length) throw misfit()
        if (values.length !== 2) throw misfit()
        return items.toSpliced(index, 0, ...checked([item]))
      }
      case 'arrayRemove': {
        if (values.length !== 1) throw misfit()
        const gone = setOf(Array.isArray(values[0]) ? (values[0] as readonly unknown[]) : values)
        return items.filter((item) => !gone.has(item))
      }
      case 'arrayUnique':
        return [...new Set(items)]
      case 'arrayIntersect': {
        if (values.length === 0) throw misfit()
        const kept = setOf(values)
        return items.filter((item) => kept.has(item))
      }
      case 'arrayDiff': {
        const gone = setOf(values)
        return items.filter((item) => !gone.has(item))
      }
      case 'arrayFilter':
        break
    }
    const [condition, value] = values
    return items.filter(filterOf(condition, alike(value), misfit))
  })()
  if (result.length > maxItems) throw misfit()
  return result
}

function filterOf(condition: unknown, value: unknown, misfit: () => Error): (item: unknown) => boolean {
  const ordered = (holds: (order: number) => boolean) => (item: unknown) => {
    const order = compare(item, value)
    return order !== null && holds(order)
  }
  switch (condition) {
    case 'equal':
      return (item) => item === value
    case 'notEqual':
      return (item) => item !== value
    case 'isNull':
      return (item) => item === null
    case 'isNotNull':
      return (item) => item !== null
    case 'greaterThan':
      return ordered((order) => order > 0)
    case 'greaterThanEqual':
      return ordered((order) => order >= 0)
    case 'lessThan':
      return ordered((order) => order < 0)
    case 'lessThanEqual':
      return ordered((order) => order <= 0)
    default:
      throw misfit()
  }
}

/** Null where there is no order: between values of different kinds, and for null. */
function compare(left: unknown, right: unknown): number | null {
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : Number(left > right)
  const isNumber = (one: unknown): one is number | bigint => typeof one === 'number' || typeof one === 'bigint'
  if (!isNumber(left) || !isNumber(right)) return null
  return left < right ? -1 : Number(left > right)
}
