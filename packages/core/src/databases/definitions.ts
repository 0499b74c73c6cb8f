import type {
  ColumnDefinition,
  ColumnFormat,
  ColumnType,
  IndexDefinition,
  RelationDefinition,
  RelationKind,
  SchemaStatus,
  TableDefinition,
} from '@basalt/documents'
import { list, name, type Queryable, sql } from '@basalt/database'

type TableRow = {
  readonly sequence: number
  readonly id: string
  readonly databaseId: string
  readonly databaseSequence: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly name: string
  readonly permissions: string
  readonly enabled: number
  readonly rowSecurity: number
  readonly version: number
  readonly databaseEnabled: number
}

type ColumnRow = {
  readonly sequence: number
  readonly tableSequence: number
  readonly columnKey: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly type: ColumnType
  readonly format: ColumnFormat
  readonly size: number
  readonly required: number
  readonly isArray: number
  readonly encrypt: number
  readonly options: string
  readonly status: SchemaStatus
  readonly error: string
  readonly hidden: number
  readonly relatedTableSequence: number | null
  readonly relatedTableId: string | null
  readonly partnerSequence: number | null
}

type IndexRow = {
  readonly sequence: number
  readonly tableSequence: number
  readonly indexKey: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly type: IndexDefinition['type']
  readonly columns: string
  readonly lengths: string
  readonly orders: string
  readonly status: SchemaStatus
  readonly error: string
}

/** What `schemaColumns.options` holds. Numbers are texts there, as 64-bit ones do not survive JSON. */
type Options = {
  readonly default?: unknown
  readonly min?: string
  readonly max?: string
  readonly elements?: readonly string[]
  readonly kind?: RelationKind
  readonly side?: RelationDefinition['side']
  readonly twoWay?: boolean
  readonly twoWayKey?: string
  readonly onDelete?: RelationDefinition['onDelete']
}

export function optionsOf(column: Omit<ColumnDefinition, 'sequence' | 'createdAt' | 'updatedAt'>): string {
  const relation = column.relation
  const options: Options = {
    ...(column.default === null ? {} : { default: asText(column.default) }),
    ...(column.min === null ? {} : { min: String(column.min) }),
    ...(column.max === null ? {} : { max: String(column.max) }),
    ...(column.elements.length === 0 ? {} : { elements: column.elements }),
    ...(relation === null
      ? {}
      : {
          kind: relation.kind,
          side: relation.side,
          twoWay: relation.twoWay,
          twoWayKey: relation.twoWayKey,
          onDelete: relation.onDelete,
        }),
  }
  return JSON.stringify(options)
}

const asText = (value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'bigint' ? String(value) : value

function numberOf(type: ColumnType, text: string): number | bigint {
  const number = Number(text)
  return type === 'double' || Number.isSafeInteger(number) ? number : BigInt(text)
}

const tableColumns = sql`t.sequence, t.id, t.databaseId, t.databaseSequence, t.createdAt, t.updatedAt, t.name,
  t.permissions, t.enabled, t.rowSecurity, t.version, d.enabled AS databaseEnabled`
const columnColumns = sql`c.sequence, c.tableSequence, c.columnKey, c.createdAt, c.updatedAt, c.type, c.format, c.size,
  c.required, c.isArray, c.encrypt, c.options, c.status, c.error, c.hidden, c.relatedTableSequence, c.partnerSequence,
  r.id AS relatedTableId`
const indexColumns = sql`sequence, tableSequence, indexKey, createdAt, updatedAt, type, ${name('columns')}, lengths,
  orders, status, error`

/** The definition of a table as it stands now. Null when there is no such table. */
export async function loadDefinition(db: Queryable, sequence: number): Promise<TableDefinition | null> {
  return (await loadDefinitions(db, [sequence])).get(sequence) ?? null
}

/** The definitions of tables by their numbers, each in one consistent state, with a fixed number of statements. */
export async function loadDefinitions(
  db: Queryable,
  sequences: readonly number[],
): Promise<ReadonlyMap<number, TableDefinition>> {
  if (sequences.length === 0) return new Map()
  for (;;) {
    const wanted = list(sequences)
    const tables = await db.all<TableRow>(
      sql`SELECT ${tableColumns} FROM schemaTables t JOIN schemaDatabases d ON d.sequence = t.databaseSequence
          WHERE t.sequence IN ${wanted}`,
    )
    const columns = await db.all<ColumnRow>(
      sql`SELECT ${columnColumns} FROM schemaColumns c
          LEFT JOIN schemaTables r ON r.sequence = c.relatedTableSequence
          WHERE c.tableSequence IN ${wanted} ORDER BY c.sequence`,
    )
    const indexes = await db.all<IndexRow>(
      sql`SELECT ${indexColumns} FROM schemaIndexes WHERE tableSequence IN ${wanted} ORDER BY sequence`,
    )
    const versions = await db.all<{ sequence: number; version: number }>(
      sql`SELECT sequence, version FROM schemaTables WHERE sequence IN ${wanted}`,
    )
    const after = new Map(versions.map((row) => [row.sequence, row.version]))
    // A change between the reads would give a mix of two states.
    if (!tables.every((table) => after.get(table.sequence) === table.version)) continue
    const columnsOf = Map.groupBy(columns, (row) => row.tableSequence)
    const indexesOf = Map.groupBy(indexes, (row) => row.tableSequence)
    return new Map(
      tables.map((table) => [
        table.sequence,
        tableOf(
          table,
          (columnsOf.get(table.sequence) ?? []).map(columnOf),
          (indexesOf.get(table.sequence) ?? []).map(indexOf),
        ),
      ]),
    )
  }
}

function tableOf(
  row: TableRow,
  columns: readonly ColumnDefinition[],
  indexes: readonly IndexDefinition[],
): TableDefinition {
  return {
    sequence: row.sequence,
    id: row.id,
    databaseId: row.databaseId,
    databaseSequence: row.databaseSequence,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    name: row.name,
    enabled: row.enabled === 1,
    databaseEnabled: row.databaseEnabled === 1,
    rowSecurity: row.rowSecurity === 1,
    permissions: JSON.parse(row.permissions) as readonly string[], // written by this feature only
    columns,
    indexes,
  }
}

function columnOf(row: ColumnRow): ColumnDefinition {
  const options = JSON.parse(row.options) as Options // written by optionsOf only
  const isNumber = row.type === 'integer' || row.type === 'double'
  return {
    sequence: row.sequence,
    key: row.columnKey,
    type: row.type,
    format: row.format,
    size: row.size,
    required: row.required === 1,
    array: row.isArray === 1,
    default:
      isNumber && typeof options.default === 'string' ? numberOf(row.type, options.default) : (options.default ?? null),
    encrypt: row.encrypt === 1,
    min: options.min === undefined ? null : numberOf(row.type, options.min),
    max: options.max === undefined ? null : numberOf(row.type, options.max),
    elements: options.elements ?? [],
    status: row.status,
    error: row.error,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    relation: relationOf(row, options),
  }
}

function relationOf(row: ColumnRow, options: Options): RelationDefinition | null {
  if (row.type !== 'relationship' || row.relatedTableSequence === null || row.partnerSequence === null) return null
  return {
    kind: options.kind ?? 'oneToOne',
    side: options.side ?? 'parent',
    twoWay: options.twoWay ?? false,
    hidden: row.hidden === 1,
    relatedTableId: row.relatedTableId ?? '',
    relatedTableSequence: row.relatedTableSequence,
    partnerSequence: row.partnerSequence,
    twoWayKey: options.twoWayKey ?? '',
    onDelete: options.onDelete ?? 'restrict',
  }
}

function indexOf(row: IndexRow): IndexDefinition {
  return {
    sequence: row.sequence,
    key: row.indexKey,
    type: row.type,
    status: row.status,
    error: row.error,
    columns: JSON.parse(row.columns) as readonly string[], // these three are written by this feature only
    lengths: JSON.parse(row.lengths) as readonly number[],
    orders: JSON.parse(row.orders) as readonly (string | null)[],
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }
}
