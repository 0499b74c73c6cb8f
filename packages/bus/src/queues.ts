import { StoreUnavailable } from '@basalt/database'
import type { Queue } from 'bullmq'
import type { Bus } from './bus.ts'
import type { Job } from './job.ts'

export const queuePrefix = 'queue'

/** How long finished ids are remembered, so that the same work is not enqueued again. */
const rememberSeconds = 3600
/** Failed jobs are kept for a person to look at. */
const deadLetterSeconds = 14 * 24 * 3600
const maxDeadLetters = 5000

export type DeadLetter = {
  readonly id: string
  readonly payload: unknown
  readonly attempts: number
  readonly reason: string
  readonly failedAt: string
}

/** Enqueues jobs. What must not be lost is a row first: the queues may vanish at any time and are filled again from it. */
export class Queues {
  readonly #bus: Bus
  readonly #open = new Map<string, Promise<Queue>>()

  constructor(bus: Bus) {
    this.#bus = bus
  }

  /**
   * Adds a job. An id that was added in the last hour, done or not, is not added again: derive it from what the work
   * is about. @throws {StoreUnavailable} when Redis does not answer
   */
  async add<P>(
    job: Job<P, never>,
    payload: P,
    options: { readonly id: string; readonly delaySeconds?: number },
  ): Promise<void> {
    const queue = await this.#queue(job.name)
    // BullMQ uses `:` in its keys and takes numbers for its own ids.
    const jobId = `id-${options.id.replaceAll(':', '-')}`
    await queue
      .add(job.name, job.parse(payload), {
        jobId,
        attempts: job.attempts,
        backoff: { type: 'exponential', delay: job.backoffSeconds * 1000, jitter: 0.2 },
        delay: (options.delaySeconds ?? 0) * 1000,
        removeOnComplete: { age: rememberSeconds, count: 10_000 },
        removeOnFail: { age: deadLetterSeconds, count: maxDeadLetters },
      })
      .catch(unavailable)
  }

  /** Jobs that wait or run. */
  async size(name: string): Promise<number> {
    const queue = await this.#queue(name)
    return queue.getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized').catch(unavailable)
  }

  async failed(name: string): Promise<number> {
    const queue = await this.#queue(name)
    return queue.getFailedCount().catch(unavailable)
  }

  /** The newest jobs that failed for good. */
  async deadLetters(name: string, limit: number): Promise<readonly DeadLetter[]> {
    const queue = await this.#queue(name)
    const jobs = await queue.getFailed(0, limit - 1).catch(unavailable)
    return jobs.map((one) => ({
      id: one.id ?? '',
      payload: one.data as unknown, // parsed again when it runs
      attempts: one.attemptsMade,
      reason: one.failedReason ?? '',
      failedAt: new Date(one.finishedOn ?? one.timestamp).toISOString(),
    }))
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#open.values()].map(async (queue) => (await queue).close()))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #queue(name: string): Promise<Queue> {
    let queue = this.#open.get(name)
    if (!queue) {
      queue = this.#create(name)
      this.#open.set(name, queue)
    }
    return queue
  }

  async #create(name: string): Promise<Queue> {
    const { Queue } = await import('bullmq') // only who enqueues pays for it
    const queue = new Queue(name, { connection: this.#bus.redis, prefix: queuePrefix, skipVersionCheck: true })
    queue.on('error', () => undefined) // every call rejects by itself
    return queue
  }
}

function unavailable(error: unknown): never {
  throw new StoreUnavailable('Redis', error)
}
