import { ExecutorError } from '@basalt/executor-client'
import { type Schema, sql, type Transaction } from '@basalt/database'
import { BasaltError } from '@basalt/types'
import { givenVariables } from './environment.ts'
import { type ClaimedExecution, inputOf, renewExecution, returnExecution } from './execution-lease.ts'
import { executionColumns, type ExecutionRow } from './execution-rows.ts'
import { storedHeaders } from './new-execution.ts'
import { failureOf, type Outcome, outcomeOf } from './outcome.ts'
import { type FunctionRow, functionColumns } from './rows.ts'
import { runFunction } from './run.ts'
import { checkRunnable, findRunnable } from './runnable.ts'
import type { Work } from './services.ts'
import { tellExecution } from './tell.ts'
import { countExecution } from './usage.ts'

const maxAttempts = 5
const firstDelaySeconds = 2
const renewMs = 10_000

/**
 * Does a run that was claimed. It ends completed or failed, or begins again after a while when the fault was not the
 * function's; after five attempts it is given up, and kept for a person to look at.
 */
export async function runExecution(work: Work, claimed: ClaimedExecution, stopping: AbortSignal): Promise<void> {
  const schema = work.services.database.schema(work.project.schema)
  const func = await schema.one<FunctionRow>(
    sql`SELECT ${functionColumns} FROM functions WHERE sequence = ${claimed.row.functionSequence}`,
  )
  if (func === null) return drop(schema, claimed)
  if (claimed.row.attempts > maxAttempts) {
    const gone = new ExecutorError('unavailable', { message: 'The run was interrupted too often.' })
    return end(work, schema, { claimed, func, outcome: failureOf(gone), isDeadLetter: true })
  }
  const lost = new AbortController()
  const renewal = setInterval(() => {
    renewExecution(schema, claimed).then(
      (kept) => kept || lost.abort(),
      () => undefined, // the next renewal may come through; a lease that ran out is noticed then
    )
  }, renewMs)
  try {
    const signal = AbortSignal.any([lost.signal, stopping])
    const { outcome, isTransient } = await attempt(work, schema, claimed, func, signal)
    if (lost.signal.aborted) return
    if (stopping.aborted && isTransient) {
      return await returnExecution(schema, claimed, { dueAt: new Date(), counts: false, outcome })
    }
    if (isTransient && claimed.row.attempts < maxAttempts) {
      const dueAt = new Date(Date.now() + delayMs(claimed.row.attempts))
      return await returnExecution(schema, claimed, { dueAt, counts: true, outcome })
    }
    await end(work, schema, { claimed, func, outcome, isDeadLetter: isTransient })
  } finally {
    clearInterval(renewal)
  }
}

type Attempt = { readonly outcome: Outcome; readonly isTransient: boolean }

async function attempt(
  work: Work,
  schema: Schema,
  claimed: ClaimedExecution,
  func: FunctionRow,
  signal: AbortSignal,
): Promise<Attempt> {
  const { row } = claimed
  try {
    const found = await findRunnable(schema, func.id)
    const kept = await inputOf(schema, work.services.secrets, claimed)
    if (found === null || kept === null) throw new Error('the function or what it is given is gone')
    const runnable = checkRunnable(found)
    const { headers, body, event, userId, sessionId } = kept
    const variables = await givenVariables(schema, work, func.id)
    const ran = await runFunction(
      work,
      runnable,
      {
        input: { method: row.requestMethod, path: row.requestPath, headers, body },
        facts: {
          executionId: row.id,
          trigger: row.triggeredBy,
          event: event ?? '',
          userId,
          sessionId,
          clientIp: '',
          withToken: true,
          attempt: row.attempts,
        },
        timeoutSeconds: func.timeout,
        variables,
      },
      signal,
    )
    return { outcome: outcomeOf(ran), isTransient: false }
  } catch (error) {
    if (signal.aborted) return { outcome: failureOf(error), isTransient: true }
    // Nothing to run: no deployment, or one that is not ready. Nothing was sent, so that there is no status.
    if (error instanceof BasaltError) {
      const failure = { ...failureOf(null), errors: error.message, responseStatusCode: 0 }
      return { outcome: failure, isTransient: false }
    }
    const isTransient = !(error instanceof ExecutorError) || transient.has(error.type)
    if (!(error instanceof ExecutorError))
      work.services.log.warn({ err: error, executionId: row.id }, 'a run broke off')
    return { outcome: failureOf(error), isTransient }
  }
}

const transient: ReadonlySet<string> = new Set(['unavailable', 'overloaded', 'internal', 'runtime_unavailable'])

type End = {
  readonly claimed: ClaimedExecution
  readonly func: FunctionRow
  readonly outcome: Outcome
  readonly isDeadLetter: boolean
}

/** Writes down how a run ended, unless it is lost. What it was given goes, but for what may be run again by hand. */
async function end(work: Work, schema: Schema, { claimed, func, outcome, isDeadLetter }: End): Promise<void> {
  const { sequence } = claimed.row
  const done = await schema.transaction(async (tx: Transaction) => {
    const written = await tx.run(
      sql`UPDATE executions SET status = ${outcome.status}, updatedAt = ${new Date()}, dueAt = NULL, leaseToken = NULL,
            responseStatusCode = ${outcome.responseStatusCode}, responseHeaders = ${storedHeaders(outcome.headers)},
            logs = ${outcome.logs}, errors = ${outcome.errors}, duration = ${outcome.duration},
            isDeadLetter = ${isDeadLetter}, sealedInput = IF(${isDeadLetter}, sealedInput, NULL),
            inputBody = IF(${isDeadLetter}, inputBody, NULL)
          WHERE sequence = ${sequence} AND leaseToken = ${claimed.token}`,
    )
    if (written.affectedRows !== 1) return false
    const row = await tx.one<ExecutionRow>(sql`SELECT ${executionColumns} FROM executions WHERE sequence = ${sequence}`)
    if (row) await tellExecution(tx, work, func.id, row)
    return true
  })
  if (done) countExecution(work.services.usage, work.project.schema, func, outcome.duration * 1000)
}

/** The function went while the run waited. */
async function drop(schema: Schema, { row }: ClaimedExecution): Promise<void> {
  await schema.run(sql`DELETE FROM executions WHERE sequence = ${row.sequence}`)
}

/** Two seconds, doubled with each attempt, give or take a fifth. */
function delayMs(attempts: number): number {
  return firstDelaySeconds * 1000 * 2 ** (attempts - 1) * (0.8 + Math.random() * 0.4)
}
