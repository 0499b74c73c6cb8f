import { createHash } from 'node:crypto'
import { type CodeRequest, ExecutorError, type Limits, type RuntimeState } from '@basalt/executor-client'
import { type Log, uniqueId } from '@basalt/service'
import type { CodeCache, DeploymentRef } from './code-cache.ts'
import type { Driver } from './driver.ts'
import { getRuntime } from './heads.ts'
import { NoSlot, Slots } from './slots.ts'
import { WarmRuntime } from './warm-runtime.ts'

type Entry = { readonly key: string; readonly warm: WarmRuntime; readonly ready: Promise<void> }

/** A runtime to execute on, to be released once. */
export type Lease = {
  readonly warm: WarmRuntime
  /** This use has started it. */
  readonly cold: boolean
  /** Lets those under way end, but takes no more. */
  retire(): void
  /** Ends it at once, with whatever is under way. */
  kill(): void
  release(): void
}

export type PoolOptions = {
  readonly driver: Driver
  readonly code: CodeCache
  readonly log: Log
  readonly maxRuntimes: number
  /** After which a runtime that nobody used is ended. */
  readonly idleSeconds: number
}

const maxWaiting = 1000
const longestSweepMs = 10_000

/**
 * The runtimes that are warm: one a deployment, which takes requests concurrently. When no place is free, the one that
 * was idle longest makes room, first of the project that holds the most.
 */
export class Pool {
  readonly #options: PoolOptions
  readonly #slots: Slots
  readonly #current = new Map<string, Entry>()
  readonly #all = new Set<WarmRuntime>()
  readonly #sweeping: NodeJS.Timeout
  #closed = false

  constructor(options: PoolOptions) {
    this.#options = options
    this.#slots = new Slots(options.maxRuntimes, maxWaiting)
    const everyMs = Math.min(longestSweepMs, options.idleSeconds * 250)
    this.#sweeping = setInterval(() => this.#endIdle(), everyMs).unref()
  }

  get states(): readonly RuntimeState[] {
    return [...this.#all].map((warm) => warm.state)
  }

  get waiting(): number {
    return this.#slots.waiting
  }

  /**
   * Gives a runtime that listens, started now if there is none.
   * @throws {ExecutorError} `code_missing`, `overloaded`, `start_failed`, `start_timeout` or what the driver says
   */
  async acquire(load: CodeRequest & Limits): Promise<Lease> {
    if (this.#closed) throw new ExecutorError('unavailable')
    const key = keyOf(load)
    const name = nameOf(load)
    let entry = this.#current.get(name)
    const cold = entry?.key !== key || entry.warm.status === 'draining'
    if (!entry || cold) {
      if (entry) this.#retire(entry.warm)
      entry = this.#start(name, key, load)
    }
    const { warm, ready } = entry
    warm.underWay += 1
    try {
      if (warm.status !== 'ready') await inTime(ready, load.timeoutSeconds, () => warm.instance?.output.text ?? '')
    } catch (error) {
      this.#leave(warm)
      throw error
    }
    warm.executions += 1
    let held = true
    const release = (): void => {
      if (held) this.#leave(warm)
      held = false
    }
    return { warm, cold, release, retire: () => this.#retire(warm), kill: () => this.#kill(warm) }
  }

  /** Ends everything that runs of a deployment. */
  async evict(ref: DeploymentRef): Promise<void> {
    const found = [...this.#all].filter((warm) => nameOf(warm.ref) === nameOf(ref))
    await Promise.all(found.map((warm) => this.#kill(warm)))
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#sweeping)
    await Promise.all([...this.#all].map((warm) => this.#kill(warm)))
  }

  #start(name: string, key: string, load: CodeRequest & Limits): Entry {
    const warm = new WarmRuntime({ projectId: load.projectId, deploymentId: load.deploymentId }, load.runtime)
    this.#all.add(warm)
    const entry = { key, warm, ready: this.#launch(warm, load) }
    // Heard by whoever waits for it, of whom none may be left.
    entry.ready.catch(() => {
      if (this.#current.get(name) === entry) this.#current.delete(name)
    })
    this.#current.set(name, entry)
    return entry
  }

  async #launch(warm: WarmRuntime, load: CodeRequest & Limits): Promise<void> {
    const { driver, code, log } = this.#options
    const signal = AbortSignal.timeout(load.timeoutSeconds * 1000)
    const owned: (() => void)[] = [() => this.#forget(warm), () => warm.agent.destroy()]
    const releaseAll = (): void => owned.splice(0).forEach((release) => release())
    try {
      const runtime = getRuntime(load.runtime)
      const held = code.hold(warm.ref)
      if (!held) throw new ExecutorError('code_missing')
      owned.push(() => held.release(), await this.#takeSlot(load.projectId, signal))
      const environment = environmentOf(load, warm.secret)
      const launch = {
        id: uniqueId(),
        ref: warm.ref,
        runtime,
        code: held,
        environment,
        specification: load.specification,
      }
      const instance = await driver.launch(launch, signal)
      void instance.ended.then(releaseAll)
      try {
        await warm.becomeReady(instance, signal)
      } catch (error) {
        await instance.stop()
        throw error
      }
      log.debug({ ...warm.ref, ms: Date.now() - warm.startedAt }, 'runtime started')
    } catch (error) {
      releaseAll()
      throw error
    }
  }

  async #takeSlot(projectId: string, signal: AbortSignal): Promise<() => void> {
    if (this.#slots.full) this.#makeRoom()
    try {
      return await this.#slots.take(projectId, signal)
    } catch (error) {
      throw new ExecutorError('overloaded', {}, { cause: error instanceof NoSlot ? error : signal.reason })
    }
  }

  #makeRoom(): void {
    const weight = ({ ref }: WarmRuntime): number => this.#slots.heldBy(ref.projectId)
    const [first] = [...this.#all]
      .filter((warm) => warm.idle)
      .toSorted((left, right) => weight(right) - weight(left) || left.usedAt - right.usedAt)
    if (first) void this.#kill(first)
  }

  #leave(warm: WarmRuntime): void {
    warm.underWay -= 1
    warm.usedAt = Date.now()
    if (warm.underWay > 0) return
    if (warm.status === 'draining') void this.#kill(warm)
    else if (this.#slots.waiting > 0) this.#makeRoom()
  }

  #retire(warm: WarmRuntime): void {
    warm.status = 'draining'
    if (this.#current.get(nameOf(warm.ref))?.warm === warm) this.#current.delete(nameOf(warm.ref))
    if (warm.underWay === 0) void this.#kill(warm)
  }

  async #kill(warm: WarmRuntime): Promise<void> {
    warm.status = 'draining'
    if (this.#current.get(nameOf(warm.ref))?.warm === warm) this.#current.delete(nameOf(warm.ref))
    await warm.instance?.stop()
  }

  #forget(warm: WarmRuntime): void {
    this.#all.delete(warm)
    if (this.#current.get(nameOf(warm.ref))?.warm === warm) this.#current.delete(nameOf(warm.ref))
  }

  #endIdle(): void {
    const oldest = Date.now() - this.#options.idleSeconds * 1000
    for (const warm of this.#all) if (warm.idle && warm.usedAt < oldest) void this.#kill(warm)
  }
}

function nameOf({ projectId, deploymentId }: DeploymentRef): string {
  return `${projectId}~${deploymentId}`
}

/** Differs whenever a runtime that is warm would behave differently from a fresh one. */
function keyOf({ runtime, entrypoint, variables, specification }: CodeRequest): string {
  const sorted = Object.entries(variables).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([runtime, entrypoint, specification, sorted]))
    .digest('base64url')
}

function environmentOf({ variables, entrypoint, specification }: CodeRequest, secret: string): Record<string, string> {
  return {
    ...variables,
    OPEN_RUNTIMES_ENTRYPOINT: entrypoint,
    OPEN_RUNTIMES_SECRET: secret,
    OPEN_RUNTIMES_HEADERS: '{}',
    OPEN_RUNTIMES_CPUS: String(specification.cpus),
    OPEN_RUNTIMES_MEMORY: String(specification.memoryMb),
  }
}

/** @throws {ExecutorError} `start_timeout`, with what it has said until then, or what `ready` does */
async function inTime(ready: Promise<void>, seconds: number, output: () => string): Promise<void> {
  const late = Promise.withResolvers<never>()
  const expire = (): void => late.reject(new ExecutorError('start_timeout', { errors: output() }))
  const timer = setTimeout(expire, seconds * 1000)
  try {
    await Promise.race([ready, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
