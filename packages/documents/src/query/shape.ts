import { name, type Sql } from '@basalt/database'
import type { SpatialType } from '../table/spatial.ts'

/**
 * What a field holds, as far as comparing goes. `id` is text that compares byte by byte (`ascii_bin`); `sequence` is
 * an integer that clients may also send as a text of digits.
 */
export type FieldKind = 'string' | 'id' | 'integer' | 'sequence' | 'float' | 'boolean' | 'datetime' | 'geometry'

export type Field = {
  readonly column: Sql
  readonly kind: FieldKind
  /**
   * Lists are JSON texts: `compact` as `JSON.stringify` writes them, `spaced` with a space on both sides of every
   * element, so that one search for ` element ` finds it.
   */
  readonly array: 'compact' | 'spaced' | null
  /** False for what is stored in another form than it is compared in (encrypted text). */
  readonly filterable: boolean
  readonly orderable: boolean
  /** An index knows the order of its values. */
  readonly indexed: boolean
  /** Has a full-text index of its own. */
  readonly searchable: boolean
  /** What kind of geometry it is, where it is one. */
  readonly spatial: SpatialType | null
}

/** A relationship that paths such as `author.name` lead through: a condition on the other side becomes one on this. */
type Step = { readonly shape: Shape; readonly condition: (inner: Sql) => Sql }

/** A table as queries see it: names of the wire, and the columns behind them. */
export type Shape = {
  readonly table: Sql
  readonly fields: ReadonlyMap<string, Field>
  /** Unique and in order of creation: the default order and the tie-breaker. */
  readonly sequence: Sql
  /** Column that cursors name. */
  readonly cursor: Sql
  /** Full-text column behind the `search` parameter of metadata lists. */
  readonly search: Sql | null
  readonly steps: ReadonlyMap<string, Step>
}

type FieldOptions = {
  readonly array?: Field['array']
  readonly searchable?: boolean
  readonly filterable?: boolean
  readonly indexed?: boolean
  readonly spatial?: SpatialType
}

/** A field of a shape; spatial ones have no order, and lists compare by their elements only. */
export function field(kind: FieldKind, column: string, options: FieldOptions = {}): Field {
  return {
    column: name(column),
    kind,
    array: options.array ?? null,
    filterable: options.filterable ?? true,
    orderable: kind !== 'geometry',
    indexed: options.indexed ?? false,
    searchable: options.searchable ?? false,
    spatial: options.spatial ?? null,
  }
}

type TableShape = {
  readonly table: string
  /** Wire names beyond `$id`, `$sequence`, `$createdAt` and `$updatedAt`, with their kinds; a `Field` renames. */
  readonly fields: Readonly<Record<string, FieldKind | Field>>
  readonly search?: string
  /** Column that cursors name; `id` unless told. */
  readonly cursor?: string
}

/** The shape of a table of Basalt's own, with the columns `sequence`, `id`, `createdAt` and `updatedAt`. */
export function tableShape(input: TableShape): Shape {
  const own = Object.entries(input.fields).map(([wire, kind]): [string, Field] => [
    wire,
    typeof kind === 'string' ? field(kind, wire) : kind,
  ])
  return {
    table: name(input.table),
    fields: new Map([...systemFields, ...own]),
    sequence: name('sequence'),
    cursor: name(input.cursor ?? 'id'),
    search: input.search === undefined ? null : name(input.search),
    steps: new Map(),
  }
}

export const systemFields: readonly (readonly [string, Field])[] = [
  ['$id', field('id', 'id')],
  ['$sequence', field('sequence', 'sequence')],
  ['$createdAt', field('datetime', 'createdAt')],
  ['$updatedAt', field('datetime', 'updatedAt')],
]
