import type { Queues } from '@basalt/bus'
import type { Sample } from '@basalt/service'
import { jobs } from './jobs.ts'

/** How much each queue holds. Queues are shared: every worker tells the same. */
export async function queueSizes(queues: Queues): Promise<readonly Sample[]> {
  const samples = jobs.map(async ({ name: queue }): Promise<readonly Sample[]> => {
    const [open, failed] = await Promise.all([queues.size(queue), queues.failed(queue)])
    return [
      { value: open, labels: { queue, state: 'open' } },
      { value: failed, labels: { queue, state: 'failed' } },
    ]
  })
  return (await Promise.all(samples)).flat()
}
