import type { SqlValue } from '@basalt/database'
import type { FieldKind } from './shape.ts'
import { parseInstant } from '../instant.ts'

const minInteger = -(2n ** 63n)
const maxInteger = 2n ** 63n - 1n

const readers: Readonly<Record<FieldKind, (value: unknown) => SqlValue | undefined>> = {
  string: (value) => (typeof value === 'string' ? value : undefined),
  // The column is ASCII, and the server refuses to compare it with anything else: no id has a DEL in it.
  id: (value) => (typeof value === 'string' ? value.replaceAll(/[^\0-\x7f]/g, '\x7f') : undefined),
  integer: (value) => (isInteger(value) ? value : undefined),
  sequence: (value) => {
    if (typeof value === 'string') return /^\d{1,18}$/.test(value) ? BigInt(value) : undefined
    return isInteger(value) ? value : undefined
  },
  float: (value) => {
    if (typeof value === 'bigint') return Number(value)
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined
  },
  boolean: (value) => (typeof value === 'boolean' ? Number(value) : undefined),
  datetime: (value) => (typeof value === 'string' ? (parseInstant(value) ?? undefined) : undefined),
  geometry: () => undefined,
}

/** The value to bind for one that a client sent, or undefined when the field cannot hold such a value. */
export function comparable(kind: FieldKind, value: unknown): SqlValue | undefined {
  return readers[kind](value)
}

/** The JSON text of one element of a list, as lists store it; undefined when the field cannot hold such an element. */
export function elementText(kind: FieldKind, value: unknown): string | undefined {
  const checked = comparable(kind, value)
  if (checked === undefined) return undefined
  if (checked instanceof Date) return `"${wireInstant(checked)}"`
  if (kind === 'float') return JSON.stringify(checked)
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value)
}

export function isInteger(value: unknown): value is number | bigint {
  if (typeof value === 'bigint') return value >= minInteger && value <= maxInteger
  return Number.isSafeInteger(value)
}

/** `YYYY-MM-DDTHH:mm:ss.SSS+00:00`, the only form that leaves the server. */
export function wireInstant(date: Date): string {
  return `${date.toISOString().slice(0, 23)}+00:00`
}
