import type { Transaction } from '@basalt/database'
import {
  type CompiledTable,
  hasOperators,
  partialValues,
  plainView,
  planRows,
  readOperators,
  replaceReaders,
  type RowPage,
  type RowPlan,
  type RowRecord,
  updateRows as updateStored,
  type Values,
  wireInstant,
} from '@basalt/documents'
import { expandPermissions, fail, type Query } from '@basalt/types'
import { readRoles } from './access.ts'
import { asTableStands } from './as-table-stands.ts'
import { inBatches, openForBulk, type RunBatch } from './bulk-targets.ts'
import { type Graph, relatedTables } from './graph.ts'
import type { RowAction } from './happenings.ts'
import { type Given, isEmpty, permissionsIn, readData } from './input.ts'
import { removeRows } from './removal.ts'
import type { RowCall, TableIds } from './rows.ts'
import { inUnit } from './unit.ts'

type BulkInput = TableIds & { readonly queries: readonly Query[] }

/**
 * Gives all rows that match the same new values; operators work on each row's own. Only the given fields are checked.
 * @throws `database_not_found`, `table_not_found`, `general_bad_request`, `row_missing_payload`,
 * `general_query_invalid`, `row_invalid_structure`, `row_already_exists`
 */
export async function updateRows(call: RowCall, input: BulkInput & { readonly data: Values }): Promise<RowPage> {
  return asTableStands(async () => {
    const table = await openForBulk(call, input)
    const write = await prepareBulk(call, table, input.data)
    return applyBulkUpdate(ownBatches(call, 'update'), table, planRows(plainView(table), input.queries), write)
  })
}

/** Deletes all rows that match. @throws as `updateRows`, and `row_delete_restricted` */
export async function deleteRows(call: RowCall, input: BulkInput): Promise<RowPage> {
  return asTableStands(async () => {
    const table = await openForBulk(call, input)
    // Other tables may be related to this one without its knowing.
    const graph = table.relations.length === 0 ? undefined : await relatedTables(call, table)
    return applyBulkDelete(ownBatches(call, 'delete', graph), table, planRows(plainView(table), input.queries))
  })
}

/** Each batch commits by itself, and stands in the audit log by itself. */
function ownBatches(call: RowCall, action: RowAction, graph?: Graph): RunBatch {
  return (work) => inUnit(call, { action, scope: 'table', isPlural: true }, work, graph)
}

/** What is written to every row. */
export type BulkWrite = {
  readonly given: Given
  /** Those of the values that are the same for all rows. */
  readonly values: Values
  readonly permissions: readonly string[] | null
  readonly readers: readonly number[]
}

/** @throws `row_missing_payload`, `general_bad_request`, `row_invalid_structure` */
export async function prepareBulk(call: RowCall, table: CompiledTable, data: Values): Promise<BulkWrite> {
  if (isEmpty(data)) throw fail('row_missing_payload')
  const read = readData(call, data)
  const given = { ...read, values: readOperators(read.values) }
  const listed = permissionsIn(read.permissions, 'general_bad_request')
  const permissions = listed && expandPermissions(listed, ['update', 'delete'])
  const readers = await call.rows.roles(call.schema).ensure(readRoles(permissions ?? []))
  return { given, values: partialValues(table, given.values, null, new Date()), permissions, readers }
}

export function applyBulkUpdate(
  runBatch: RunBatch,
  table: CompiledTable,
  plan: RowPlan,
  write: BulkWrite,
): Promise<RowPage> {
  return inBatches(runBatch, table, plan, async (unit, rows) => {
    const changed = hasOperators(write.given.values)
      ? await updateEach(unit.tx, table, rows, write)
      : await updateAlike(unit.tx, table, rows, write)
    if (write.permissions !== null) await replaceReaders(unit.tx, table, sequencesOf(changed), write.readers)
    for (const row of changed) unit.tell(table, row, 'update')
    return changed
  })
}

export function applyBulkDelete(runBatch: RunBatch, table: CompiledTable, plan: RowPlan): Promise<RowPage> {
  return inBatches(runBatch, table, plan, async (unit, rows) => {
    await removeRows(unit, table, rows)
    return rows
  })
}

function sequencesOf(rows: readonly RowRecord[]): readonly number[] {
  return rows.map((row) => row.$sequence)
}

async function updateAlike(
  tx: Transaction,
  table: CompiledTable,
  rows: readonly RowRecord[],
  { given, values, permissions }: BulkWrite,
): Promise<readonly RowRecord[]> {
  const columns = table.columns.filter(({ key }) => Object.hasOwn(values, key))
  const { createdAt, updatedAt = new Date() } = given
  const change = { columns, values, createdAt, updatedAt, permissions: permissions ?? undefined }
  await updateStored(tx, table, sequencesOf(rows), change)
  const shown = Object.fromEntries(
    columns.map(({ key, definition }) => [key, values[key] ?? (definition.array ? [] : null)]),
  )
  return rows.map((row) => ({
    ...row,
    ...shown,
    $permissions: permissions ?? row.$permissions,
    $createdAt: createdAt ? wireInstant(createdAt) : row.$createdAt,
    $updatedAt: wireInstant(updatedAt),
  }))
}

async function updateEach(
  tx: Transaction,
  table: CompiledTable,
  rows: readonly RowRecord[],
  write: BulkWrite,
): Promise<readonly RowRecord[]> {
  const changed: RowRecord[] = []
  for (const row of rows) {
    const values = partialValues(table, write.given.values, row, new Date())
    changed.push(...(await updateAlike(tx, table, [row], { ...write, values })))
  }
  return changed
}
