import type { Transaction } from '@basalt/database'
import {
  changedColumns,
  type Column,
  type CompiledTable,
  completeValues,
  lockRows,
  recordOf,
  replaceReaders,
  type RowRecord,
  updateRows,
  type Values,
  wireInstant,
} from '@basalt/documents'
import { fail } from '@basalt/types'
import type { Write } from './write.ts'

/** What a write does to one row: new values, and which columns they differ in. */
export type RowChange = {
  readonly values: Values
  readonly columns: readonly Column[]
  /** Null keeps them; so do `readers`, the numbers of the roles that may read. */
  readonly permissions: readonly string[] | null
  readonly readers: readonly number[]
  readonly createdAt: Date | undefined
  readonly updatedAt: Date
}

export async function findLocked(tx: Transaction, table: CompiledTable, rowId: string): Promise<RowRecord | null> {
  const row = (await lockRows(tx, table, [rowId])).get(rowId)
  return row ? recordOf(table, row) : null
}

/** @throws `row_not_found` */
export async function lockRow(tx: Transaction, table: CompiledTable, rowId: string): Promise<RowRecord> {
  const row = await findLocked(tx, table, rowId)
  if (row === null) throw fail('row_not_found', { rowId })
  return row
}

/** @throws `row_update_conflict` */
export function refuseModified(row: RowRecord, unmodifiedSince: Date | null): void {
  if (unmodifiedSince !== null && Date.parse(row.$updatedAt) > unmodifiedSince.getTime()) {
    throw fail('row_update_conflict', { rowId: row.$id })
  }
}

/** Null when nothing changes, unless the row is to be touched anyway. @throws `row_invalid_structure` */
export function changeOf(table: CompiledTable, current: RowRecord, write: Write, touch: boolean): RowChange | null {
  const now = new Date()
  const { given, permissions, readers } = write
  const values = completeValues(table, given.values, current, now)
  const columns = changedColumns(table, current, values)
  const isRegranted = permissions !== null && !sameTexts(permissions, current.$permissions)
  const isRedated = isOther(given.createdAt, current.$createdAt) || isOther(given.updatedAt, current.$updatedAt)
  if (columns.length === 0 && !isRegranted && !isRedated && !touch) return null
  const { createdAt, updatedAt = changeTime(current) } = given
  return { values, columns, permissions: isRegranted ? permissions : null, readers, createdAt, updatedAt }
}

/** Clocks of processes differ by no more than this. */
const clockSkewMs = 1000

/**
 * The time of a change that is made now: always after the last one's, although another clock may have told that, or the
 * same millisecond. Transactions see by it that a row has changed. A time that was set far ahead does not bind.
 */
export function changeTime({ $updatedAt }: Pick<RowRecord, '$updatedAt'>): Date {
  const [now, last] = [Date.now(), Date.parse($updatedAt)]
  return new Date(now <= last && last - now < clockSkewMs ? last + 1 : now)
}

/** Writes a change of a locked row, and returns the row as it is then. A clash throws a duplicate. */
export async function writeChange(
  tx: Transaction,
  table: CompiledTable,
  current: RowRecord,
  change: RowChange,
): Promise<RowRecord> {
  const { permissions, readers, createdAt, updatedAt } = change
  await updateRows(tx, table, [current.$sequence], { ...change, permissions: permissions ?? undefined })
  if (permissions !== null) await replaceReaders(tx, table, [current.$sequence], readers)
  const row: Record<string, unknown> = {
    ...current,
    $permissions: permissions ?? current.$permissions,
    $createdAt: createdAt ? wireInstant(createdAt) : current.$createdAt,
    $updatedAt: wireInstant(updatedAt),
  }
  for (const { key, definition } of change.columns) row[key] = change.values[key] ?? (definition.array ? [] : null)
  return row as RowRecord // the current row with some of its fields replaced
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, index) => text === right[index])
}

function isOther(time: Date | undefined, wire: string): boolean {
  return time !== undefined && wireInstant(time) !== wire
}
