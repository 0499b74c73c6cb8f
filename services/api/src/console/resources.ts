import { requireFreeDomain } from '@basalt/core/proxy'
import { endpoint } from '#http/endpoint.ts'
import { choice, text } from '#http/kinds.ts'

export const consoleGetResource = endpoint({
  id: 'console.getResource',
  route: 'GET /v1/console/resources',
  summary: 'Check whether a value is free',
  auth: ['admin'],
  scopes: ['rules.read'],
  gates: ['consoleOnly'],
  params: {
    value: text({ max: 256 }, 'Value that is to be free: a domain.'),
    type: choice(['rules'], 'What it would be used for.', { caseSensitive: false }),
  },
  response: { status: 204 },
  rateLimit: { limit: 120, windowSeconds: 60, keys: ['userId:{userId}, url:{url}'] },
  errors: ['general_argument_invalid', 'resource_already_exists'],
  handler: ({ services, params }) =>
    requireFreeDomain(services.database.platform, services.config.domains, params.value),
})
