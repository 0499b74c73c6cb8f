import {
  executeLater,
  executeNow,
  getExecution,
  listExecutions,
  readHeaders,
  readPath,
  readScheduledAt,
  removeExecution,
} from '@basalt/core/functions'
import { isPrivileged, render } from '@basalt/types'
import { endpoint } from '#http/endpoint.ts'
import { boolean, choice, text } from '#http/kinds.ts'
import { bytesOf, headers, textOrFile } from '#http/kinds-functions.ts'
import { queries } from '#http/kinds-records.ts'
import { maybe, optional } from '#http/params.ts'
import { answerBody, wantsMultipart } from './execution-answer.ts'
import { inFunction, ofExecution, total } from './params.ts'

const maxBodyBytes = 10_485_760
const maxKeyLength = 255

export const executionsCreate = endpoint({
  id: 'functions.createExecution',
  route: 'POST /v1/functions/:functionId/executions',
  summary: 'Create execution',
  auth: ['session', 'jwt', 'key'],
  scopes: ['execution.write'],
  gates: ['projectOnly'],
  upload: 'body',
  params: {
    ...inFunction,
    body: optional(textOrFile({ max: maxBodyBytes }, 'Body of the request.'), ''),
    async: optional(boolean({}, 'True answers at once; the function runs afterwards.'), false),
    path: optional(text({ max: 2048 }, 'Path of the request, with its query.'), '/'),
    method: optional(
      choice(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'], 'Method of the request.'),
      'POST',
    ),
    headers: optional(headers('Headers of the request.'), {}),
    scheduledAt: maybe(text({ max: 100 }, 'When to run: a whole minute, at least one ahead. Needs async.')),
  },
  response: { status: 201, model: 'execution' },
  event: 'functions.[functionId].executions.[executionId].create',
  errors: [
    'build_not_ready',
    'deployment_not_found',
    'function_not_found',
    'function_runtime_unsupported',
    'general_bad_request',
    'user_unauthorized',
  ],
  transaction: 'own',
  handler: async ({ database, services, project, actor, params, request, reply, entry }) => {
    const scheduledAt = readScheduledAt(params.scheduledAt, params.async)
    const given = readHeaders(params.headers)
    const path = readPath(params.path)
    const input = { method: params.method, path, headers: given, body: await bytesOf(params.body, maxBodyBytes) }
    const context = {
      services,
      project,
      schema: database,
      actor,
      clientIp: request.ip,
      entry: (execution: object, readRoles: readonly string[]) => entry(execution, { readRoles }),
    }
    if (params.async) {
      reply.status = 202
      const idempotencyKey = (request.headers['idempotency-key'] ?? '').slice(0, maxKeyLength)
      return executeLater(context, params.functionId, input, { scheduledAt, idempotencyKey })
    }
    const { execution, body } = await executeNow(context, params.functionId, input)
    if (!wantsMultipart(request.headers['accept'])) return { ...execution, responseBody: answerBody(body) }
    reply.status = 201
    reply.multipart(render('execution', execution, isPrivileged(actor)), { responseBody: body })
    return execution
  },
})

export const executionsList = endpoint({
  id: 'functions.listExecutions',
  route: 'GET /v1/functions/:functionId/executions',
  summary: 'List executions',
  auth: ['session', 'jwt', 'key'],
  scopes: ['execution.read'],
  gates: ['projectOnly'],
  params: {
    ...inFunction,
    queries: optional(
      queries(
        [
          'trigger',
          'status',
          'responseStatusCode',
          'duration',
          'requestMethod',
          'requestPath',
          'deploymentId',
          '$id',
          '$createdAt',
          '$updatedAt',
          '$sequence',
        ],
        'Queries to filter and order by.',
      ),
      [],
    ),
    total,
  },
  response: { status: 200, model: 'executionList' },
  errors: ['database_query_order_null', 'function_not_found', 'general_cursor_not_found', 'general_query_invalid'],
  handler: ({ db, actor, params }) => listExecutions(db, actor, params),
})

export const executionsGet = endpoint({
  id: 'functions.getExecution',
  route: 'GET /v1/functions/:functionId/executions/:executionId',
  summary: 'Get execution',
  auth: ['session', 'jwt', 'key'],
  scopes: ['execution.read'],
  gates: ['projectOnly'],
  params: ofExecution,
  response: { status: 200, model: 'execution' },
  errors: ['execution_not_found', 'function_not_found'],
  handler: ({ db, actor, params }) => getExecution(db, actor, params),
})

export const executionsDelete = endpoint({
  id: 'functions.deleteExecution',
  route: 'DELETE /v1/functions/:functionId/executions/:executionId',
  summary: 'Delete execution',
  auth: ['key'],
  scopes: ['execution.write'],
  gates: ['projectOnly'],
  params: ofExecution,
  response: { status: 204, model: 'execution' },
  payload: 'execution',
  event: 'functions.[functionId].executions.[executionId].delete',
  audit: { event: 'executions.delete', resource: 'function/{request.functionId}' },
  errors: ['execution_in_progress', 'execution_not_found', 'function_not_found', 'general_server_error'],
  transaction: 'own',
  handler: ({ database, actor, params, record }) =>
    database.transaction(async (tx) => {
      const { execution, readRoles } = await removeExecution(tx, actor, params)
      await record(tx, execution, { readRoles })
      return execution
    }),
})
