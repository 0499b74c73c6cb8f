import { randomBytes } from 'node:crypto'
import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { ExecutorError, type RuntimeState } from '@basalt/executor-client'
import type { DeploymentRef } from './code-cache.ts'
import type { Instance } from './driver.ts'
import { isHealthy, requestLoad } from './runtime-health.ts'

const firstPauseMs = 2
const longestPauseMs = 50

/** A runtime that listens, and what is known of its use. */
export class WarmRuntime {
  readonly ref: DeploymentRef
  readonly runtime: string
  readonly secret: string
  readonly agent = new Agent({ keepAlive: true, maxFreeSockets: 64 })
  readonly startedAt = Date.now()
  instance: Instance | null = null
  status: RuntimeState['status'] = 'starting'
  underWay = 0
  executions = 0
  usedAt = Date.now()

  constructor(ref: DeploymentRef, runtime: string) {
    this.ref = ref
    this.runtime = runtime
    this.secret = randomBytes(24).toString('base64url')
  }

  get idle(): boolean {
    return this.status === 'ready' && this.underWay === 0
  }

  get state(): RuntimeState {
    const { ref, runtime, status, underWay, executions } = this
    const idleSeconds = underWay > 0 ? 0 : Math.floor((Date.now() - this.usedAt) / 1000)
    const startedAt = new Date(this.startedAt).toISOString()
    return { ...ref, runtime, status, startedAt, idleSeconds, underWay, executions }
  }

  /** Resolves once it listens. @throws {ExecutorError} `start_failed` or `start_timeout`, with what it said until then */
  async becomeReady(instance: Instance, signal: AbortSignal): Promise<void> {
    this.instance = instance
    let ended = false
    void instance.ended.then(() => (ended = true))
    let pauseMs = firstPauseMs
    while (!(await isHealthy(instance.endpoint, this.agent))) {
      if (ended) throw new ExecutorError('start_failed', { errors: instance.output.text })
      if (signal.aborted) throw new ExecutorError('start_timeout', { errors: instance.output.text })
      await Promise.race([sleep(pauseMs), instance.ended])
      pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)
    }
    await instance.seal()
    if (this.status === 'starting') this.status = 'ready'
  }

  /** Loads the function before its first request. A failure is told to that one. */
  async load(signal: AbortSignal): Promise<void> {
    if (this.instance) await requestLoad(this.instance.endpoint, { agent: this.agent, secret: this.secret, signal })
  }
}
