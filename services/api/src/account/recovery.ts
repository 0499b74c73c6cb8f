import { confirmRecovery, createRecovery } from '@basalt/core/account'
import { endpoint } from '#http/endpoint.ts'
import { text, uid } from '#http/kinds.ts'
import { email, password, redirectUrl } from '#http/kinds-identity.ts'
import { mailContextOf } from './mail-context.ts'

// Recoveries record themselves: webhooks get the secret, which nobody else may see.

export const accountCreateRecovery = endpoint({
  id: 'account.createRecovery',
  route: 'POST /v1/account/recovery',
  summary: 'Create password recovery',
  auth: ['session', 'jwt'],
  scopes: ['sessions.write'],
  params: {
    email: email('User email.'),
    url: redirectUrl('URL to which the mail leads, on one of the platforms of the project.'),
  },
  response: { status: 201, model: 'token' },
  event: 'users.[userId].recovery.[tokenId].create',
  audit: { event: 'recovery.create', resource: 'user/{response.userId}' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},email:{param-email}', 'url:{url},ip:{ip}'] },
  errors: ['general_smtp_disabled', 'user_blocked', 'user_not_found'],
  transaction: 'own',
  handler: (call) => call.database.transaction((tx) => createRecovery(tx, mailContextOf(call), call.params)),
})

export const accountUpdateRecovery = endpoint({
  id: 'account.updateRecovery',
  route: 'PUT /v1/account/recovery',
  summary: 'Update password recovery (confirmation)',
  auth: ['session', 'jwt'],
  scopes: ['sessions.write'],
  params: {
    userId: uid('User ID.'),
    secret: text({ max: 256 }, 'Valid reset token.'),
    password: password('New user password. Must be between 8 and 256 chars.', { dictionary: true }),
  },
  response: { status: 200, model: 'token' },
  event: 'users.[userId].recovery.[tokenId].update',
  audit: { event: 'recovery.update', resource: 'user/{response.userId}' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},userId:{param-userId}'] },
  errors: ['password_recently_used', 'user_invalid_token', 'user_not_found'],
  transaction: 'own',
  handler: ({ database, services, origin, params }) => confirmRecovery(database, { bus: services.bus, origin }, params),
})
