import { type Queryable, sql, type Sql, type Transaction } from '@basalt/database'
import { field, listRecords, tableShape } from '@basalt/documents'
import { type Actor, fail, isPrivileged, type Query, type Renderable } from '@basalt/types'
import {
  type Execution,
  executionColumns,
  executionOf,
  type ExecutionRow,
  getExecutionRow,
  readersOf,
} from './execution-rows.ts'
import { type FunctionRow, getFunctionRow } from './rows.ts'

export type ExecutionIds = { readonly functionId: string; readonly executionId: string }

const shape = tableShape({
  table: 'executions',
  fields: {
    trigger: field('id', 'triggeredBy'),
    status: 'id',
    responseStatusCode: 'integer',
    duration: 'float',
    requestMethod: 'id',
    requestPath: 'string',
    deploymentId: 'id',
  },
})

/** A run that the caller may read. @throws `function_not_found`, `execution_not_found` */
export async function getExecution(
  db: Queryable,
  actor: Actor,
  { functionId, executionId }: ExecutionIds,
): Promise<Execution> {
  const func = await visibleFunction(db, actor, functionId)
  return executionOf(await getExecutionRow(db, func, executionId, readable(actor)), functionId)
}

type ListInput = {
  readonly functionId: string
  readonly queries: readonly Query[]
  readonly total: boolean
  /** True: only those that were given up after all attempts. */
  readonly dead?: boolean
}

export async function listExecutions(
  db: Queryable,
  actor: Actor,
  { functionId, queries, total, dead = false }: ListInput,
): Promise<Renderable<'executionList'>> {
  const func = await visibleFunction(db, actor, functionId)
  const where = sql`functionSequence = ${func.sequence}${dead ? sql` AND isDeadLetter` : sql``}${readable(actor)}`
  const page = await listRecords<ExecutionRow>(db, shape, { columns: executionColumns, queries, total, where })
  return { total: page.total, executions: page.rows.map((row) => executionOf(row, functionId)) }
}

/** @throws `function_not_found`, `execution_not_found`, `execution_in_progress` */
export async function removeExecution(
  tx: Transaction,
  actor: Actor,
  { functionId, executionId }: ExecutionIds,
): Promise<{ readonly execution: Execution; readonly readRoles: readonly string[] }> {
  const func = await visibleFunction(tx, actor, functionId)
  // Users hold the scope to execute; what is written down is for keys and the console to take away.
  if (!isPrivileged(actor)) throw fail('user_unauthorized', { executionId })
  const row = await getExecutionRow(tx, func, executionId, sql` FOR UPDATE`)
  if (row.status === 'waiting' || row.status === 'processing') throw fail('execution_in_progress', { executionId })
  await tx.run(sql`DELETE FROM executions WHERE sequence = ${row.sequence}`)
  return { execution: executionOf(row, functionId), readRoles: readersOf(row) }
}

/** Runs again what was given up. @throws `function_not_found`, `execution_not_found` */
export async function retryExecution(tx: Transaction, { functionId, executionId }: ExecutionIds): Promise<Execution> {
  const func = await getFunctionRow(tx, functionId)
  const row = await getExecutionRow(tx, func, executionId, sql` AND isDeadLetter FOR UPDATE`)
  const now = new Date()
  await tx.run(
    sql`UPDATE executions SET status = 'waiting', updatedAt = ${now}, dueAt = ${now}, attempts = 0, isDeadLetter = FALSE,
          errors = '', responseStatusCode = 0 WHERE sequence = ${row.sequence}`,
  )
  return executionOf(await getExecutionRow(tx, func, executionId), functionId)
}

/** The function as this caller sees it: a disabled one is not there for clients. @throws `function_not_found` */
async function visibleFunction(db: Queryable, actor: Actor, id: string): Promise<FunctionRow> {
  const func = await getFunctionRow(db, id)
  if (func.enabled !== 1 && !isPrivileged(actor)) throw fail('function_not_found', { functionId: id })
  return func
}

function readable(actor: Actor): Sql {
  return isPrivileged(actor) ? sql`` : sql` AND readerId = ${actor.user?.id ?? ''}`
}
