import { getFunction } from '@basalt/core/functions'
import { createRule, getRule, listRules, removeRule } from '@basalt/core/proxy'
import { BasaltError, fail } from '@basalt/types'
import { endpoint } from '#http/endpoint.ts'
import { boolean, text, uid } from '#http/kinds.ts'
import { domain } from '#http/kinds-functions.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'

const ruleId = uid('Rule ID.')

export const rulesCreateForFunction = endpoint({
  id: 'proxy.createFunctionRule',
  route: 'POST /v1/proxy/rules/function',
  summary: 'Create function rule',
  auth: ['admin'],
  scopes: ['rules.write'],
  rateLimit: { limit: 10, windowSeconds: 60, keys: ['userId:{userId}, url:{url}'] },
  params: {
    domain: domain('A name right below the functions domain.'),
    functionId: uid('Function that answers there.'),
    branch: optional(text({ max: 255, min: 0 }, 'Branch; the active deployment when empty.'), ''),
  },
  response: { status: 201, model: 'proxyRule' },
  event: 'rules.[ruleId].create',
  audit: { event: 'rule.create', resource: 'rule/{response.$id}' },
  errors: ['general_argument_invalid', 'general_server_error', 'rule_already_exists', 'rule_resource_not_found'],
  transaction: 'own',
  handler: async ({ database, services, project, params, record }) => {
    await getFunction(database, services.secrets, params.functionId).catch((error: unknown) => {
      const isGone = error instanceof BasaltError && error.type === 'function_not_found'
      throw isGone ? fail('rule_resource_not_found', { functionId: params.functionId }, error) : error
    })
    const target = { type: 'function', id: params.functionId } as const
    const wanted = { projectId: project.id, domain: params.domain, target }
    const rule = await createRule(services.database.platform, services.config.domains, wanted)
    await database.transaction((tx) => record(tx, rule))
    return rule
  },
})

export const rulesList = endpoint({
  id: 'proxy.listRules',
  route: 'GET /v1/proxy/rules',
  summary: 'List rules',
  auth: ['admin'],
  scopes: ['rules.read'],
  params: {
    queries: optional(
      queries(
        [
          'domain',
          'type',
          'trigger',
          'deploymentResourceType',
          'deploymentResourceId',
          'deploymentId',
          'deploymentVcsProviderBranch',
          '$id',
          '$createdAt',
          '$updatedAt',
          '$sequence',
        ],
        'Queries to filter and order by.',
      ),
      [],
    ),
    search: optional(text({ max: 256 }, 'Words to look for in id, domain and target. Max length: 256 chars.'), ''),
    total: optional(boolean({}, 'False leaves the total out.'), true),
  },
  response: { status: 200, model: 'proxyRuleList' },
  errors: ['general_cursor_not_found', 'general_query_invalid'],
  handler: ({ services, project, actor, params }) => listRules(services.database.platform, actor, project.id, params),
})

export const rulesGet = endpoint({
  id: 'proxy.getRule',
  route: 'GET /v1/proxy/rules/:ruleId',
  summary: 'Get rule',
  auth: ['admin'],
  scopes: ['rules.read'],
  params: { ruleId },
  response: { status: 200, model: 'proxyRule' },
  errors: ['rule_not_found'],
  handler: ({ services, project, actor, params }) =>
    getRule(services.database.platform, actor, project.id, params.ruleId),
})

export const rulesDelete = endpoint({
  id: 'proxy.deleteRule',
  route: 'DELETE /v1/proxy/rules/:ruleId',
  summary: 'Delete rule',
  auth: ['admin'],
  scopes: ['rules.write'],
  params: { ruleId },
  response: { status: 204, model: 'proxyRule' },
  payload: 'proxyRule',
  event: 'rules.[ruleId].delete',
  audit: { event: 'rules.delete', resource: 'rule/{request.ruleId}' },
  errors: ['rule_not_found'],
  transaction: 'own',
  handler: async ({ database, services, project, params, record }) => {
    const rule = await removeRule(services.database.platform, project.id, params.ruleId)
    await database.transaction((tx) => record(tx, rule))
    return rule
  },
})
