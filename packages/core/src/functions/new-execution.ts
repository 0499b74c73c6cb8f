import { createHash } from 'node:crypto'
import { isDuplicate, join, type Sql, sql, type Transaction } from '@basalt/database'
import type { Secrets } from '../secrets/index.ts'
import type { ExecutionInput } from './execution-input.ts'
import {
  type Execution,
  type ExecutionStatus,
  type ExecutionTrigger,
  type Header,
  permissionsOf,
} from './execution-rows.ts'
import { keptRequest, keptResponse, type Outcome } from './outcome.ts'

/** Whose run it is and what caused it, as far as the function is told later. */
type Cause = {
  readonly trigger: ExecutionTrigger
  readonly event: string | null
  readonly userId: string | null
  readonly sessionId: string | null
}

type Common = {
  readonly id: string
  readonly functionSequence: number
  readonly deploymentId: string
  readonly readerId: string | null
  readonly cause: Cause
  readonly input: ExecutionInput
}

export type PendingExecution = Common & {
  readonly status: Extract<ExecutionStatus, 'waiting' | 'scheduled'>
  readonly dueAt: Date
  /** Two runs of one function never have the same; null for runs that may repeat. */
  readonly onceKey: string | null
}

/** What a later run is given, beside its body. */
export type KeptInput = Pick<ExecutionInput, 'headers'> & Omit<Cause, 'trigger'>

/** Writes a run down that a worker is to do. False when there is one with this key already. */
export async function insertPending(tx: Transaction, secrets: Secrets, run: PendingExecution): Promise<boolean> {
  const now = new Date()
  const { input, cause } = run
  const { trigger, ...causes } = cause
  const kept: KeptInput = { headers: input.headers, ...causes }
  try {
    await tx.run(
      sql`INSERT INTO executions (id, functionSequence, deploymentId, createdAt, updatedAt, readerId, triggeredBy, status,
            requestMethod, requestPath, requestHeaders, scheduledAt, dueAt, onceKey, sealedInput, inputBody)
          VALUES (${run.id}, ${run.functionSequence}, ${run.deploymentId}, ${now}, ${now}, ${run.readerId}, ${trigger},
            ${run.status}, ${input.method}, ${input.path}, ${JSON.stringify(keptRequest(input.headers))},
            ${run.status === 'scheduled' ? run.dueAt : null}, ${run.dueAt}, ${run.onceKey},
            ${secrets.encrypt(JSON.stringify(kept))}, ${Buffer.from(input.body)})`,
    )
    return true
  } catch (error) {
    if (run.onceKey !== null && isDuplicate(error)) return false
    throw error
  }
}

export type EndedExecution = Common & { readonly startedAt: Date; readonly endedAt: Date; readonly outcome: Outcome }

/** Writes runs down that are over. */
export async function insertEnded(db: Pick<Transaction, 'run'>, runs: readonly EndedExecution[]): Promise<void> {
  await db.run(
    sql`INSERT INTO executions (id, functionSequence, deploymentId, createdAt, updatedAt, readerId, triggeredBy, status,
          requestMethod, requestPath, requestHeaders, responseStatusCode, responseHeaders, logs, errors, duration)
        VALUES ${join(runs.map(lineOf))}`,
  )
}

function lineOf({ input, outcome, cause, ...run }: EndedExecution): Sql {
  return sql`(${run.id}, ${run.functionSequence}, ${run.deploymentId}, ${run.startedAt}, ${run.endedAt}, ${run.readerId},
    ${cause.trigger}, ${outcome.status}, ${input.method}, ${input.path}, ${JSON.stringify(keptRequest(input.headers))},
    ${outcome.responseStatusCode}, ${storedHeaders(outcome.headers)}, ${outcome.logs}, ${outcome.errors},
    ${outcome.duration})`
}

/** The row of a run that is over, as reading it would give it. */
export function endedExecution(run: EndedExecution, functionId: string): Execution {
  const { input, outcome, cause } = run
  const { logs, errors, duration, status, responseStatusCode } = outcome
  return {
    $id: run.id,
    $createdAt: instant(run.startedAt),
    $updatedAt: instant(run.endedAt),
    $permissions: permissionsOf(run),
    functionId,
    deploymentId: run.deploymentId,
    trigger: cause.trigger,
    status,
    requestMethod: input.method,
    requestPath: input.path,
    requestHeaders: keptRequest(input.headers),
    responseStatusCode,
    responseBody: '',
    responseHeaders: keptResponse(outcome.headers),
    logs,
    errors,
    duration,
    scheduledAt: null,
  }
}

function instant(date: Date): string {
  return date.toISOString().replace('Z', '+00:00')
}

export function storedHeaders(headers: readonly Header[]): string {
  return JSON.stringify(keptResponse(headers))
}

/** A key of bounded length, of the parts that make a run the same run. */
export function onceKeyOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
