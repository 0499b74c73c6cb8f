import { listDeliveries, redeliver } from '@basalt/core/webhooks'
import { endpoint } from '#http/endpoint.ts'
import { boolean, text, uid } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'

// Beyond the contract: what webhooks were sent, and sending it again.

export const projectsListWebhookDeliveries = endpoint({
  id: 'projects.listWebhookDeliveries',
  route: 'GET /v1/projects/:projectId/webhooks/:webhookId/deliveries',
  summary: 'List webhook deliveries',
  auth: ['admin'],
  scopes: ['projects.read'],
  gates: ['consoleOnly'],
  params: {
    projectId: uid('Project ID.'),
    webhookId: uid('Webhook ID.'),
    queries: optional(
      queries(
        ['event', 'status', 'attempts', 'responseStatus', 'finishedAt', '$createdAt', '$sequence'],
        'Queries to filter and order by.',
      ),
      [],
    ),
    total: optional(boolean({}, 'False leaves the total out.'), true),
  },
  response: { status: 200, model: 'webhookDeliveryList' },
  errors: ['project_not_found', 'general_query_invalid', 'general_cursor_not_found'],
  handler: ({ services, actor, params }) => listDeliveries(services.database, actor, params, params),
})

export const projectsRetryWebhookDelivery = endpoint({
  id: 'projects.retryWebhookDelivery',
  route: 'POST /v1/projects/:projectId/webhooks/:webhookId/deliveries/:deliveryId',
  summary: 'Retry webhook delivery',
  auth: ['admin'],
  scopes: ['projects.write'],
  gates: ['consoleOnly'],
  params: {
    projectId: uid('Project ID.'),
    webhookId: uid('Webhook ID.'),
    deliveryId: text({ max: 20 }, 'Delivery ID.'),
  },
  response: { status: 200, model: 'webhookDelivery' },
  errors: ['project_not_found', 'webhook_delivery_not_found'],
  // The rows are the project's, not the console's.
  transaction: 'own',
  handler: ({ services, actor, params }) => redeliver(services, actor, params),
})
