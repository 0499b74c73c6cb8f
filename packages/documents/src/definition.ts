/** The structure of one table, as metadata tells it. Compiled tables, DDL and row encoders are made from this. */
export type TableDefinition = {
  /** Physical name: `t_<sequence>`. Never used again, so that a new table of an old id starts empty. */
  readonly sequence: number
  readonly id: string
  readonly databaseId: string
  readonly databaseSequence: number
  /** Moves with every change of the table, its columns and its indexes. */
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly name: string
  /** False hides rows from clients; so does a disabled database. */
  readonly enabled: boolean
  readonly databaseEnabled: boolean
  readonly rowSecurity: boolean
  readonly permissions: readonly string[]
  /** Every column of every status, in order of creation. */
  readonly columns: readonly ColumnDefinition[]
  readonly indexes: readonly IndexDefinition[]
}

export type ColumnType =
  | 'string'
  | 'integer'
  | 'double'
  | 'boolean'
  | 'datetime'
  | 'relationship'
  | 'point'
  | 'linestring'
  | 'polygon'
export type ColumnFormat = '' | 'email' | 'enum' | 'ip' | 'url'
export type SchemaStatus = 'available' | 'processing' | 'deleting' | 'stuck' | 'failed'

export type ColumnDefinition = {
  /** Physical name: `c_<sequence>`; a new key is metadata only. */
  readonly sequence: number
  readonly key: string
  readonly type: ColumnType
  readonly format: ColumnFormat
  /** Strings: characters. Integers: 4 or 8 bytes. Others: 0. */
  readonly size: number
  readonly required: boolean
  readonly array: boolean
  /** Null when there is none. Integers beyond 2^53 are bigint, datetimes in wire form, spatial values nested lists. */
  readonly default: unknown
  readonly encrypt: boolean
  /** Bounds of integer and double columns; bigint beyond 2^53. Null for other types. */
  readonly min: number | bigint | null
  readonly max: number | bigint | null
  /** Values of an enum. */
  readonly elements: readonly string[]
  /** Only `available` columns can be read and written. */
  readonly status: SchemaStatus
  readonly error: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly relation: RelationDefinition | null
}

export type RelationKind = 'oneToOne' | 'oneToMany' | 'manyToOne' | 'manyToMany'

/** One side of a relationship. Each has a column in both tables; that of a one-way partner is `hidden`. */
export type RelationDefinition = {
  readonly kind: RelationKind
  readonly side: 'parent' | 'child'
  readonly twoWay: boolean
  readonly hidden: boolean
  readonly relatedTableId: string
  readonly relatedTableSequence: number
  /** The column on the other side, and its key. */
  readonly partnerSequence: number
  readonly twoWayKey: string
  readonly onDelete: 'restrict' | 'cascade' | 'setNull'
}

export type IndexDefinition = {
  /** Physical name: `i_<sequence>`. */
  readonly sequence: number
  readonly key: string
  readonly type: 'key' | 'unique' | 'fulltext' | 'spatial'
  readonly status: SchemaStatus
  readonly error: string
  /** Keys of columns, or `$id`, `$createdAt`, `$updatedAt`. */
  readonly columns: readonly string[]
  /** Prefix in characters for each column; 0 for all of it. */
  readonly lengths: readonly number[]
  /** As the caller spelled them; null for arrays, empty when none were given. */
  readonly orders: readonly (string | null)[]
  readonly createdAt: string
  readonly updatedAt: string
}
