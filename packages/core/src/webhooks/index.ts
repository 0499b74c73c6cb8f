export { webhookConsumer } from './consumer.ts'
export { deliverWebhook, type DeliveryServices } from './job.ts'
export { listDeliveries, redeliver, type WebhookDelivery, type WebhookKey } from './log.ts'
export { pendingDeliveries, removeOldDeliveries } from './queries.ts'
