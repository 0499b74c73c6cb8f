import { withLease } from '@basalt/bus'
import { type ActivityConsumer, dispatchActivity, hasPendingActivity, onPendingActivity } from '@basalt/core/activity'
import { eachActiveListener, eachActiveProject } from '@basalt/core/maintenance'
import type { Counter } from '@basalt/service'
import type { Services } from './services.ts'

const leaseSeconds = 15
const parallelProjects = 4
const retryMs = 250
/** Of so many polls one looks at every active project there is. */
const pollsToAll = 30

export type DispatcherOptions = {
  readonly consumers: readonly ActivityConsumer[]
  /** How often projects in which something has changed of late are looked at, in case that a wake-up was lost. */
  readonly pollSeconds: number
}

/**
 * Hands the activity of all projects to the consumers. Any number of dispatchers share the work: a project is one
 * dispatcher's at a time, and its rows are marked in the transaction that takes them.
 */
export class Dispatcher {
  readonly #services: Services
  readonly #options: DispatcherOptions
  readonly #stopping = new AbortController()
  /** Projects to look at; those that are busy elsewhere come back after a moment. */
  readonly #waiting = new Set<string>()
  readonly #running = new Set<Promise<void>>()
  readonly #retries = new Set<NodeJS.Timeout>()
  readonly #dispatched: Counter
  #poll: NodeJS.Timeout | null = null
  #polls = 0
  #unsubscribe: (() => void) | null = null
  #forgetGap: (() => void) | null = null

  constructor(services: Services, options: DispatcherOptions) {
    this.#services = services
    this.#options = options
    this.#dispatched = services.metrics.counter('activity_dispatched', 'Changes that were handed to all who listen.')
  }

  async start(): Promise<void> {
    this.#unsubscribe = await onPendingActivity(this.#services.bus, (projectId) => this.#look(projectId))
    this.#forgetGap = this.#services.bus.onGap(() => this.#pollSoon(0))
    this.#pollSoon(0)
  }

  /** Finishes the batches under way and takes no more. */
  async close(): Promise<void> {
    this.#stopping.abort()
    this.#unsubscribe?.()
    this.#forgetGap?.()
    if (this.#poll) clearTimeout(this.#poll)
    for (const retry of this.#retries) clearTimeout(retry)
    await Promise.allSettled(this.#running)
  }

  #look(projectId: string): void {
    if (this.#stopping.signal.aborted) return
    this.#waiting.add(projectId)
    this.#next()
  }

  #next(): void {
    while (this.#running.size < parallelProjects) {
      const [projectId] = this.#waiting
      if (projectId === undefined) return
      this.#waiting.delete(projectId)
      this.#track(this.#serve(projectId))
    }
  }

  #track(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => {
        if (!this.#stopping.signal.aborted) this.#services.log.error({ err: error }, 'dispatching activity failed')
      })
      .finally(() => {
        this.#running.delete(tracked)
        if (!this.#stopping.signal.aborted) this.#next()
      })
    this.#running.add(tracked)
  }

  async #serve(projectId: string): Promise<void> {
    const { bus } = this.#services
    const served = await withLease(bus, `dispatch:${projectId}`, leaseSeconds, async (lost) => {
      await this.#empty(projectId, lost)
      return true
    })
    // Who holds the lease may have looked just before this activity came.
    if (served === null) this.#later(projectId)
  }

  async #empty(projectId: string, lost: AbortSignal): Promise<void> {
    const { projects, database } = this.#services
    while (!lost.aborted && !this.#stopping.signal.aborted) {
      const project = await projects.find(projectId)
      if (!project) return
      const schema = database.schema(project.schema)
      const { taken, isDone } = await dispatchActivity(schema, project, this.#options.consumers)
      this.#dispatched.add(taken)
      if (isDone) return
    }
  }

  #later(projectId: string): void {
    if (this.#stopping.signal.aborted) return
    const retry = setTimeout(() => {
      this.#retries.delete(retry)
      this.#look(projectId)
    }, retryMs)
    this.#retries.add(retry)
  }

  #pollSoon(delayMs: number): void {
    if (this.#poll) clearTimeout(this.#poll)
    if (this.#stopping.signal.aborted) return
    this.#poll = setTimeout(() => {
      this.#track(this.#lookAtAll().finally(() => this.#pollSoon(this.#options.pollSeconds * 1000)))
    }, delayMs)
  }

  /**
   * Finds what wake-ups have missed, and lets consumers enqueue again what Redis has lost. Projects that nobody listens to
   * any more are looked at now and then: something may have been left from before.
   */
  async #lookAtAll(): Promise<void> {
    const { database, projects } = this.#services
    const each = this.#polls++ % pollsToAll === 0 ? eachActiveProject : eachActiveListener
    await each(database, projects, this.#stopping.signal, async (project) => {
      const schema = database.schema(project.schema)
      if (await hasPendingActivity(schema)) this.#look(project.id)
      for (const consumer of this.#options.consumers) await consumer.refill(schema, project)
    })
  }
}
