import { fitsFormat } from './formats.ts'
import type { ColumnDefinition } from '../definition.ts'
import { parseInstant } from '../instant.ts'
import { isInteger, wireInstant } from '../query/values.ts'
import { spatialValue } from './spatial.ts'

/**
 * Judges one value that a client sent: the value in its wire form, or undefined when the column cannot hold it.
 * Never null: what null means is for the caller to know.
 */
export type Check = (value: unknown) => unknown

const idPattern = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,35}$/
const maxShortInteger = 2_147_483_647
const maxLongInteger = 9_223_372_036_854_775_807n

/** The check of a column's values, or of the elements of its lists. */
export function checkOf(column: ColumnDefinition): Check {
  switch (column.type) {
    case 'string':
      return textCheck(column)
    case 'integer':
      return integerCheck(column)
    case 'double':
      return (value) => {
        const number = typeof value === 'bigint' ? Number(value) : value
        if (typeof number !== 'number' || !Number.isFinite(number)) return undefined
        return isWithin(number, column) ? number : undefined
      }
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? value : undefined)
    case 'datetime':
      return (value) => {
        const date = typeof value === 'string' ? parseInstant(value) : null
        return date === null ? undefined : wireInstant(date)
      }
    case 'point':
    case 'linestring':
    case 'polygon': {
      const { type } = column
      return (value) => spatialValue(type, value)
    }
    case 'relationship':
      break
  }
  // The id of the partner: what else a relationship takes has become one before.
  return (value) => (typeof value === 'string' && idPattern.test(value) ? value : undefined)
}

/** What a column takes, to end the sentence "… must be". */
export function expectationOf(column: ColumnDefinition): string {
  const one = describe(column)
  return column.array ? `a list in which each element is ${one}` : one
}

function textCheck({ size, format, elements }: ColumnDefinition): Check {
  return (value) => {
    // Only texts beyond the limit in UTF-16 units need their characters counted.
    if (typeof value !== 'string' || (value.length > size && lengthOf(value, size) > size)) return undefined
    return format === '' || fitsFormat(format, value, elements) ? value : undefined
  }
}

function integerCheck(column: ColumnDefinition): Check {
  const limit = column.size === 4 ? maxShortInteger : maxLongInteger
  return (value) => {
    if (!isInteger(value) || value > limit || value < -limit || !isWithin(value, column)) return undefined
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : value
  }
}

function isWithin(value: number | bigint, { min, max }: ColumnDefinition): boolean {
  return (min === null || value >= min) && (max === null || value <= max)
}

/** Characters as people count them; stops counting beyond `enough`. */
export function lengthOf(text: string, enough: number): number {
  if (text.length > 2 * enough) return text.length
  let length = 0
  for (const _ of text) length++
  return length
}

function describe({ type, format, size, min, max, elements }: ColumnDefinition): string {
  const bounds = `${min === null ? '' : ` of at least ${min}`}${max === null ? '' : ` and at most ${max}`}`
  switch (type) {
    case 'string':
      if (format === 'enum') return `one of: ${elements.join(', ')}`
      if (format !== '') return { email: 'an e-mail address', url: 'a URL', ip: 'an IP address' }[format]
      return `a text of at most ${size} characters`
    case 'integer':
      return `an integer${size === 4 && max === null ? ' of 32 bits' : ''}${bounds}`
    case 'double':
      return `a number${bounds}`
    case 'boolean':
      return 'true or false'
    case 'datetime':
      return 'a date and time in ISO 8601, in the years 1000 to 9999'
    case 'point':
      return 'a position [longitude, latitude]'
    case 'linestring':
      return 'a list of at least two positions'
    case 'polygon':
      return 'a list of rings, each of at least four positions with the last like the first'
    case 'relationship':
      break
  }
  return 'a related row'
}
