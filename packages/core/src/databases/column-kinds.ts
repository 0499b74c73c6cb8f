import type { ColumnDefinition, ColumnFormat, ColumnType } from '@basalt/documents'
import { fail } from '@basalt/types'

/** The kinds of column that the API knows by name. */
export type ColumnKind =
  | 'string'
  | 'integer'
  | 'float'
  | 'boolean'
  | 'datetime'
  | 'email'
  | 'enum'
  | 'ip'
  | 'url'
  | 'point'
  | 'line'
  | 'polygon'

/** Options of a new column, or of a change; which of them count depends on the kind. */
export type ColumnOptions = {
  readonly required: boolean
  readonly default: unknown
  readonly array?: boolean
  readonly size?: number | null
  readonly encrypt?: boolean
  readonly min?: number | bigint | null
  readonly max?: number | bigint | null
  readonly elements?: readonly string[]
}

/** What a column is, apart from its key, its place and its state. */
export type ColumnSpec = Pick<
  ColumnDefinition,
  'type' | 'format' | 'size' | 'required' | 'array' | 'default' | 'encrypt' | 'min' | 'max' | 'elements'
>

type Storage = { readonly type: ColumnType; readonly format: ColumnFormat; readonly size: number }

export const kinds: Readonly<Record<ColumnKind, Storage>> = {
  string: { type: 'string', format: '', size: 0 },
  integer: { type: 'integer', format: '', size: 8 },
  float: { type: 'double', format: '', size: 0 },
  boolean: { type: 'boolean', format: '', size: 0 },
  datetime: { type: 'datetime', format: '', size: 0 },
  email: { type: 'string', format: 'email', size: 254 },
  enum: { type: 'string', format: 'enum', size: 255 },
  ip: { type: 'string', format: 'ip', size: 39 },
  url: { type: 'string', format: 'url', size: 2000 },
  point: { type: 'point', format: '', size: 0 },
  line: { type: 'linestring', format: '', size: 0 },
  polygon: { type: 'polygon', format: '', size: 0 },
}

const minEncryptedSize = 150
const integerBounds = { min: -(2n ** 63n), max: 2n ** 63n - 1n }
const smallIntegerBounds = { min: -(2n ** 31n), max: 2n ** 31n - 1n }

/**
 * What the options make of a kind. Checks the options that belong to the kind alone.
 * @throws `column_value_invalid`, `general_bad_request`
 */
export function specOf(kind: ColumnKind, options: ColumnOptions): ColumnSpec {
  const storage = kinds[kind]
  const common = {
    ...storage,
    required: options.required,
    array: options.array ?? false,
    default: options.default,
    encrypt: false,
    min: null,
    max: null,
    elements: [],
  }
  switch (kind) {
    case 'string':
      return stringSpec({ ...common, size: options.size ?? 0, encrypt: options.encrypt ?? false })
    case 'integer':
      return integerSpec(common, options)
    case 'float':
      return { ...common, ...boundsOf(options, { min: -Number.MAX_VALUE, max: Number.MAX_VALUE }) }
    case 'enum':
      return enumSpec({ ...common, elements: options.elements ?? [] })
    case 'datetime':
      return { ...common, default: common.default instanceof Date ? wireInstant(common.default) : null }
    default:
      return common
  }
}

function stringSpec(spec: ColumnSpec): ColumnSpec {
  if (spec.encrypt && spec.size < minEncryptedSize) {
    throw fail('general_bad_request', { reason: `Encrypted text needs a size of at least ${minEncryptedSize}.` })
  }
  if (typeof spec.default === 'string' && lengthOf(spec.default) > spec.size) {
    throw invalid('The default value is longer than the size.')
  }
  return spec
}

/** Characters as people count them. */
function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}

function wireInstant(date: Date): string {
  return date.toISOString().replace('Z', '+00:00')
}

function integerSpec(common: ColumnSpec, options: ColumnOptions): ColumnSpec {
  const { min, max } = boundsOf(options, integerBounds)
  if (min < integerBounds.min || max > integerBounds.max) throw invalid('Integers have 64 bits.')
  const isSmall = min >= smallIntegerBounds.min && max <= smallIntegerBounds.max
  const { default: value } = options
  const lowest = -(isSmall ? smallIntegerBounds : integerBounds).max
  // The one number that has no positive counterpart is in no row, whatever the bounds say.
  if ((typeof value === 'number' || typeof value === 'bigint') && value < lowest) {
    throw invalid('The default value lies outside the range.')
  }
  return { ...common, size: isSmall ? 4 : 8, min, max }
}

function enumSpec(spec: ColumnSpec): ColumnSpec {
  if (typeof spec.default === 'string' && !spec.elements.includes(spec.default)) {
    throw invalid('The default value is not one of the elements.')
  }
  return spec
}

type Number64 = number | bigint

function boundsOf(
  options: ColumnOptions,
  widest: { readonly min: Number64; readonly max: Number64 },
): { readonly min: Number64; readonly max: Number64 } {
  const min = options.min ?? widest.min
  const max = options.max ?? widest.max
  if (min > max) throw invalid('The lowest value is above the highest.')
  const value = options.default
  if ((typeof value === 'number' || typeof value === 'bigint') && (value < min || value > max)) {
    throw invalid('The default value lies outside the range.')
  }
  return { min, max }
}

/** @throws `column_default_unsupported` for a default that can never be used */
export function checkDefault(spec: Pick<ColumnSpec, 'required' | 'array' | 'default'>): void {
  if (spec.default === null) return
  if (spec.required) throw fail('column_default_unsupported', { reason: 'What is required has no default value.' })
  if (spec.array) throw fail('column_default_unsupported', { reason: 'A list has no default value.' })
}

export function isSpatial(type: ColumnType): boolean {
  return type === 'point' || type === 'linestring' || type === 'polygon'
}

function invalid(reason: string): Error {
  return fail('column_value_invalid', { reason })
}
