import {
  activateDeployment,
  cancelDeployment,
  deploymentContent,
  getDeployment,
  listDeployments,
  removeDeployment,
} from '@basalt/core/functions'
import { endpoint } from '#http/endpoint.ts'
import { choice, text, uid } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'
import { sendContent } from '#http/send-content.ts'
import { evict } from './evict.ts'
import { inFunction, ofDeployment, total } from './params.ts'

export const deploymentsList = endpoint({
  id: 'functions.listDeployments',
  route: 'GET /v1/functions/:functionId/deployments',
  summary: 'List deployments',
  auth: ['key'],
  scopes: ['functions.read'],
  gates: ['projectOnly'],
  params: {
    ...inFunction,
    queries: optional(
      queries(
        [
          'buildSize',
          'sourceSize',
          'totalSize',
          'buildDuration',
          'status',
          'activate',
          'type',
          '$id',
          '$createdAt',
          '$updatedAt',
          '$sequence',
        ],
        'Queries to filter and order by.',
      ),
      [],
    ),
    search: optional(text({ max: 256 }, 'An id or a type to look for. Max length: 256 chars.'), ''),
    total,
  },
  response: { status: 200, model: 'deploymentList' },
  errors: ['database_query_order_null', 'function_not_found', 'general_cursor_not_found', 'general_query_invalid'],
  handler: ({ db, params }) => listDeployments(db, params.functionId, params),
})

export const deploymentsGet = endpoint({
  id: 'functions.getDeployment',
  route: 'GET /v1/functions/:functionId/deployments/:deploymentId',
  summary: 'Get deployment',
  auth: ['key'],
  scopes: ['functions.read'],
  gates: ['projectOnly'],
  params: ofDeployment,
  response: { status: 200, model: 'deployment' },
  errors: ['deployment_not_found', 'function_not_found'],
  handler: ({ db, params }) => getDeployment(db, params),
})

export const deploymentsDelete = endpoint({
  id: 'functions.deleteDeployment',
  route: 'DELETE /v1/functions/:functionId/deployments/:deploymentId',
  summary: 'Delete deployment',
  auth: ['key'],
  scopes: ['functions.write'],
  gates: ['projectOnly'],
  params: ofDeployment,
  response: { status: 204, model: 'deployment' },
  payload: 'deployment',
  event: 'functions.[functionId].deployments.[deploymentId].delete',
  audit: { event: 'deployment.delete', resource: 'function/{request.functionId}' },
  errors: ['deployment_not_found', 'function_not_found', 'general_server_error'],
  handler: ({ tx, services, project, params }) => {
    tx.afterCommit(() => evict(services, project.id, params.deploymentId))
    return removeDeployment(tx, params)
  },
})

export const deploymentsDownload = endpoint({
  id: 'functions.getDeploymentDownload',
  route: 'GET /v1/functions/:functionId/deployments/:deploymentId/download',
  aliases: ['/v1/functions/:functionId/deployments/:deploymentId/build/download'],
  summary: 'Get deployment download',
  auth: ['jwt', 'key'],
  scopes: ['functions.read'],
  gates: ['projectOnly'],
  params: {
    ...ofDeployment,
    type: optional(
      choice(['source', 'output'], 'What was uploaded, or what was built.', { caseSensitive: false }),
      'source',
    ),
  },
  response: { status: 200, content: '*/*' },
  errors: ['deployment_not_found', 'function_not_found', 'storage_invalid_range'],
  transaction: 'own',
  handler: async ({ database, services, params, request, reply }) => {
    // The old path of builds says by itself what is wanted.
    const type = request.path.endsWith('/build/download') ? 'output' : params.type
    await sendContent(reply, request, await deploymentContent(database, services.storage, params, type), 'attachment')
  },
})

export const deploymentsActivate = endpoint({
  id: 'functions.updateFunctionDeployment',
  route: 'PATCH /v1/functions/:functionId/deployment',
  aliases: ['/v1/functions/:functionId/deployments/:deploymentId'],
  summary: 'Update function’s deployment',
  auth: ['key'],
  scopes: ['functions.write'],
  gates: ['projectOnly'],
  params: { ...inFunction, deploymentId: uid('Deployment ID.') },
  response: { status: 200, model: 'function' },
  event: 'functions.[functionId].deployments.[deploymentId].update',
  audit: { event: 'deployment.update', resource: 'function/{request.functionId}' },
  errors: ['build_not_ready', 'deployment_not_found', 'function_not_found'],
  handler: ({ tx, services, params }) => activateDeployment(tx, services.secrets, params),
})

export const deploymentsCancel = endpoint({
  id: 'functions.updateDeploymentStatus',
  route: 'PATCH /v1/functions/:functionId/deployments/:deploymentId/status',
  aliases: ['/v1/functions/:functionId/deployments/:deploymentId/build'],
  summary: 'Update deployment status',
  auth: ['key'],
  scopes: ['functions.write'],
  gates: ['projectOnly'],
  params: ofDeployment,
  response: { status: 200, model: 'deployment' },
  audit: { event: 'deployment.update', resource: 'function/{request.functionId}' },
  errors: ['build_already_completed', 'deployment_not_found', 'function_not_found'],
  handler: ({ tx, services, project, params }) => {
    tx.afterCommit(() => evict(services, project.id, params.deploymentId))
    return cancelDeployment(tx, params)
  },
})
