import { createUser, getUser, prepareNewPassword } from '@basalt/core/users'
import { endpoint } from '#http/endpoint.ts'
import { customId, text } from '#http/kinds.ts'
import { email, password, phone } from '#http/kinds-identity.ts'
import { maybe, optional } from '#http/params.ts'

export const usersCreate = endpoint({
  id: 'users.create',
  route: 'POST /v1/users',
  summary: 'Create user',
  auth: ['key'],
  scopes: ['users.write'],
  params: {
    userId: customId('User ID.'),
    email: maybe(email('User email.')),
    phone: maybe(phone('Phone number. Format this number with a leading `+` and a country code.')),
    password: optional(password('Plain text user password. Must be at least 8 chars.', { dictionary: true }), ''),
    name: optional(text({ max: 128 }, 'User name. Max length: 128 chars.'), ''),
  },
  response: { status: 201, model: 'user' },
  event: 'users.[userId].create',
  audit: { event: 'user.create', resource: 'user/{response.$id}' },
  errors: ['password_personal_data', 'user_already_exists', 'user_email_already_exists'],
  // The hash is made before the transaction; creating a user records itself.
  transaction: 'own',
  handler: async ({ database, services, project, origin, params }) => {
    const { userId: id, password: secret, ...facts } = params
    const subject = { id, ...facts, passwordHistory: [] }
    const stored = secret === '' ? null : await prepareNewPassword(project, subject, secret)
    return database.transaction(async (tx) => {
      await createUser(tx, services.bus, origin, { id, ...facts, password: stored })
      return getUser(tx, id)
    })
  },
})
