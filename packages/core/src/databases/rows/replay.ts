import { type CompiledTable, plainView, planRows, type Values } from '@basalt/documents'
import { expandPermissions, fail, parseQuery } from '@basalt/types'
import { openTable } from './access.ts'
import { applyCreate, applyDelete, applyStep, applyUpdate, applyUpsert } from './apply.ts'
import { applyBulkDelete, applyBulkUpdate, prepareBulk } from './bulk-by-queries.ts'
import { applyCreates, applyUpserts, prepareRows } from './bulk-given.ts'
import { permissionsIn, readData } from './input.ts'
import type { RowCall } from './rows.ts'
import { countingColumn } from './step-row.ts'
import type { Unit } from './unit.ts'
import { prepareGiven, type Write } from './write.ts'
import { type Graph, relatedTables } from './graph.ts'
import type { StagedOperation } from './operations.ts'

/** A staged operation that is ready to be made: all that can be read before a transaction opens is read. */
export type Prepared = {
  readonly operation: StagedOperation
  readonly table: CompiledTable
  readonly run: (unit: Unit) => Promise<unknown>
}

type StepData = {
  readonly column: string
  readonly value: number | bigint
  readonly bound: number | bigint | null
}
type BulkData = { readonly data: Values; readonly queries: readonly string[]; readonly rows: readonly Values[] }

/** The tables that operations and their relationships lead to. */
export async function graphOf(call: RowCall, prepared: readonly Prepared[]): Promise<Graph> {
  const related = new Set(prepared.map(({ table }) => table).filter(({ relations }) => relations.length > 0))
  const graphs = await Promise.all([...related].map((table) => relatedTables(call, table)))
  return new Map(graphs.flatMap((graph) => [...graph]))
}

/** @throws what the operation would throw by itself */
export async function prepareOperation(call: RowCall, operation: StagedOperation): Promise<Prepared> {
  const table = await openTable(call, operation)
  return { operation, table, run: await runOf(call, table, operation) }
}

/**
 * Makes an operation. Rows that others have changed since it was staged are a conflict, unless the transaction itself
 * has touched them before. @throws `transaction_conflict`, and what the operation throws by itself
 */
export async function replay(unit: Unit, { operation, table, run }: Prepared): Promise<void> {
  const { rowUpdatedAt, stagedAt, rowId, action } = operation
  unit.judge = (judged, row) => {
    if (judged !== table || action === 'increment' || action === 'decrement') return
    // Rows inside the row may be of the same table.
    if (rowId !== null && row.$id !== rowId) return
    const isStale = rowId === null ? Date.parse(row.$updatedAt) > Date.parse(stagedAt) : row.$updatedAt !== rowUpdatedAt
    if (isStale) throw fail('transaction_conflict', { rowId: row.$id })
  }
  await run(unit)
}

async function runOf(call: RowCall, table: CompiledTable, operation: StagedOperation): Promise<Prepared['run']> {
  const rowId = operation.rowId ?? ''
  switch (operation.action) {
    case 'create': {
      const write = await readWrite(call, operation)
      // Nothing is given by default: what the row grants was settled when it was staged.
      const permissions = write.permissions ?? []
      return (unit) =>
        applyCreate(unit, table, {
          ...write,
          newPermissions: permissions,
          ...(write.permissions ? {} : { readers: [] }),
        })
    }
    case 'update': {
      const write = await readWrite(call, operation)
      return (unit) => applyUpdate(unit, table, write, null)
    }
    case 'upsert': {
      const write = await readWrite(call, operation)
      return (unit) => applyUpsert(unit, table, write)
    }
    case 'delete':
      return (unit) => applyDelete(unit, table, rowId, null)
    case 'increment':
    case 'decrement': {
      const { action: method } = operation
      const { column, value, bound } = operation.data as StepData // staged by this feature
      const step = { rowId, column: countingColumn(table, { column, value }), method, value, bound }
      return (unit) => applyStep(unit, table, step)
    }
    case 'bulkCreate':
    case 'bulkUpsert': {
      const { rows } = operation.data as BulkData // staged by this feature
      const writes = await prepareRows(call, rows)
      return operation.action === 'bulkCreate'
        ? (unit) => applyCreates(unit, table, writes)
        : (unit) => applyUpserts(unit, table, writes)
    }
    case 'bulkUpdate':
    case 'bulkDelete':
      break
  }
  const { data, queries } = operation.data as BulkData // staged by this feature
  const plan = planRows(plainView(table), queries.map(parseQuery))
  if (operation.action === 'bulkDelete') return (unit) => applyBulkDelete((work) => work(unit), table, plan)
  const write = await prepareBulk(call, table, data)
  return (unit) => applyBulkUpdate((work) => work(unit), table, plan, write)
}

/** Times that the data sets are left out: a transaction writes when it commits. */
async function readWrite(call: RowCall, { rowId, data }: StagedOperation): Promise<Write> {
  const given = readData(call, (data ?? {}) as Values) // staged by this feature
  const permissions = permissionsIn(given.permissions, 'row_invalid_structure')
  const expanded = permissions && expandPermissions(permissions, ['update', 'delete'])
  return prepareGiven(call, rowId ?? '', { ...given, createdAt: undefined, updatedAt: undefined }, expanded)
}
