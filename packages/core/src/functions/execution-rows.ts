import { type Queryable, sql } from '@basalt/database'
import { fail, type Renderable } from '@basalt/types'

export type Execution = Renderable<'execution'>
export type Header = { readonly name: string; readonly value: string }
export type ExecutionStatus = 'waiting' | 'processing' | 'completed' | 'failed' | 'scheduled'
export type ExecutionTrigger = 'http' | 'event' | 'schedule'

export type ExecutionRow = {
  readonly sequence: number
  readonly id: string
  readonly functionSequence: number
  readonly deploymentId: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly readerId: string | null
  readonly triggeredBy: ExecutionTrigger
  readonly status: ExecutionStatus
  readonly requestMethod: string
  readonly requestPath: string
  readonly requestHeaders: string
  readonly responseStatusCode: number
  readonly responseHeaders: string
  readonly logs: string
  readonly errors: string
  readonly duration: number
  readonly scheduledAt: string | null
  readonly attempts: number
}

export const executionColumns = sql`sequence, id, functionSequence, deploymentId, createdAt, updatedAt, readerId,
  triggeredBy, status, requestMethod, requestPath, requestHeaders, responseStatusCode, responseHeaders, logs, errors,
  duration, scheduledAt, attempts`

/** @throws `execution_not_found` */
export async function getExecutionRow(
  db: Queryable,
  func: { readonly sequence: number },
  id: string,
  more = sql``,
): Promise<ExecutionRow> {
  const row = await db.one<ExecutionRow>(
    sql`SELECT ${executionColumns} FROM executions WHERE functionSequence = ${func.sequence} AND id = ${id}${more}`,
  )
  if (row === null) throw fail('execution_not_found', { executionId: id })
  return row
}

export function executionOf(row: ExecutionRow, functionId: string): Execution {
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    $permissions: permissionsOf(row),
    functionId,
    deploymentId: row.deploymentId,
    trigger: row.triggeredBy,
    status: row.status,
    requestMethod: row.requestMethod,
    requestPath: row.requestPath,
    requestHeaders: parseHeaders(row.requestHeaders),
    responseStatusCode: row.responseStatusCode,
    responseBody: '',
    responseHeaders: parseHeaders(row.responseHeaders),
    logs: row.logs,
    errors: row.errors,
    duration: row.duration,
    scheduledAt: row.scheduledAt,
  }
}

/** Who may read a run, beside keys and the console: the user who asked for it. */
export function permissionsOf({ readerId }: Pick<ExecutionRow, 'readerId'>): readonly string[] {
  return readerId === null ? [] : [`read("user:${readerId}")`]
}

export function readersOf({ readerId }: Pick<ExecutionRow, 'readerId'>): readonly string[] {
  return readerId === null ? [] : [`user:${readerId}`]
}

function parseHeaders(json: string): readonly Header[] {
  return JSON.parse(json) as readonly Header[] // written by this feature only
}
