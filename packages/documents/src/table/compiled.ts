import { join, name, sql, type Sql, type SqlValue } from '@basalt/database'
import { type Grants, grantsOf } from '@basalt/types'
import type { ColumnDefinition, TableDefinition } from '../definition.ts'
import { field, type Field, type FieldKind, type Shape, systemFields } from '../query/shape.ts'
import { type Cipher, codecOf } from './codec.ts'
import { columnName, readsTable, rowsTable } from './names.ts'
import { isStored } from './physical.ts'
import { type Relation, relationsOf } from './relations.ts'
import { isSpatial } from './spatial.ts'
import { type Check, checkOf, expectationOf } from './values.ts'

/** A column as rows are written and read with it. */
export type Column = {
  readonly key: string
  readonly definition: ColumnDefinition
  /** Name in the table, and the same as a quoted identifier. */
  readonly physical: string
  readonly sql: Sql
  readonly check: Check
  readonly expectation: string
  readonly encode: (value: unknown) => SqlValue
  readonly decode: (stored: unknown) => unknown
}

/** Everything about a table that does not change between requests, made once for each version of it. */
export type CompiledTable = {
  readonly definition: TableDefinition
  readonly rows: Sql
  readonly reads: Sql
  readonly columns: readonly Column[]
  readonly byKey: ReadonlyMap<string, Column>
  /** Both sides of every relationship that the table has, those hidden here included. */
  readonly relations: readonly Relation[]
  /** What the table itself grants, by action. */
  readonly grants: Grants
  readonly shape: Shape
  /** All columns for a SELECT, the system's own included. */
  readonly everything: Sql
}

const kinds: Readonly<Partial<Record<ColumnDefinition['type'], FieldKind>>> = {
  string: 'string',
  integer: 'integer',
  double: 'float',
  boolean: 'boolean',
  datetime: 'datetime',
  point: 'geometry',
  linestring: 'geometry',
  polygon: 'geometry',
  relationship: 'id',
}

export function compileTable(definition: TableDefinition, cipher: Cipher): CompiledTable {
  const columns = definition.columns.filter(isUsable).map((column) => compileColumn(column, cipher))
  const searchable = new Set(
    definition.indexes
      .filter((index) => index.type === 'fulltext' && index.status === 'available' && index.columns.length === 1)
      .map((index) => index.columns[0]),
  )
  const indexed = new Set(
    definition.indexes
      .filter(({ type, status }) => status === 'available' && (type === 'key' || type === 'unique'))
      .flatMap((index) => index.columns),
  )
  const fields = columns.map((column): [string, Field] => {
    const { key } = column
    return [key, fieldOf(column, { searchable: searchable.has(key), indexed: indexed.has(key) })]
  })
  const rows = rowsTable(definition.sequence)
  return {
    definition,
    rows,
    reads: readsTable(definition.sequence),
    columns,
    byKey: new Map(columns.map((column) => [column.key, column])),
    relations: relationsOf(definition.columns),
    grants: grantsOf(definition.permissions),
    shape: {
      table: rows,
      fields: new Map([...systemFields, ...datedFields, ...fields]),
      sequence: name('sequence'),
      cursor: name('id'),
      search: null,
      steps: new Map(),
    },
    everything: selection(columns),
  }
}

const systemColumns = ['id', 'sequence', 'createdAt', 'updatedAt', 'permissions'].map((column) => name(column))

/** The system's columns and these, for a SELECT; of the table that an alias stands for, when there is one. */
export function selection(columns: readonly Column[], alias: Sql | null = null): Sql {
  const all = [...systemColumns, ...columns.map((column) => column.sql)]
  return join(alias === null ? all : all.map((column) => sql`${alias}.${column}`))
}

function isUsable({ status, type, relation }: ColumnDefinition): boolean {
  if (status !== 'available') return false
  return relation === null ? kinds[type] !== undefined : !relation.hidden && isStored(relation)
}

function compileColumn(definition: ColumnDefinition, cipher: Cipher): Column {
  const physical = columnName(definition.sequence)
  const check = checkOf(definition)
  return {
    key: definition.key,
    definition,
    physical,
    sql: name(physical),
    check: definition.array ? listCheck(check, definition.required) : check,
    expectation: expectationOf(definition),
    ...codecOf(definition, cipher),
  }
}

/** The times of rows have indexes of their own. */
const datedFields: readonly (readonly [string, Field])[] = [
  ['$createdAt', field('datetime', 'createdAt', { indexed: true })],
  ['$updatedAt', field('datetime', 'updatedAt', { indexed: true })],
]

function fieldOf(
  { definition, physical }: Column,
  options: { readonly searchable: boolean; readonly indexed: boolean },
): Field {
  return field(kinds[definition.type] ?? 'geometry', physical, {
    array: definition.array ? 'spaced' : null,
    filterable: !definition.encrypt,
    ...(isSpatial(definition.type) ? { spatial: definition.type } : {}),
    ...options,
  })
}

/** A list of checked elements; they may be null unless the column must have a value. */
function listCheck(check: Check, required: boolean): Check {
  return (value) => {
    const items = asList(value)
    if (items === null) return undefined
    const checked: unknown[] = []
    for (const item of items) {
      const good = item === null && !required ? null : check(item)
      if (good === undefined) return undefined
      checked.push(good)
    }
    return checked
  }
}

/** A list, or an object with the keys 0 to n - 1, as some clients send lists. */
function asList(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value
  if (typeof value !== 'object' || value === null) return null
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key, index) => key === String(index)) ? Object.values(value) : null
}
