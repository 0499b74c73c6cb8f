import type { Queues } from '@basalt/bus'
import { fail } from '@basalt/types'

/** Names of the jobs behind each queue that clients know. What Basalt does without a queue has none. */
const jobsOf = {
  audits: [],
  builds: [],
  certificates: [],
  databases: ['databases.schema'],
  deletes: [],
  functions: [],
  logs: [],
  mails: ['mails.send'],
  messaging: ['sms.send'],
  migrations: [],
  'stats-resources': [],
  'stats-usage': [],
  webhooks: ['webhooks.deliver'],
} as const satisfies Record<string, readonly string[]>

export type QueueName = keyof typeof jobsOf

/** Jobs that wait or run. @throws `health_queue_size_exceeded` from `threshold` on */
export async function queueSize(queues: Queues, name: QueueName, threshold: number | bigint): Promise<number> {
  return total(name, threshold, (job) => queues.size(job))
}

/** Jobs that failed for good. @throws `health_queue_size_exceeded` from `threshold` on */
export async function failedJobs(queues: Queues, name: QueueName, threshold: number | bigint): Promise<number> {
  return total(name, threshold, (job) => queues.failed(job))
}

async function total(
  name: QueueName,
  threshold: number | bigint,
  count: (job: string) => Promise<number>,
): Promise<number> {
  const jobs: readonly string[] = jobsOf[name]
  const counts = await Promise.all(jobs.map(count))
  const size = counts.reduce((sum, one) => sum + one, 0)
  if (size < threshold) return size
  throw fail('health_queue_size_exceeded', { reason: `The queue holds ${size} jobs; the threshold is ${threshold}.` })
}
