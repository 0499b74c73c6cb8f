import type { ColumnDefinition, IndexDefinition, TableDefinition } from '@basalt/documents'
import { fail } from '@basalt/types'
import { isSpatial } from './column-kinds.ts'
import { findColumn } from './columns.ts'

export const maxIndexes = 58
const maxTotalLength = 768
/** What the engine takes in one index. */
const maxBytes = 3072
const arrayLength = 255
const systemColumns: readonly string[] = ['$id', '$createdAt', '$updatedAt']
const reservedKeys: ReadonlySet<string> = new Set(['primary'])

export type IndexParts = Pick<IndexDefinition, 'key' | 'type' | 'columns' | 'lengths' | 'orders'>
type Part = { readonly key: string; readonly column: ColumnDefinition | null; readonly length: number | null }

/** What a caller asks of an index. */
export type NewIndex = {
  readonly key: string
  readonly type: IndexDefinition['type']
  readonly columns: readonly string[]
  readonly orders: readonly string[]
  readonly lengths: readonly (number | bigint | null)[]
}

/**
 * The index that is to be made of what a caller asks, once it keeps the rules.
 * @throws `column_unknown`, `column_type_invalid`, `column_not_available`, `column_index_invalid`
 */
export function indexParts(table: TableDefinition, wanted: NewIndex): IndexParts {
  const parts = wanted.columns.map((key, position): Part => {
    const column = systemColumns.includes(key) ? null : usableColumn(table, key)
    const length = column?.array === true ? arrayLength : Number(wanted.lengths[position] ?? 0)
    return { key: column?.key ?? key, column, length: length === 0 ? null : length }
  })
  checkKey(wanted.key)
  checkColumns(wanted, parts)
  checkLengths(wanted, parts)
  return {
    key: wanted.key,
    type: wanted.type,
    columns: parts.map(({ key }) => key),
    lengths: parts.map(({ length }) => length ?? 0),
    orders: ordersOf(wanted, parts),
  }
}

/** @throws `column_index_invalid` when the index would not be allowed over the columns as they are to be */
export function checkIndex(table: TableDefinition, index: IndexDefinition): void {
  const parts = index.columns.map((key, position): Part => {
    const column = findColumn(table.columns, key) ?? null
    return { key, column, length: index.lengths[position] || null }
  })
  checkColumns(index, parts)
  checkLengths(index, parts)
}

function usableColumn(table: TableDefinition, key: string): ColumnDefinition {
  // Keys of columns are told apart by case here, unlike where they are made.
  const column = table.columns.find((candidate) => candidate.key === key && candidate.relation?.hidden !== true)
  if (!column) throw fail('column_unknown', { key })
  if (column.type === 'relationship') throw fail('column_type_invalid', { key })
  if (column.status !== 'available') throw fail('column_not_available', { key })
  return column
}

function checkKey(key: string): void {
  if (reservedKeys.has(key.toLowerCase())) throw invalid('This key is reserved.')
}

function checkColumns({ type }: Pick<NewIndex, 'type'>, parts: readonly Part[]): void {
  if (parts.length === 0) throw invalid('An index needs a column.')
  if (new Set(parts.map(({ key }) => key.toLowerCase())).size < parts.length) throw invalid('A column is named twice.')
  const columns = parts.map(({ column }) => column)
  if (type === 'fulltext' && !columns.every((column) => column?.type === 'string')) {
    throw invalid('A fulltext index is for text only.')
  }
  const arrays = columns.filter((column) => column?.array === true)
  if (arrays.length > 0 && type !== 'key') throw invalid('Lists can be in indexes of type `key` only.')
  if (arrays.length > 1) throw invalid('An index can have one list only.')
  const spatial = columns.filter((column) => column !== null && isSpatial(column.type))
  if (type !== 'spatial') {
    if (spatial.length > 0) throw invalid('Spatial columns need an index of type `spatial`.')
  } else if (parts.length !== 1 || spatial.length !== 1 || spatial[0]?.required !== true) {
    throw invalid('A spatial index is for one required spatial column.')
  }
}

function checkLengths({ type, lengths }: Pick<NewIndex, 'type' | 'lengths'>, parts: readonly Part[]): void {
  if (lengths.length > parts.length) throw invalid('There are more lengths than columns.')
  let total = 0
  let bytes = 0
  for (const { key, column, length } of parts) {
    bytes += bytesOf(key, column, length)
    if (column?.array === true) {
      total += arrayLength
      continue
    }
    if (length !== null && column?.type !== 'string') throw invalid('Only text has a length.')
    if (length !== null && length < 0) throw invalid('A length is not negative.')
    if (length !== null && length > (column?.size ?? 0)) throw invalid('A length is above the size of its column.')
    total += length ?? widthOf(column)
  }
  if (type === 'fulltext') return
  if (total > maxTotalLength || bytes > maxBytes) {
    throw invalid(`The columns are longer than ${maxTotalLength} characters together. Give lengths.`)
  }
}

function widthOf(column: ColumnDefinition | null): number {
  if (column?.type === 'string') return column.size
  return column?.type === 'double' ? 2 : 1
}

const bytesOfType: Readonly<Partial<Record<ColumnDefinition['type'], number>>> = { boolean: 1, datetime: 7 }

function bytesOf(key: string, column: ColumnDefinition | null, length: number | null): number {
  if (column === null) return key === '$id' ? 36 : 7
  if (column.array) return arrayLength * 4
  // Encrypted text is kept as ASCII.
  if (column.type === 'string') return (length ?? column.size) * (column.encrypt ? 1 : 4)
  return bytesOfType[column.type] ?? 8
}

function ordersOf({ columns, orders }: NewIndex, parts: readonly Part[]): readonly (string | null)[] {
  const hasArray = parts.some(({ column }) => column?.array === true)
  if (orders.length === 0 && !hasArray) return []
  const given = columns.slice(0, Math.max(orders.length, hasArray ? columns.length : 0))
  return given.map((_key, position) => (parts[position]?.column?.array === true ? null : (orders[position] ?? 'ASC')))
}

function invalid(reason: string): Error {
  return fail('column_index_invalid', { reason })
}
