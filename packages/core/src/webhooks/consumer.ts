import { createHash } from 'node:crypto'
import type { Queues } from '@basalt/bus'
import type { Database } from '@basalt/database'
import { type ActivityConsumer, eventNames, partsOf, type PendingActivity } from '../activity/index.ts'
import { deliverWebhook } from './job.ts'
import { insertDeliveries, type NewDelivery, overdueWebhooks } from './queries.ts'
import { listeningTo, type Receiver } from './receivers.ts'

/** A delivery that is due for this long was forgotten by the queue. */
const overdueMs = 30_000
const refillMs = 60_000

/** Turns changes into deliveries of the webhooks that listen to them. */
export function webhookConsumer(services: { readonly database: Database; readonly queues: Queues }): ActivityConsumer {
  const { database, queues } = services
  return {
    name: 'webhooks',
    async prepare(project) {
      const receivers = await listeningTo(database.platform, project.id)
      return async (tx, changes) => {
        const deliveries = changes.flatMap((change) => deliveriesOf(change, receivers))
        if (deliveries.length === 0) return
        await insertDeliveries(tx, deliveries)
        const newest = deliveries.at(-1)?.activity ?? 0
        for (const webhookId of new Set(deliveries.map((delivery) => delivery.webhookId))) {
          const payload = { projectId: project.id, webhookId }
          tx.afterCommit(() => queues.add(deliverWebhook, payload, { id: `${webhookId}-${newest}` }))
        }
      }
    },
    async refill(schema, project) {
      for (const webhookId of await overdueWebhooks(schema, new Date(Date.now() - overdueMs))) {
        const id = `${webhookId}-refill-${Math.floor(Date.now() / refillMs)}`
        await queues.add(deliverWebhook, { projectId: project.id, webhookId }, { id })
      }
    },
  }
}

function deliveriesOf(change: PendingActivity, receivers: readonly Receiver[]): readonly NewDelivery[] {
  const names = new Set(eventNames(change.event))
  const { sequence: activity, event, userId, payload } = change
  const wanting = receivers.filter(({ events }) => {
    const wanted = JSON.parse(events) as readonly string[] // written by the projects feature only
    return wanted.some((name) => names.has(name))
  })
  if (wanting.length === 0) return []
  const subject = partsOf(event).levels.map(([type, id]) => `${type}.${id}`)
  const subjectHash = createHash('sha1').update(subject.join('.')).digest()
  return wanting.map(({ id }) => ({ webhookId: id, activity, event, subjectHash, userId, payload: payload ?? '{}' }))
}
