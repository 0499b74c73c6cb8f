import { endpoint } from '#http/endpoint.ts'
import { leadToProvider, startParams } from './oauth2-flow.ts'

const common = {
  auth: [],
  scopes: ['sessions.write'],
  params: startParams,
  response: { status: 301, content: 'text/html' },
  rateLimit: { limit: 50, windowSeconds: 3600, keys: ['ip:{ip}'] },
  errors: ['project_provider_disabled', 'project_provider_unsupported'],
  errorFormat: 'html',
} as const

export const accountCreateOAuth2Session = endpoint({
  ...common,
  id: 'account.createOAuth2Session',
  route: 'GET /v1/account/sessions/oauth2/:provider',
  summary: 'Create OAuth2 session',
  handler: (call) => leadToProvider(call, 'session'),
})

export const accountCreateOAuth2Token = endpoint({
  ...common,
  id: 'account.createOAuth2Token',
  route: 'GET /v1/account/tokens/oauth2/:provider',
  summary: 'Create OAuth2 token',
  handler: (call) => leadToProvider(call, 'token'),
})
