import type { ColumnKind } from '@basalt/core/databases'
import type { ErrorType, ModelName } from '@basalt/types'
import type { Params } from '#http/endpoint.ts'
import { boolean, float, integer, list, range, text } from '#http/kinds.ts'
import { datetime, email, ip } from '#http/kinds-identity.ts'
import { invalid, maybe, optional, nullable, param, type Param } from '#http/params.ts'
import { spatial } from './spatial.ts'

/** What the operations of one kind of column declare: all of them are made from this. */
export type KindOfColumn = {
  readonly kind: ColumnKind
  readonly model: ModelName
  /** The kind of a default value. */
  readonly value: Param
  /** Spatial columns hold no lists, and take a default that is left out for none. */
  readonly isSpatial?: true
  /** Parameters before and after `required`, on creation and on update. */
  readonly before?: Params
  readonly updateBefore?: Params
  readonly after?: Params
  readonly createLast?: Params
  readonly updateLast?: Params
  readonly createErrors?: readonly ErrorType[]
}

const size = range({ min: 1, max: 1_073_741_824 }, 'Size in characters.')
const elements = list(text({ max: 255 }, 'An element.'), { max: 100 }, 'Values that are allowed.')
const integerBounds = {
  min: maybe(integer({}, 'Lowest value.')),
  max: maybe(integer({}, 'Highest value.')),
}
const floatBounds = { min: maybe(float('Lowest value.')), max: maybe(float('Highest value.')) }
const valueErrors = ['column_value_invalid'] as const

export const kindsOfColumn: readonly KindOfColumn[] = [
  {
    kind: 'string',
    model: 'columnString',
    value: text({ max: null, min: 0 }, 'Default value.'),
    before: { size },
    updateLast: { size: maybe(size) },
    createLast: { encrypt: optional(boolean({ loose: false }, 'True keeps values encrypted in the store.'), false) },
    createErrors: [...valueErrors, 'general_bad_request'],
  },
  {
    kind: 'email',
    model: 'columnEmail',
    value: email('Default value.'),
  },
  {
    kind: 'enum',
    model: 'columnEnum',
    value: text({ max: null }, 'Default value.'),
    before: { elements },
    updateBefore: { elements },
    createErrors: valueErrors,
  },
  { kind: 'ip', model: 'columnIp', value: ip('Default value.') },
  { kind: 'url', model: 'columnUrl', value: url('Default value.') },
  {
    kind: 'integer',
    model: 'columnInteger',
    value: integer({}, 'Default value.'),
    after: integerBounds,
    createErrors: valueErrors,
  },
  {
    kind: 'float',
    model: 'columnFloat',
    value: float('Default value.'),
    after: floatBounds,
    createErrors: valueErrors,
  },
  { kind: 'boolean', model: 'columnBoolean', value: boolean({ loose: false }, 'Default value.') },
  { kind: 'datetime', model: 'columnDatetime', value: datetime('Default value.') },
  { kind: 'line', model: 'columnLine', value: spatial('linestring', 'Default value.'), isSpatial: true },
  { kind: 'point', model: 'columnPoint', value: spatial('point', 'Default value.'), isSpatial: true },
  { kind: 'polygon', model: 'columnPolygon', value: spatial('polygon', 'Default value.'), isSpatial: true },
]

/** A URL of any scheme, as URL columns hold it. */
function url(doc: string): Param<string> {
  return param(
    (value, name) => {
      if (typeof value === 'string' && URL.canParse(value)) return value
      throw invalid(name, 'must be a URL')
    },
    { type: 'string', format: 'url' },
    { validator: 'url' },
    doc,
  )
}

/** The default must be given on updates, null for none; spatial ones may leave it out. */
export function defaultParam({ value, isSpatial }: KindOfColumn, phase: 'create' | 'update'): Param {
  return phase === 'create' || isSpatial ? maybe(value) : nullable(value)
}
