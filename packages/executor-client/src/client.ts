import { createHash } from 'node:crypto'
import type { SecretsConfig } from '@basalt/config'
import { runBuild } from './build.ts'
import { type Call, Connection, NeverArrived, readAnswer } from './connection.ts'
import type {
  BuildOptions,
  BuildRequest,
  BuildResult,
  Execution,
  ExecutionHead,
  ExecutorState,
  FunctionRequest,
  Limits,
  Load,
} from './contract.ts'
import { ExecutorError } from './errors.ts'
import { decodePacket, encodePacket } from './packet.ts'
import { executorTokens } from './token.ts'

/** For the way there and back, and for an executor that is busy ending what took too long. */
const marginSeconds = 15
const shortSeconds = 10
const sendCodeSeconds = 120

/**
 * Calls the executors. Work for one deployment goes to the same executor while that one is up, where its runtime is warm.
 * All methods throw {@link ExecutorError}; an aborted `signal` throws its reason.
 */
export class ExecutorClient implements Disposable {
  readonly #origins: readonly string[]
  readonly #connection: Connection
  readonly #sending = new Map<string, Promise<void>>()

  constructor(config: { readonly urls: readonly string[]; readonly secrets: SecretsConfig }) {
    this.#origins = config.urls
    this.#connection = new Connection(executorTokens(config.secrets)[0])
  }

  /** Builds a deployment from its source. Ends early, with nothing left behind, when `signal` is aborted. */
  async build({ source, ...head }: BuildRequest, options: BuildOptions): Promise<BuildResult> {
    return this.#onFirst(head.deploymentId, (origin) =>
      runBuild(this.#connection, origin, {
        head,
        source,
        options,
        timeoutSeconds: head.timeoutSeconds + marginSeconds,
      }),
    )
  }

  /** Runs a function once. A cold executor gets the code first, by `load.code`. */
  async execute(
    { code, ...load }: Load & Limits & { readonly logging: boolean; readonly request: FunctionRequest },
    signal?: AbortSignal,
  ): Promise<Execution> {
    const { body, ...request } = load.request
    const head: ExecutionHead = { ...load, request }
    const call = this.#call('POST', '/v1/executions', load.timeoutSeconds + marginSeconds, signal)
    const answer = await this.#withCode({ code, ...load }, { ...call, body: encodePacket(head, body) })
    const packet = decodePacket(answer)
    if (!packet) throw new ExecutorError('unavailable')
    return { ...(packet.head as Omit<Execution, 'body'>), body: packet.body } // the executor is a part of Basalt
  }

  /** Starts the runtime of a deployment, so that its first request finds it warm. */
  async warm({ code, ...load }: Load & Limits): Promise<void> {
    const call = this.#call('POST', '/v1/runtimes', load.timeoutSeconds + marginSeconds)
    await this.#withCode({ code, ...load }, { ...call, body: encodePacket(load, new Uint8Array()) })
  }

  /** Ends what runs of a deployment, its builds too, and forgets its code, on every executor that can be reached. */
  async evict(projectId: string, deploymentId: string): Promise<void> {
    await this.#onAll(this.#call('DELETE', `/v1/deployments/${pathOf(projectId, deploymentId)}`, shortSeconds))
  }

  /** The executors that can be reached, in the order of their URLs. */
  async state(): Promise<readonly ExecutorState[]> {
    const answers = await this.#onAll(this.#call('GET', '/v1/state', shortSeconds))
    return answers.map((answer) => JSON.parse(answer.toString()) as ExecutorState) // the executor is a part of Basalt
  }

  [Symbol.dispose](): void {
    this.#connection[Symbol.dispose]()
  }

  #call(method: string, path: string, timeoutSeconds: number, signal?: AbortSignal): Call {
    return { method, path, timeoutSeconds, ...(signal ? { signal } : {}) }
  }

  async #withCode(load: Load, call: Call): Promise<Buffer> {
    return this.#onFirst(load.deploymentId, async (origin) => {
      const attempt = async (): Promise<Buffer> => readAnswer(await this.#connection.send(origin, call))
      try {
        return await attempt()
      } catch (error) {
        if (!(error instanceof ExecutorError && error.type === 'code_missing')) throw error
      }
      await this.#sendCode(origin, load)
      return attempt()
    })
  }

  /** Calls that find the code missing at the same time send it once. */
  #sendCode(origin: string, load: Load): Promise<void> {
    const path = `/v1/code/${pathOf(load.projectId, load.deploymentId)}`
    const key = origin + path
    const sending = this.#sending.get(key)
    if (sending) return sending
    const send = async (): Promise<void> => {
      const call = this.#call('PUT', path, sendCodeSeconds)
      await readAnswer(await this.#connection.send(origin, { ...call, body: await load.code() }))
    }
    const started = send().finally(() => this.#sending.delete(key))
    this.#sending.set(key, started)
    return started
  }

  /** Asks the executor whose turn it is for this deployment, and another one only if it cannot be reached. */
  async #onFirst<T>(deploymentId: string, ask: (origin: string) => Promise<T>): Promise<T> {
    let failure: ExecutorError | null = null
    for (const origin of this.#order(deploymentId)) {
      try {
        return await ask(origin)
      } catch (error) {
        if (!(error instanceof ExecutorError && error.cause instanceof NeverArrived)) throw error
        failure = error
      }
    }
    throw failure ?? new ExecutorError('unavailable')
  }

  async #onAll(call: Call): Promise<readonly Buffer[]> {
    const asking = this.#origins.map(async (origin) => readAnswer(await this.#connection.send(origin, call)))
    const answers = await Promise.allSettled(asking)
    const good = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    const [first] = answers
    if (good.length === 0 && first?.status === 'rejected') throw first.reason
    return good
  }

  /** Highest hash first: an executor more or less moves only the deployments that it takes or had. */
  #order(deploymentId: string): readonly string[] {
    if (this.#origins.length < 2) return this.#origins
    const weight = (origin: string): string => createHash('sha1').update(`${origin} ${deploymentId}`).digest('hex')
    return this.#origins.toSorted((left, right) => weight(right).localeCompare(weight(left)))
  }
}

function pathOf(projectId: string, deploymentId: string): string {
  return `${encodeURIComponent(projectId)}/${encodeURIComponent(deploymentId)}`
}
