import { ExecutorError } from '@basalt/executor-client'
import { type Schema, sql } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { type Actor, fail } from '@basalt/types'
import { appendEntries, type Entry } from '../activity/index.ts'
import { givenVariables } from './environment.ts'
import type { ExecutionInput } from './execution-input.ts'
import { type Execution, executionOf, getExecutionRow, readersOf } from './execution-rows.ts'
import { keepEnded } from './keep-ended.ts'
import { endedExecution, insertPending, onceKeyOf } from './new-execution.ts'
import { failureOf, type Outcome, outcomeOf } from './outcome.ts'
import { runFunction } from './run.ts'
import { type Runnable, runnableFor } from './runnable.ts'
import type { Work } from './services.ts'
import { countExecution } from './usage.ts'
import { wakeWorkers } from './wake.ts'

/** A caller waits no longer, however long the function may run. */
const synchronousSeconds = 30

export type ExecuteContext = Work & {
  readonly schema: Schema
  readonly actor: Actor
  readonly clientIp: string
  /** What is told of the run in the transaction that writes it down. */
  readonly entry: (execution: Execution, readRoles: readonly string[]) => Entry | null
}

/** A run as its caller gets it: what the function answered is shown now, and never again. */
export type Answered = { readonly execution: Execution; readonly body: Buffer }

/**
 * Runs a function and waits for its answer.
 * @throws what `runnableFor` does, `function_synchronous_timeout`, `general_service_unavailable`
 */
export async function executeNow(
  context: ExecuteContext,
  functionId: string,
  input: ExecutionInput,
): Promise<Answered> {
  const { schema, actor, clientIp } = context
  const [runnable, variables] = await Promise.all([
    runnableFor(schema, actor, functionId),
    givenVariables(schema, context, functionId),
  ])
  const { func } = runnable
  const id = uniqueId()
  const userId = actor.user && actor.kind === 'user' ? actor.user.id : null
  const cause = { trigger: 'http', event: null, userId, sessionId: actor.sessionId } as const
  const facts = { ...cause, executionId: id, clientIp, withToken: true, attempt: 1 }
  const timeoutSeconds = Math.min(func.timeout, synchronousSeconds)
  const startedAt = new Date()
  const { outcome, refusal } = await settled(
    runFunction(context, runnable, { input, facts, timeoutSeconds, variables }),
    func.timeout > synchronousSeconds,
  )
  const run = {
    id,
    functionSequence: func.sequence,
    deploymentId: runnable.deployment.id,
    readerId: userId,
    cause,
    input,
    startedAt,
    endedAt: new Date(),
    outcome,
  }
  const execution = endedExecution(run, functionId)
  await keepEnded(context, { run, happening: context.entry(execution, readersOf(run)) })
  count(context, runnable, outcome)
  if (refusal) throw refusal
  const headers = [...outcome.headers, { name: 'x-appwrite-execution-id', value: id }]
  return { execution: { ...execution, responseHeaders: headers }, body: outcome.body }
}

type Later = { readonly scheduledAt: Date | null; readonly idempotencyKey: string }

/**
 * Has a function run by a worker. With an idempotency key, asking again answers with the run that there is already.
 * @throws what `runnableFor` does
 */
export async function executeLater(
  context: ExecuteContext,
  functionId: string,
  input: ExecutionInput,
  { scheduledAt, idempotencyKey }: Later,
): Promise<Execution> {
  const { schema, actor, services, project, entry } = context
  const { func, deployment } = await runnableFor(schema, actor, functionId)
  const userId = actor.user && actor.kind === 'user' ? actor.user.id : null
  const onceKey = idempotencyKey === '' ? null : onceKeyOf('caller', userId ?? '', idempotencyKey)
  return schema.transaction(async (tx) => {
    const id = uniqueId()
    const isNew = await insertPending(tx, services.secrets, {
      id,
      functionSequence: func.sequence,
      deploymentId: deployment.id,
      readerId: userId,
      cause: { trigger: scheduledAt ? 'schedule' : 'http', event: null, userId, sessionId: actor.sessionId },
      input,
      status: scheduledAt ? 'scheduled' : 'waiting',
      dueAt: scheduledAt ?? new Date(),
      onceKey,
    })
    if (!isNew) {
      const known = await tx.one<{ id: string }>(
        sql`SELECT id FROM executions WHERE functionSequence = ${func.sequence} AND onceKey = ${onceKey}`,
      )
      return executionOf(await getExecutionRow(tx, func, known?.id ?? ''), functionId)
    }
    const row = await getExecutionRow(tx, func, id)
    const made = executionOf(row, functionId)
    const told = entry(made, readersOf(row))
    await appendEntries(tx, services.bus, told === null ? [] : [told])
    tx.afterCommit(() => wakeWorkers(services.bus, project.id))
    return made
  })
}

/** What the function did, and what the caller is told instead of it where the fault is not the function's. */
async function settled(
  running: ReturnType<typeof runFunction>,
  isCapped: boolean,
): Promise<{ readonly outcome: Outcome; readonly refusal: Error | null }> {
  try {
    return { outcome: outcomeOf(await running), refusal: null }
  } catch (error) {
    if (!(error instanceof ExecutorError)) throw error
    const isAway = ['unavailable', 'overloaded', 'runtime_unavailable', 'internal'].includes(error.type)
    const refusal =
      error.type === 'execution_timeout' && isCapped
        ? fail('function_synchronous_timeout', {}, error)
        : isAway
          ? fail('general_service_unavailable', { reason: error.message }, error)
          : null
    return { outcome: failureOf(error), refusal }
  }
}

function count({ services, project }: Work, { func }: Runnable, { duration }: Outcome): void {
  countExecution(services.usage, project.schema, func, duration * 1000)
}
