import { randomBytes } from 'node:crypto'
import { readConfig } from '@basalt/config'
import { type Database, name, openDatabase, type Schema, sql } from '@basalt/database'
import {
  addColumn,
  addIndex,
  type ColumnDefinition,
  type CompiledTable,
  compileTable,
  createTable,
  type IndexDefinition,
  insertRows,
  RoleBook,
  type TableDefinition,
  type Values,
} from '@basalt/documents'

const silent = { error: () => undefined, warn: () => undefined }
/** Turns texts around: enough to see whether what is stored was sealed. */
const cipher = {
  encrypt: (plain: string): string => Buffer.from(plain).toString('base64').split('').toReversed().join(''),
  decrypt: (sealed: string): string => Buffer.from(sealed.split('').toReversed().join(''), 'base64').toString(),
}

/** A schema of its own, with the numbers of roles and the counts of changes that a project has. */
export async function aSchema(): Promise<{
  database: Database
  schema: Schema
  roles: RoleBook
  drop: () => Promise<void>
}> {
  const url = new URL(process.env['BASALT_DATABASE_URL'] ?? '')
  url.pathname = `/basalt_test_rows_${randomBytes(4).toString('hex')}`
  const config = readConfig({ ...process.env, BASALT_DATABASE_URL: url.href }).database
  const database = await openDatabase({ ...config, maxConnections: 4 }, silent)
  const schema = database.platform
  await schema.define(
    sql`CREATE TABLE roles (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, role VARCHAR(96) COLLATE ascii_bin UNIQUE)`,
  )
  await schema.define(
    sql`CREATE TABLE rowChanges (tableSequence BIGINT, slot SMALLINT, changes BIGINT, PRIMARY KEY (tableSequence, slot))`,
  )
  const drop = async (): Promise<void> => {
    await schema.define(sql`DROP DATABASE ${name(schema.schema)}`)
    await database.close()
  }
  return { database, schema, roles: new RoleBook(schema), drop }
}

const plainColumn = {
  type: 'string',
  format: '',
  size: 0,
  required: false,
  array: false,
  default: null,
  encrypt: false,
  min: null,
  max: null,
  elements: [],
  status: 'available',
  error: '',
  createdAt: '',
  updatedAt: '',
  relation: null,
} as const

export function aColumn(sequence: number, key: string, more: Partial<ColumnDefinition>): ColumnDefinition {
  return {
    ...plainColumn,
    sequence,
    key,
    ...more,
  }
}

export function anIndex(sequence: number, type: IndexDefinition['type'], columns: readonly string[]): IndexDefinition {
  const parts = { lengths: [], orders: [], createdAt: '', updatedAt: '', error: '' }
  return { sequence, key: `index${sequence}`, type, columns, status: 'available', ...parts }
}

let tables = 0

/** A real table with these columns and indexes. */
export async function aTable(
  schema: Schema,
  columns: readonly ColumnDefinition[],
  indexes: readonly IndexDefinition[] = [],
): Promise<CompiledTable> {
  const definition: TableDefinition = {
    sequence: ++tables,
    id: 'table',
    databaseId: 'main',
    databaseSequence: 1,
    version: 1,
    name: 'Table',
    createdAt: '',
    updatedAt: '',
    enabled: true,
    databaseEnabled: true,
    rowSecurity: true,
    permissions: [],
    columns,
    indexes,
  }
  await createTable(schema, definition.sequence)
  for (const column of columns) await addColumn(schema, definition.sequence, column)
  for (const index of indexes) await addIndex(schema, definition, index)
  return compileTable(definition, cipher)
}

export type GivenRow = {
  readonly id: string
  readonly values: Values
  readonly readers?: readonly string[]
  readonly at?: Date
}

export async function insert(
  schema: Schema,
  roles: RoleBook,
  table: CompiledTable,
  rows: readonly GivenRow[],
): Promise<void> {
  const complete = await Promise.all(
    rows.map(async ({ id, values, readers = [], at = new Date() }) => ({
      id,
      values,
      createdAt: at,
      updatedAt: at,
      permissions: readers.map((role) => `read("${role}")`),
      readers: await roles.ensure(readers),
    })),
  )
  await schema.transaction((tx) => insertRows(tx, table, complete))
}
