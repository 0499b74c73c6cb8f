import { uniqueId } from '@basalt/service'
import { toJson } from '@basalt/types'
import { invalid, type JsonSchema, param, type Param } from './params.ts'

const idPattern = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,35}$/
const string: JsonSchema = { type: 'string' }

/** Length in characters: code points, as people count them. */
function lengthOf(value: string): number {
  let length = 0
  for (const _ of value) length++
  return length
}

type TextBounds = {
  readonly max: number | null
  readonly min?: number
  /** Characters that may occur, written as in a character class: `a-z0-9`. */
  readonly charset?: string
}

export function text({ max, min = 1, charset }: TextBounds, doc: string): Param<string> {
  const allowed = charset === undefined ? null : new RegExp(`^[${charset}]*$`)
  const range = max === null ? `at least ${min} characters` : `${min} to ${max} characters`
  const wanted = charset === undefined ? `must be a string of ${range}` : `must be a string of ${range} of ${charset}`
  return param(
    (value, name) => {
      if (typeof value !== 'string') throw invalid(name, wanted)
      // Bytes bound characters from above and below: most values need no counting.
      if (value.length < min || (max !== null && value.length > max && lengthOf(value) > max))
        throw invalid(name, wanted)
      if (allowed?.test(value) === false) throw invalid(name, wanted)
      return value
    },
    { ...string, ...(max === null ? {} : { maxLength: max }) },
    { validator: 'text', max, min, ...(charset === undefined ? {} : { charset }) },
    doc,
  )
}

/** An id of the caller's choice, or `unique()`, which becomes a new one. */
export function customId(doc: string): Param<string> {
  return param(
    (value, name) => {
      if (value === 'unique()') return uniqueId()
      if (typeof value === 'string' && idPattern.test(value)) return value
      throw invalid(name, 'must be an id of 1 to 36 letters, digits, `.`, `-` or `_`, or `unique()`')
    },
    string,
    { validator: 'customId', max: 36, accepts: 'unique()' },
    doc,
  )
}

/** The id of something that exists. */
export function uid(doc: string): Param<string> {
  return idOf('uid', doc)
}

/** A key: an id that names a column, a role or an index. */
export function key(doc = 'Key.'): Param<string> {
  return idOf('key', doc)
}

function idOf(validator: 'uid' | 'key', doc: string): Param<string> {
  return param(
    (value, name) => {
      if (typeof value === 'string' && idPattern.test(value)) return value
      throw invalid(name, 'must be 1 to 36 letters, digits, `.`, `-` or `_`, and start with a letter or digit')
    },
    string,
    { validator, max: 36 },
    doc,
  )
}

export function projectId(doc: string): Param<string> {
  return param(
    (value, name) => {
      if (value === 'unique()') return uniqueId()
      if (typeof value === 'string' && /^[a-z0-9][a-z0-9-]{1,35}$/.test(value)) return value
      throw invalid(name, 'must be 2 to 36 lower-case letters, digits or `-`, or `unique()`')
    },
    string,
    { validator: 'projectId', max: 36, pattern: '^[a-z0-9][a-z0-9-]{1,35}$', accepts: 'unique()' },
    doc,
  )
}

const truths = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  [1, true],
  [0, false],
  ['1', true],
  ['0', false],
  ['true', true],
  ['false', false],
])

/** Loose ones take 1, 0 and their texts too, which queries in URLs need. */
export function boolean({ loose = true }: { loose?: boolean }, doc: string): Param<boolean> {
  return param(
    (value, name) => {
      const truth = loose ? truths.get(value) : typeof value === 'boolean' ? value : undefined
      if (truth === undefined) throw invalid(name, 'must be a boolean')
      return truth
    },
    { type: 'boolean' },
    { validator: 'boolean', loose },
    doc,
  )
}

/** A whole number; digits as text are taken too. Numbers beyond 2^53 stay exact as bigint. */
export function integer({ loose = false }: { loose?: boolean }, doc: string): Param<number | bigint> {
  return param(
    (value, name) => {
      if (typeof value === 'bigint' || Number.isSafeInteger(value)) return value as number | bigint
      if (loose && typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value)
      throw invalid(name, 'must be an integer')
    },
    { type: 'integer' },
    { validator: 'integer', loose },
    doc,
  )
}

/** A whole number within bounds, both inclusive. */
export function range({ min, max }: { min: number; max: number }, doc: string): Param<number> {
  return param(
    (value, name) => {
      const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value
      if (Number.isSafeInteger(number) && Number(number) >= min && Number(number) <= max) return Number(number)
      throw invalid(name, `must be a whole number from ${min} to ${max}`)
    },
    { type: 'integer', minimum: min, maximum: max },
    { validator: 'range', min, max },
    doc,
  )
}

export function float(doc: string, validator: 'float' | 'numeric' = 'float'): Param<number> {
  return param(
    (value, name) => {
      const number = typeof value === 'bigint' ? Number(value) : value
      if (typeof number === 'number' && Number.isFinite(number)) return number
      throw invalid(name, 'must be a number')
    },
    { type: 'number' },
    { validator },
    doc,
  )
}

/** A number within bounds, both inclusive; digits as text are taken too. */
export function floatRange({ min, max }: { min: number; max: number }, doc: string): Param<number> {
  return param(
    (value, name) => {
      const number = typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(value) ? Number(value) : value
      if (typeof number === 'number' && number >= min && number <= max) return number
      throw invalid(name, `must be a number from ${min} to ${max}`)
    },
    { type: 'number', minimum: min, maximum: max },
    { validator: 'range', min, max, number: 'float' },
    doc,
  )
}

/** A colour of 3 or 6 hex digits, without `#`. */
export function hexColor(doc: string): Param<string> {
  return param(
    (value, name) => {
      if (typeof value === 'string' && /^(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(value)) return value
      throw invalid(name, 'must be a colour of 3 or 6 hex digits, without #')
    },
    { type: 'string' },
    { validator: 'hexColor' },
    doc,
  )
}

/** One of a list. Where case does not count, the value keeps the list's spelling. */
export function choice<const C extends readonly string[]>(
  choices: C,
  doc: string,
  { caseSensitive = true }: { caseSensitive?: boolean } = {},
): Param<C[number]> {
  const fold = (value: string): string => (caseSensitive ? value : value.toLowerCase())
  const known = new Map(choices.map((entry) => [fold(entry), entry]))
  return param(
    (value, name) => {
      const found = typeof value === 'string' ? known.get(fold(value)) : undefined
      if (found === undefined) throw invalid(name, `must be one of: ${choices.join(', ')}`)
      return found
    },
    { type: 'string', enum: choices },
    { validator: 'enum', caseSensitive },
    doc,
  )
}

export function list<T>(item: Param<T>, { max }: { max: number | null }, doc: string): Param<readonly T[]> {
  return param(
    (value, name, context) => {
      if (!Array.isArray(value)) throw invalid(name, 'must be a list')
      if (max !== null && value.length > max) throw invalid(name, `must have at most ${max} entries`)
      return value.map((entry, index) => item.parse(entry, `${name}[${index}]`, context))
    },
    { type: 'array', items: item.schema },
    { validator: 'array', items: item.rule, maxItems: max },
    doc,
  )
}

/** A JSON object, or a text that holds one. */
export function json(doc: string): Param<Readonly<Record<string, unknown>>> {
  return param(
    (value, name) => {
      const object = typeof value === 'string' ? parsed(value) : value
      if (isObject(object)) return object
      throw invalid(name, 'must be a JSON object')
    },
    { type: 'object' },
    { validator: 'json' },
    doc,
  )
}

/** A JSON object of bounded size; an empty list stands for the empty object. */
export function assoc(doc: string, maxSerialized = 65_535): Param<Readonly<Record<string, unknown>>> {
  return param(
    (value, name) => {
      const object = Array.isArray(value) && value.length === 0 ? {} : value
      if (!isObject(object)) throw invalid(name, 'must be a JSON object')
      if (jsonLength(object) > maxSerialized)
        throw invalid(name, `must have at most ${maxSerialized} characters as JSON`)
      return object
    },
    { type: 'object' },
    { validator: 'assoc', maxSerialized },
    doc,
  )
}

/** Endless for what nests deeper than can be written. */
function jsonLength(value: object): number {
  try {
    return toJson(value).length
  } catch (error) {
    if (error instanceof RangeError) return Infinity
    throw error
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return null // no JSON: the caller says what is wanted
  }
}
