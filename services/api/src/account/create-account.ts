import { signUp } from '@basalt/core/account'
import { endpoint } from '#http/endpoint.ts'
import { customId, text } from '#http/kinds.ts'
import { email, password } from '#http/kinds-identity.ts'
import { optional } from '#http/params.ts'

export const accountCreate = endpoint({
  id: 'account.create',
  route: 'POST /v1/account',
  summary: 'Create account',
  auth: [],
  scopes: ['sessions.write'],
  authMethod: 'email-password',
  params: {
    userId: customId('User ID.'),
    email: email('User email.'),
    password: password('New user password. Must be between 8 and 256 chars.', { dictionary: true }),
    name: optional(text({ max: 128 }, 'User name. Max length: 128 chars.'), ''),
  },
  response: { status: 201, model: 'account' },
  event: 'users.[userId].create',
  audit: { event: 'user.create', resource: 'user/{response.$id}' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},ip:{ip}'] },
  errors: [
    'general_bad_request',
    'password_personal_data',
    'user_already_exists',
    'user_console_count_exceeded',
    'user_count_exceeded',
  ],
  // The hash is made before the transaction; creating a user records itself.
  transaction: 'own',
  handler: async ({ database, services, origin, params }) => {
    const { userId: id, email: address, password: secret, name } = params
    const write = await signUp({ bus: services.bus, origin }, { id, email: address, password: secret, name })
    return database.transaction(write)
  },
})
