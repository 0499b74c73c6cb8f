import {
  createWebhook,
  getWebhook,
  listWebhooks,
  removeWebhook,
  rotateSignatureKey,
  updateWebhook,
} from '@basalt/core/projects'
import { endpoint } from '#http/endpoint.ts'
import { eventName, webhookUrl } from '#http/kinds-events.ts'
import { boolean, list, text, uid } from '#http/kinds.ts'
import { optional } from '#http/params.ts'

const webhookParams = {
  name: text({ max: 128 }, 'Webhook name. Max length: 128 chars.'),
  enabled: optional(boolean({}, 'False pauses the webhook.'), true),
  events: list(eventName('Event.'), { max: 100 }, 'Events that it hears. Maximum 100 events.'),
  url: webhookUrl('Where the events are posted.'),
  security: boolean({}, 'True refuses receivers with an invalid certificate.'),
  httpUser: optional(text({ max: 256 }, 'User name for HTTP basic authentication.'), ''),
  httpPass: optional(text({ max: 256 }, 'Password for HTTP basic authentication.'), ''),
}

export const projectsCreateWebhook = endpoint({
  id: 'projects.createWebhook',
  route: 'POST /v1/projects/:projectId/webhooks',
  summary: 'Create webhook',
  auth: ['admin'],
  scopes: ['projects.write'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), ...webhookParams },
  response: { status: 201, model: 'webhook' },
  errors: ['project_not_found'],
  handler: ({ services, tx, actor, params }) => createWebhook(tx, services.secrets, actor, params.projectId, params),
})

export const projectsListWebhooks = endpoint({
  id: 'projects.listWebhooks',
  route: 'GET /v1/projects/:projectId/webhooks',
  summary: 'List webhooks',
  auth: ['admin'],
  scopes: ['projects.read'],
  gates: ['consoleOnly'],
  params: {
    projectId: uid('Project ID.'),
    total: optional(boolean({}, 'False leaves the total out.'), true),
  },
  response: { status: 200, model: 'webhookList' },
  errors: ['project_not_found'],
  handler: async ({ services, db, actor, params }) => {
    const webhooks = await listWebhooks(db, services.secrets, actor, params.projectId)
    return { total: params.total ? webhooks.length : 0, webhooks }
  },
})

export const projectsGetWebhook = endpoint({
  id: 'projects.getWebhook',
  route: 'GET /v1/projects/:projectId/webhooks/:webhookId',
  summary: 'Get webhook',
  auth: ['admin'],
  scopes: ['projects.read'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), webhookId: uid('Webhook ID.') },
  response: { status: 200, model: 'webhook' },
  errors: ['project_not_found', 'webhook_not_found'],
  handler: ({ services, db, actor, params }) =>
    getWebhook(db, services.secrets, actor, params.projectId, params.webhookId),
})

export const projectsUpdateWebhook = endpoint({
  id: 'projects.updateWebhook',
  route: 'PUT /v1/projects/:projectId/webhooks/:webhookId',
  summary: 'Update webhook',
  auth: ['admin'],
  scopes: ['projects.write'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), webhookId: uid('Webhook ID.'), ...webhookParams },
  response: { status: 200, model: 'webhook' },
  errors: ['project_not_found', 'webhook_not_found'],
  handler: ({ services, tx, actor, params }) =>
    updateWebhook(tx, services.secrets, actor, params.projectId, params.webhookId, params),
})

export const projectsDeleteWebhook = endpoint({
  id: 'projects.deleteWebhook',
  route: 'DELETE /v1/projects/:projectId/webhooks/:webhookId',
  summary: 'Delete webhook',
  auth: ['admin'],
  scopes: ['projects.write'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), webhookId: uid('Webhook ID.') },
  response: { status: 204 },
  errors: ['project_not_found', 'webhook_not_found'],
  handler: ({ tx, actor, params }) => removeWebhook(tx, actor, params.projectId, params.webhookId),
})

export const projectsUpdateWebhookSignature = endpoint({
  id: 'projects.updateWebhookSignature',
  route: 'PATCH /v1/projects/:projectId/webhooks/:webhookId/signature',
  summary: 'Update webhook signature key',
  auth: ['admin'],
  scopes: ['projects.write'],
  gates: ['consoleOnly'],
  params: { projectId: uid('Project ID.'), webhookId: uid('Webhook ID.') },
  response: { status: 200, model: 'webhook' },
  errors: ['project_not_found', 'webhook_not_found'],
  handler: ({ services, tx, actor, params }) =>
    rotateSignatureKey(tx, services.secrets, actor, params.projectId, params.webhookId),
})
