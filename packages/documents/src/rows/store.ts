import {
  batches,
  join,
  list,
  name,
  type Queryable,
  sql,
  type Sql,
  type SqlValue,
  type Transaction,
} from '@basalt/database'
import type { Column, CompiledTable } from '../table/compiled.ts'
import { noteChange } from './changes.ts'
import type { StoredRow } from './record.ts'
import type { Values } from './values.ts'

/** A row to insert: its values are complete and checked. */
export type NewRow = {
  readonly id: string
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly permissions: readonly string[]
  readonly values: Values
  /** Numbers of the roles that may read it. */
  readonly readers: readonly number[]
}

export async function readRows(
  db: Queryable,
  table: CompiledTable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredRow>> {
  const rows = await db.all<StoredRow>(sql`SELECT ${table.everything} FROM ${table.rows} WHERE id IN ${list(ids)}`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** A row with the version of its table at the moment when it was read. */
export type CurrentRow = StoredRow & { readonly tableVersion: number }

/** As `readRows`, and tells by each row how the table stood: one statement instead of two. */
export async function readCurrentRows(
  db: Queryable,
  table: CompiledTable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CurrentRow>> {
  const version = sql`(SELECT version FROM schemaTables WHERE sequence = ${table.definition.sequence})`
  const rows = await db.all<CurrentRow>(
    sql`SELECT ${table.everything}, ${version} AS tableVersion FROM ${table.rows} WHERE id IN ${list(ids)}`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Reads rows by id and keeps others from changing them until the transaction ends. */
export async function lockRows(
  tx: Transaction,
  table: CompiledTable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredRow>> {
  const found = new Map<string, StoredRow>()
  for (const part of batches(ids)) {
    const rows = await tx.all<StoredRow>(
      sql`SELECT ${table.everything} FROM ${table.rows} WHERE id IN ${list(part)} ORDER BY id FOR UPDATE`,
    )
    for (const row of rows) found.set(row.id, row)
  }
  return found
}

/** Inserts rows and their read grants. The result holds each row's sequence by its id. A clash throws a duplicate. */
export async function insertRows(
  tx: Transaction,
  table: CompiledTable,
  rows: readonly NewRow[],
): Promise<ReadonlyMap<string, number>> {
  noteChange(tx, table.definition.sequence)
  const sequences = new Map<string, number>()
  for (const part of batches(rows)) {
    const inserted = await tx.all<{ id: string; sequence: number }>(
      sql`INSERT INTO ${table.rows} (id, createdAt, updatedAt, permissions${names(table.columns)})
          VALUES ${join(part.map((row) => line(table, row)))} RETURNING id, sequence`,
    )
    for (const { id, sequence } of inserted) sequences.set(id, sequence)
  }
  await addReaders(
    tx,
    table,
    rows.flatMap(({ id, readers }) => readers.map((role) => [role, sequences.get(id) ?? 0] as const)),
  )
  return sequences
}

export type Change = {
  readonly columns: readonly Column[]
  readonly values: Values
  readonly createdAt?: Date | undefined
  readonly updatedAt: Date
  readonly permissions?: readonly string[] | undefined
}

/** Writes the named columns of rows that are locked already, the same values to each. */
export async function updateRows(
  tx: Transaction,
  table: CompiledTable,
  sequences: readonly number[],
  change: Change,
): Promise<void> {
  noteChange(tx, table.definition.sequence)
  const parts: Sql[] = change.columns.map(
    ({ key, sql: column, encode }) => sql`${column} = ${encode(change.values[key] ?? null)}`,
  )
  if (change.createdAt) parts.push(sql`createdAt = ${change.createdAt}`)
  if (change.permissions) parts.push(sql`permissions = ${JSON.stringify(change.permissions)}`)
  parts.push(sql`updatedAt = ${change.updatedAt}`)
  const set = join(parts)
  for (const part of chunks(sequences, 1024)) {
    await tx.run(sql`UPDATE ${table.rows} SET ${set} WHERE sequence IN ${list(part)}`)
  }
}

/** Makes these roles the only ones that may read the rows. */
export async function replaceReaders(
  tx: Transaction,
  table: CompiledTable,
  sequences: readonly number[],
  readers: readonly number[],
): Promise<void> {
  noteChange(tx, table.definition.sequence)
  for (const part of chunks(sequences, 1024)) {
    await tx.run(sql`DELETE FROM ${table.reads} WHERE rowSequence IN ${list(part)}`)
  }
  await addReaders(
    tx,
    table,
    sequences.flatMap((sequence) => readers.map((role) => [role, sequence] as const)),
  )
}

export async function deleteRows(tx: Transaction, table: CompiledTable, sequences: readonly number[]): Promise<void> {
  noteChange(tx, table.definition.sequence)
  for (const part of chunks(sequences, 1024)) {
    await tx.run(sql`DELETE FROM ${table.reads} WHERE rowSequence IN ${list(part)}`)
    await tx.run(sql`DELETE FROM ${table.rows} WHERE sequence IN ${list(part)}`)
  }
}

async function addReaders(
  tx: Transaction,
  table: CompiledTable,
  grants: readonly (readonly [role: number, row: number])[],
): Promise<void> {
  for (const part of batches(grants)) {
    const lines = part.map(([role, row]) => sql`(${role}, ${row})`)
    await tx.run(sql`INSERT INTO ${table.reads} (roleId, rowSequence) VALUES ${join(lines)}`)
  }
}

function names(columns: readonly Column[]): Sql {
  return columns.length === 0 ? sql`` : sql`, ${join(columns.map((column) => name(column.physical)))}`
}

function line(table: CompiledTable, row: NewRow): Sql {
  const values: SqlValue[] = [row.id, row.createdAt, row.updatedAt, JSON.stringify(row.permissions)]
  for (const { key, encode } of table.columns) values.push(encode(row.values[key] ?? null))
  return sql`(${join(values)})`
}

export function* chunks<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}
