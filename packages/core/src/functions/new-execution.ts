import { createHash } from 'node:crypto'
import { isDuplicate, sql, type Transaction } from '@basalt/database'
import type { Secrets } from '../secrets/index.ts'
import type { ExecutionInput } from './execution-input.ts'
import type { ExecutionStatus, ExecutionTrigger, Header } from './execution-rows.ts'
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

export type EndedExecution = Common & { readonly startedAt: Date; readonly outcome: Outcome }

/** Writes a run down that is over. */
export async function insertEnded(tx: Transaction, run: EndedExecution): Promise<void> {
  const { input, outcome, cause } = run
  await tx.run(
    sql`INSERT INTO executions (id, functionSequence, deploymentId, createdAt, updatedAt, readerId, triggeredBy, status,
          requestMethod, requestPath, requestHeaders, responseStatusCode, responseHeaders, logs, errors, duration)
        VALUES (${run.id}, ${run.functionSequence}, ${run.deploymentId}, ${run.startedAt}, ${new Date()}, ${run.readerId},
          ${cause.trigger}, ${outcome.status}, ${input.method}, ${input.path},
          ${JSON.stringify(keptRequest(input.headers))}, ${outcome.responseStatusCode}, ${storedHeaders(outcome.headers)},
          ${outcome.logs}, ${outcome.errors}, ${outcome.duration})`,
  )
}

export function storedHeaders(headers: readonly Header[]): string {
  return JSON.stringify(keptResponse(headers))
}

/** A key of bounded length, of the parts that make a run the same run. */
export function onceKeyOf(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
