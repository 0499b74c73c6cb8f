import { extents } from '@basalt/documents'
import { type Queryable, type Sql, sql } from '@basalt/database'
import type { Renderable } from '@basalt/types'
import { births, levels, readUsage, type Series, type Usage, type UsageRange } from '../usage/index.ts'
import { getDatabaseRow } from './databases.ts'
import type { Tables } from './directory.ts'
import type { TableIds } from './tables.ts'

/** What one call did to rows. */
export type RowUse = { readonly reads?: number; readonly writes?: number; readonly added?: number }

/** Counts a call on rows, for its table, its database and the project. */
export function countRowUse(usage: Usage, schema: string, { databaseId, tableId }: TableIds, use: RowUse): void {
  for (const prefix of ['databases', `databases.${databaseId}`]) {
    usage.raise(schema, `${prefix}.reads`, use.reads ?? 0)
    usage.raise(schema, `${prefix}.writes`, use.writes ?? 0)
    usage.raise(schema, `${prefix}.rows`, use.added ?? 0)
  }
  usage.raise(schema, `databases.${databaseId}.${tableId}.rows`, use.added ?? 0)
}

export async function databasesUsage(db: Queryable, range: UsageRange): Promise<Renderable<'usageDatabases'>> {
  const [databases, tables, rows, use] = await Promise.all([
    births(db, sql`schemaDatabases`, range),
    births(db, sql`schemaTables`, range),
    sizes(db, sql`SELECT sequence FROM schemaTables`),
    rowUse(db, 'databases', range),
  ])
  return {
    range,
    ...totalsAndSeries(tables, rows, use),
    databasesTotal: databases.total,
    databases: databases.points,
    databasesReadsTotal: use.reads.total,
    databasesReads: use.reads.points,
    databasesWritesTotal: use.writes.total,
    databasesWrites: use.writes.points,
  }
}

/** @throws `database_not_found` */
export async function databaseUsage(
  db: Queryable,
  databaseId: string,
  range: UsageRange,
): Promise<Renderable<'usageDatabase'>> {
  const { sequence } = await getDatabaseRow(db, databaseId)
  const [tables, rows, use] = await Promise.all([
    births(db, sql`schemaTables WHERE databaseSequence = ${sequence}`, range),
    sizes(db, sql`SELECT sequence FROM schemaTables WHERE databaseSequence = ${sequence}`),
    rowUse(db, `databases.${databaseId}`, range),
  ])
  return {
    range,
    ...totalsAndSeries(tables, rows, use),
    databaseReadsTotal: use.reads.total,
    databaseReads: use.reads.points,
    databaseWritesTotal: use.writes.total,
    databaseWrites: use.writes.points,
  }
}

/** @throws `database_not_found`, `table_not_found` */
export async function tableUsage(
  db: Queryable,
  tables: Tables,
  { databaseId, tableId }: TableIds,
  range: UsageRange,
): Promise<Renderable<'usageTable'>> {
  const { sequence } = await tables.get(db, databaseId, tableId)
  const metric = `databases.${databaseId}.${tableId}.rows`
  const [sizeOf, changes] = await Promise.all([extents(db, [sequence]), readUsage(db, [metric], range)])
  const rowsTotal = sizeOf.get(sequence)?.rows ?? 0
  return { range, rowsTotal, rows: levels(rowsTotal, changes.get(metric)?.points ?? []) }
}

type Size = { readonly rows: number; readonly bytes: number }
type Use = { readonly reads: Series; readonly writes: Series; readonly rows: Series }

/** What both surfaces call by their own names: tables are collections, and rows documents. */
function totalsAndSeries(tables: Series, size: Size, use: Use) {
  const rows = levels(size.rows, use.rows.points)
  // What the store took up in the past is not kept.
  const storage = use.rows.points.map(({ date }, index, { length }) => ({
    value: index === length - 1 ? size.bytes : 0,
    date,
  }))
  return {
    collectionsTotal: tables.total,
    tablesTotal: tables.total,
    documentsTotal: size.rows,
    rowsTotal: size.rows,
    storageTotal: size.bytes,
    collections: tables.points,
    tables: tables.points,
    documents: rows,
    rows,
    storage,
  }
}

async function rowUse(db: Queryable, prefix: string, range: UsageRange): Promise<Use> {
  const found = await readUsage(db, [`${prefix}.reads`, `${prefix}.writes`, `${prefix}.rows`], range)
  const none: Series = { total: 0, points: [] }
  return {
    reads: found.get(`${prefix}.reads`) ?? none,
    writes: found.get(`${prefix}.writes`) ?? none,
    rows: found.get(`${prefix}.rows`) ?? none,
  }
}

/** How large each database is. */
export async function databaseSizes(db: Queryable): Promise<readonly (Size & { id: string; name: string })[]> {
  const databases = await db.all<{ sequence: number; id: string; name: string }>(
    sql`SELECT sequence, id, name FROM schemaDatabases ORDER BY sequence`,
  )
  const tables = await db.all<{ sequence: number; databaseSequence: number }>(
    sql`SELECT sequence, databaseSequence FROM schemaTables`,
  )
  const found = await extents(
    db,
    tables.map(({ sequence }) => sequence),
  )
  return databases.map(({ sequence, id, name }) => {
    const own = tables.filter((table) => table.databaseSequence === sequence)
    return { id, name, ...sumOf(own.flatMap((table) => found.get(table.sequence) ?? [])) }
  })
}

async function sizes(db: Queryable, sequences: Sql): Promise<Size> {
  const tables = await db.all<{ sequence: number }>(sequences)
  const found = await extents(
    db,
    tables.map(({ sequence }) => sequence),
  )
  return sumOf([...found.values()])
}

function sumOf(all: readonly Size[]): Size {
  return {
    rows: all.reduce((sum, { rows }) => sum + rows, 0),
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}
