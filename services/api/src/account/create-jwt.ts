import { createOwnJwt } from '@basalt/core/account'
import { endpoint } from '#http/endpoint.ts'

export const accountCreateJWT = endpoint({
  id: 'account.createJWT',
  route: 'POST /v1/account/jwts',
  aliases: ['/v1/account/jwt'],
  summary: 'Create JWT',
  auth: [],
  scopes: ['account'],
  authMethod: 'jwt',
  params: {},
  response: { status: 201, model: 'jwt' },
  rateLimit: { limit: 100, windowSeconds: 3600, keys: ['url:{url},userId:{userId}'] },
  errors: ['user_session_not_found'],
  handler: ({ services, origin }) => ({ jwt: createOwnJwt(services.secrets, origin) }),
})
