import type { Queues } from '@basalt/bus'
import { type Database, type Queryable, sql } from '@basalt/database'
import { listRecords, tableShape } from '@basalt/documents'
import { type Actor, fail, type Query, type Renderable } from '@basalt/types'
import { ownedSchema } from '../projects/index.ts'
import { deliverWebhook } from './job.ts'

export type WebhookDelivery = Renderable<'webhookDelivery'>

type DeliveryRow = {
  readonly sequence: number
  readonly createdAt: string
  readonly webhookId: string
  readonly event: string
  readonly status: 'pending' | 'delivered' | 'failed'
  readonly attempts: number
  readonly dueAt: string
  readonly finishedAt: string | null
  readonly responseStatus: number
  readonly response: string
}

export type WebhookKey = { readonly projectId: string; readonly webhookId: string }

const columns = sql`sequence, createdAt, webhookId, event, status, attempts, dueAt, finishedAt, responseStatus, response`

const shape = tableShape({
  table: 'webhookDeliveries',
  fields: { event: 'string', status: 'string', attempts: 'integer', responseStatus: 'integer', finishedAt: 'datetime' },
  cursor: 'sequence',
})

/** What a webhook was sent and how that went, as long as the log is kept. @throws `project_not_found` */
export async function listDeliveries(
  database: Database,
  actor: Actor,
  { projectId, webhookId }: WebhookKey,
  input: { readonly queries: readonly Query[]; readonly total: boolean },
): Promise<{ readonly total: number; readonly deliveries: readonly WebhookDelivery[] }> {
  const schema = await ownedSchema(database, actor, projectId)
  const where = sql`webhookId = ${webhookId}`
  const page = await listRecords<DeliveryRow>(schema, shape, { columns, where, ...input })
  return { total: page.total, deliveries: page.rows.map(deliveryOf) }
}

/**
 * Sends a delivery again, from its first attempt on, if it is not waiting anyway. It keeps its id, so that a receiver
 * that has it already can drop it. @throws `project_not_found`, `webhook_delivery_not_found`
 */
export async function redeliver(
  services: { readonly database: Database; readonly queues: Queues },
  actor: Actor,
  { projectId, webhookId, deliveryId }: WebhookKey & { readonly deliveryId: string },
): Promise<WebhookDelivery> {
  const schema = await ownedSchema(services.database, actor, projectId)
  const now = new Date()
  await schema.run(
    sql`UPDATE webhookDeliveries SET status = 'pending', attempts = 0, dueAt = ${now}, finishedAt = NULL
        WHERE sequence = ${deliveryId} AND webhookId = ${webhookId} AND status <> 'pending'`,
  )
  const delivery = await getDelivery(schema, webhookId, deliveryId)
  const id = `${webhookId}-again-${deliveryId}-${now.getTime()}`
  await services.queues.add(deliverWebhook, { projectId, webhookId }, { id })
  return delivery
}

async function getDelivery(db: Queryable, webhookId: string, id: string): Promise<WebhookDelivery> {
  const row = await db.one<DeliveryRow>(
    sql`SELECT ${columns} FROM webhookDeliveries WHERE sequence = ${id} AND webhookId = ${webhookId}`,
  )
  if (!row) throw fail('webhook_delivery_not_found', { webhookId, id })
  return deliveryOf(row)
}

function deliveryOf(row: DeliveryRow): WebhookDelivery {
  return {
    $id: String(row.sequence),
    $createdAt: row.createdAt,
    webhookId: row.webhookId,
    event: row.event,
    status: row.status,
    attempts: row.attempts,
    nextAttemptAt: row.status === 'pending' ? row.dueAt : '',
    finishedAt: row.finishedAt,
    responseStatus: row.responseStatus,
    response: row.response,
  }
}
