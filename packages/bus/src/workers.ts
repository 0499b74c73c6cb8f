import type { Bus } from './bus.ts'
import { type Job, type JobLog, Unrecoverable } from './job.ts'
import { queuePrefix } from './queues.ts'

/** Consumers of queues in this process. */
/** How a run of a job ended. */
export type JobResult = 'done' | 'again' | 'failed'

export type Workers = { close(): Promise<void> }

/**
 * Runs the jobs of these kinds, each with its own concurrency, until closed. Closing waits for what runs, after telling
 * it to hurry. A job whose process dies is run again by another.
 */
export async function startWorkers<S>(
  bus: Bus,
  jobs: readonly Job<never, S>[],
  services: S,
  log: JobLog,
  onEnd: (queue: string, result: JobResult) => void = () => undefined,
): Promise<Workers> {
  if (jobs.length === 0) return { close: async () => undefined }
  const { UnrecoverableError, Worker } = await import('bullmq')
  const stopping = new AbortController()
  const workers = jobs.map((kind) => {
    const worker = new Worker(
      kind.name,
      async ({ data, attemptsMade }) => {
        const context = { ...services, log, signal: stopping.signal, attempt: attemptsMade + 1 }
        try {
          await kind.run(kind.parse(data) as never, context) // just parsed as what `run` takes
        } catch (error) {
          if (error instanceof Unrecoverable) throw new UnrecoverableError(error.message)
          throw error
        }
      },
      {
        connection: bus.dedicated(),
        prefix: queuePrefix,
        concurrency: kind.concurrency,
        skipVersionCheck: true,
      },
    )
    worker.on('error', (error) => log.warn({ err: error, queue: kind.name }, 'queue is not reachable'))
    worker.on('completed', () => onEnd(kind.name, 'done'))
    worker.on('failed', (failed, error) => {
      const isOver = failed === undefined || failed.attemptsMade >= (failed.opts.attempts ?? 1)
      const fields = { err: error, queue: kind.name, jobId: failed?.id, attempt: failed?.attemptsMade }
      const isHopeless = isOver || error instanceof UnrecoverableError
      onEnd(kind.name, isHopeless ? 'failed' : 'again')
      if (isHopeless) log.error(fields, 'job failed for good')
      else log.warn(fields, 'job failed and is tried again')
    })
    return worker
  })
  return {
    async close() {
      stopping.abort()
      await Promise.all(workers.map((worker) => worker.close()))
    },
  }
}
