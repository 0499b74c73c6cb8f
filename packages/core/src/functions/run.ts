import { Readable } from 'node:stream'
import type { Execution as Ran } from '@basalt/executor-client'
import { userClaims } from '../access/index.ts'
import { unknownCode } from '../locale/index.ts'
import { objectContent } from '../storage/index.ts'
import { outputOf } from './deployment-content.ts'
import { dynamicKey, functionEnvironment, type Variables } from './environment.ts'
import type { ExecutionInput } from './execution-input.ts'
import type { ExecutionTrigger } from './execution-rows.ts'
import type { Runnable } from './runnable.ts'
import type { Work } from './services.ts'
import { specificationOf } from './specifications.ts'

/** Keys and tokens of a run outlive it by this, for what it has begun. */
const graceSeconds = 60

/** What a function is told of a run beside the request. */
type RunFacts = {
  readonly executionId: string
  readonly trigger: ExecutionTrigger
  /** Full name of the event; null unless an event triggers the run. */
  readonly event: string | null
  /** Whose run it is, where a user of the app asked for it or caused it. */
  readonly userId: string | null
  /** The session behind it, for the user's token; null for a token of the user alone. */
  readonly sessionId: string | null
  /** Empty where nobody called. */
  readonly clientIp: string
  /** False where callers are not known to be who they say, so that no token is made for them. */
  readonly withToken: boolean
  readonly attempt: number
}

type Run = {
  readonly input: ExecutionInput
  readonly facts: RunFacts
  readonly timeoutSeconds: number
  readonly variables: Variables
}

/** Runs a function once. @throws {ExecutorError} */
export async function runFunction(
  work: Work,
  { func, deployment }: Runnable,
  run: Run,
  signal?: AbortSignal,
): Promise<Ran> {
  const { services, project } = work
  const { input, facts, timeoutSeconds, variables } = run
  const output = outputOf(deployment)
  const specification = specificationOf(func.specification)
  return services.executor.execute(
    {
      projectId: project.id,
      deploymentId: deployment.id,
      runtime: func.runtime,
      entrypoint: deployment.entrypoint,
      variables: functionEnvironment(work, func, deployment, variables),
      specification,
      timeoutSeconds,
      logging: func.logging === 1,
      request: { ...input, headers: { ...input.headers, ...(await systemHeaders(work, func, input, facts)) } },
      code: () => {
        if (output === null) throw new Error('a deployment that is ready has no output')
        return Readable.from(objectContent(services.storage, output).read(), { objectMode: false })
      },
    },
    signal,
  )
}

async function systemHeaders(
  work: Work,
  func: Runnable['func'],
  input: ExecutionInput,
  facts: RunFacts,
): Promise<Readonly<Record<string, string>>> {
  const { secrets, config, places } = work.services
  const seconds = func.timeout + graceSeconds
  const place = await places.placeOf(facts.clientIp, 'en')
  const isKnown = place.countryCode !== unknownCode
  const token =
    facts.userId !== null && facts.withToken
      ? secrets.sign(userClaims(work.project.id, facts.userId, facts.sessionId ?? ''), seconds)
      : ''
  return {
    host: input.headers['host'] ?? new URL(config.functions.endpoint).host,
    'x-appwrite-execution-id': facts.executionId,
    'x-appwrite-key': dynamicKey(work, func, seconds),
    'x-appwrite-trigger': facts.trigger,
    ...(facts.event === null ? {} : { 'x-appwrite-event': facts.event }),
    'x-appwrite-user-id': facts.userId ?? '',
    'x-appwrite-user-jwt': token,
    'x-appwrite-country-code': isKnown ? place.countryCode.toLowerCase() : '',
    'x-appwrite-continent-code': isKnown ? place.continentCode.toLowerCase() : '',
    'x-appwrite-continent-eu': String(isKnown && place.eu),
    ...(facts.clientIp === '' ? {} : { 'x-appwrite-client-ip': facts.clientIp }),
    // The same id with a higher number: what an earlier attempt has begun may be done already.
    ...(facts.attempt > 1 ? { 'x-basalt-attempt': String(facts.attempt) } : {}),
  }
}
