import { createFunction, getFunction, listFunctions, removeFunction, updateFunction } from '@basalt/core/functions'
import { noteFunctions } from '@basalt/core/projects'
import { removeRulesOf } from '@basalt/core/proxy'
import { endpoint } from '#http/endpoint.ts'
import { customId, text } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'
import { changedSettings, inFunction, newSettings, total } from './params.ts'

export const functionsCreate = endpoint({
  id: 'functions.create',
  route: 'POST /v1/functions',
  summary: 'Create function',
  auth: ['key'],
  scopes: ['functions.write'],
  gates: ['projectOnly'],
  params: { functionId: customId('Function ID.'), ...newSettings },
  response: { status: 201, model: 'function' },
  event: 'functions.[functionId].create',
  audit: { event: 'function.create', resource: 'function/{response.$id}' },
  errors: [
    'function_already_exists',
    'function_runtime_unsupported',
    'general_argument_invalid',
    'general_rate_limit_exceeded',
    'installation_not_found',
    'provider_repository_not_found',
  ],
  transaction: 'own',
  handler: async ({ database, services, project, params, record }) => {
    await noteFunctions(services.database.platform, project, { listens: params.events.length > 0 })
    return database.transaction(async (tx) => {
      const made = await createFunction(tx, services.secrets, params.functionId, params)
      await record(tx, made)
      return made
    })
  },
})

export const functionsList = endpoint({
  id: 'functions.list',
  route: 'GET /v1/functions',
  summary: 'List functions',
  auth: ['key'],
  scopes: ['functions.read'],
  gates: ['projectOnly'],
  params: {
    queries: optional(
      queries(
        [
          'name',
          'enabled',
          'runtime',
          'deploymentId',
          'schedule',
          'timeout',
          'entrypoint',
          'commands',
          'installationId',
          '$id',
          '$createdAt',
          '$updatedAt',
          '$sequence',
        ],
        'Queries to filter and order by.',
      ),
      [],
    ),
    search: optional(text({ max: 256 }, 'Words to look for in id, name and runtime. Max length: 256 chars.'), ''),
    total,
  },
  response: { status: 200, model: 'functionList' },
  errors: ['database_query_order_null', 'general_cursor_not_found', 'general_query_invalid'],
  handler: ({ db, services, params }) => listFunctions(db, services.secrets, params),
})

export const functionsGet = endpoint({
  id: 'functions.get',
  route: 'GET /v1/functions/:functionId',
  summary: 'Get function',
  auth: ['key'],
  scopes: ['functions.read'],
  gates: ['projectOnly'],
  params: inFunction,
  response: { status: 200, model: 'function' },
  errors: ['function_not_found'],
  handler: ({ db, services, params }) => getFunction(db, services.secrets, params.functionId),
})

export const functionsUpdate = endpoint({
  id: 'functions.update',
  route: 'PUT /v1/functions/:functionId',
  summary: 'Update function',
  auth: ['key'],
  scopes: ['functions.write'],
  gates: ['projectOnly'],
  params: { ...inFunction, ...changedSettings },
  response: { status: 200, model: 'function' },
  event: 'functions.[functionId].update',
  audit: { event: 'function.update', resource: 'function/{response.$id}' },
  errors: ['function_not_found', 'general_argument_invalid', 'installation_not_found', 'provider_repository_not_found'],
  transaction: 'own',
  handler: async ({ database, services, project, params, record }) => {
    await noteFunctions(services.database.platform, project, { listens: params.events.length > 0 })
    return database.transaction(async (tx) => {
      const changed = await updateFunction(tx, services.secrets, params.functionId, params)
      await record(tx, changed)
      return changed
    })
  },
})

export const functionsDelete = endpoint({
  id: 'functions.delete',
  route: 'DELETE /v1/functions/:functionId',
  summary: 'Delete function',
  auth: ['key'],
  scopes: ['functions.write'],
  gates: ['projectOnly'],
  params: inFunction,
  response: { status: 204, model: 'function' },
  payload: 'function',
  event: 'functions.[functionId].delete',
  audit: { event: 'function.delete', resource: 'function/{request.functionId}' },
  errors: ['function_not_found', 'general_server_error'],
  handler: async ({ tx, services, project, params: { functionId } }) => {
    await removeRulesOf(tx, services.database.platform, project.id, { type: 'function', id: functionId })
    return removeFunction(tx, services.secrets, functionId)
  },
})
