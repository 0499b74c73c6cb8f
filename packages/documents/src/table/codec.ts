import type { SqlValue } from '@basalt/database'
import { parseExact, toJson } from '@basalt/types'
import type { ColumnDefinition } from '../definition.ts'
import { type Geometry, readGeometry, storedGeometry } from './spatial.ts'

/** Seals texts of encrypted columns. */
export type Cipher = { encrypt(plain: string): string; decrypt(sealed: string): string }

/** Between the wire form of a value and what the table holds. Null stands for null, but an empty list for no list. */
export type Codec = {
  readonly encode: (value: unknown) => SqlValue
  readonly decode: (stored: unknown) => unknown
}

export function codecOf(column: ColumnDefinition, cipher: Cipher): Codec {
  const plain = column.array ? listCodec : scalarCodec(column)
  if (!column.encrypt) return plain
  // Sealed columns hold texts only, and lists are stored as texts.
  return {
    encode: (value) => {
      const stored = plain.encode(value)
      return stored === null ? null : cipher.encrypt(stored as string)
    },
    decode: (stored) => plain.decode(stored === null ? null : cipher.decrypt(stored as string)),
  }
}

function scalarCodec({ type }: ColumnDefinition): Codec {
  switch (type) {
    case 'boolean':
      return {
        encode: (value) => (value === null ? null : Number(value)),
        decode: (stored) => (stored === null ? null : stored === 1),
      }
    case 'integer':
      return {
        encode: (value) => value as SqlValue, // checked: a number or bigint
        decode: (stored) => (typeof stored === 'string' ? BigInt(stored) : stored),
      }
    case 'datetime':
      return {
        encode: (value) => (value === null ? null : sqlInstant(value as string)), // checked: an instant
        decode: (stored) => stored,
      }
    case 'point':
    case 'linestring':
    case 'polygon':
      return {
        encode: (value) => (value === null ? null : storedGeometry(type, value as Geometry)), // checked: a geometry
        decode: readGeometry,
      }
    default:
      return {
        encode: (value) => value as SqlValue, // checked: a text or number
        decode: (stored) => stored,
      }
  }
}

/**
 * Lists are JSON with a space on both sides of each element, so that one search for ` element ` finds it: inside a
 * JSON text a quote is never bare, and numbers have no spaces.
 */
const listCodec: Codec = {
  encode: (value) => {
    const items = value as readonly unknown[] | null // checked: a list
    if (items === null) return null
    return items.length === 0 ? '[]' : `[ ${items.map((item) => toJson(item)).join(' , ')} ]`
  },
  decode: (stored) => (stored === null || stored === '[]' ? [] : parseExact(stored as string)), // as encoded above
}

/** The wire form of an instant as SQL writes it. */
function sqlInstant(wire: string): string {
  return `${wire.slice(0, 10)} ${wire.slice(11, 23)}`
}
