import { ExecutorError } from '@basalt/executor-client'
import type { Schema } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { fail } from '@basalt/types'
import { givenVariables } from './environment.ts'
import type { ExecutionInput } from './execution-input.ts'
import type { Header } from './execution-rows.ts'
import { keepEnded } from './keep-ended.ts'
import type { EndedExecution } from './new-execution.ts'
import { failureOf, type Outcome, outcomeOf } from './outcome.ts'
import { parseTexts } from './rows.ts'
import { runFunction } from './run.ts'
import { checkRunnable, findRunnable, type Runnable } from './runnable.ts'
import type { Work } from './services.ts'
import { countExecution } from './usage.ts'

const longestSeconds = 30
/** Roles that everybody holds: visitors of a domain are nobody in particular. */
const everybody = ['any', 'guests']

export type DomainAnswer = {
  readonly statusCode: number
  readonly headers: readonly Header[]
  readonly body: Buffer
  /** Writes the run down, which the visitor need not wait for. */
  readonly keep: () => Promise<void>
}

/**
 * Has a function answer a request that came to its domain.
 * @throws `function_not_found`, `deployment_not_found`, `build_not_ready`, `function_execute_permission_missing`
 */
export async function executeForDomain(
  work: Work & { readonly schema: Schema; readonly clientIp: string },
  functionId: string,
  input: ExecutionInput,
): Promise<DomainAnswer> {
  const { schema, clientIp } = work
  const [found, variables] = await Promise.all([
    findRunnable(schema, functionId),
    givenVariables(schema, work, functionId),
  ])
  if (found === null || found.func.enabled !== 1) throw fail('function_not_found', { functionId })
  const runnable = checkRunnable(found)
  const { func } = runnable
  if (!parseTexts(func.executeRoles).some((role) => everybody.includes(role))) {
    throw fail('function_execute_permission_missing', { functionId })
  }
  const id = uniqueId()
  const cause = { trigger: 'http', event: null, userId: null, sessionId: null } as const
  const startedAt = new Date()
  const facts = { ...cause, executionId: id, clientIp, withToken: false, attempt: 1 }
  const timeoutSeconds = Math.min(func.timeout, longestSeconds)
  const keep = (outcome: Outcome) => () =>
    write(work, runnable, { id, cause, input, startedAt, endedAt: new Date(), outcome })
  try {
    const outcome = outcomeOf(await runFunction(work, runnable, { input, facts, timeoutSeconds, variables }))
    const headers = [...outcome.headers, { name: 'x-appwrite-execution-id', value: id }]
    return { statusCode: outcome.responseStatusCode, headers, body: outcome.body, keep: keep(outcome) }
  } catch (error) {
    if (!(error instanceof ExecutorError)) throw error
    const statusCode = error.type === 'execution_timeout' ? 504 : isAway(error) ? 503 : 500
    const headers = [{ name: 'x-appwrite-execution-id', value: id }]
    return { statusCode, headers, body: Buffer.alloc(0), keep: keep(failureOf(error)) }
  }
}

function isAway({ type }: ExecutorError): boolean {
  return ['unavailable', 'overloaded', 'runtime_unavailable'].includes(type)
}

type Kept = Pick<EndedExecution, 'id' | 'cause' | 'input' | 'startedAt' | 'endedAt' | 'outcome'>

async function write(
  work: Work & { readonly schema: Schema },
  { func, deployment }: Runnable,
  run: Kept,
): Promise<void> {
  const { sequence: functionSequence } = func
  await keepEnded(work, {
    run: { ...run, functionSequence, deploymentId: deployment.id, readerId: null },
    happening: null,
  })
  countExecution(work.services.usage, work.project.schema, func, run.outcome.duration * 1000)
}
