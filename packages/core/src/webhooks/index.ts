export { webhookConsumer } from './consumer.ts'
export { deliverWebhook, type DeliveryServices } from './job.ts'
export { removeOldDeliveries } from './queries.ts'
