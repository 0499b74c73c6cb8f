import { changeContact, changePassword } from '@basalt/core/account'
import { endpoint } from '#http/endpoint.ts'
import { email, password, phone } from '#http/kinds-identity.ts'
import { optional } from '#http/params.ts'
import { ownId } from './caller.ts'
import { recorded } from './recorded.ts'

// All of these hash or verify a password before their transaction.

export const accountUpdatePassword = endpoint({
  id: 'account.updatePassword',
  route: 'PATCH /v1/account/password',
  summary: 'Update password',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: {
    password: password('New user password. Must be at least 8 chars.', { dictionary: true }),
    oldPassword: optional(password('Current user password. Must be at least 8 chars.'), ''),
  },
  response: { status: 200, model: 'account' },
  event: 'users.[userId].update.password',
  audit: { event: 'user.update', resource: 'user/{response.$id}' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},ip:{ip}'] },
  errors: ['password_personal_data', 'password_recently_used', 'user_invalid_credentials'],
  transaction: 'own',
  handler: async (call) => {
    const { database, services, origin, actor, params } = call
    const userId = ownId(actor)
    const write = await changePassword(database, { bus: services.bus, origin }, userId, params)
    return recorded(call, write, () => ({ permissionsChangedFor: userId }))
  },
})

export const accountUpdateEmail = endpoint({
  id: 'account.updateEmail',
  route: 'PATCH /v1/account/email',
  summary: 'Update email',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: { email: email('User email.'), password: password('User password. Must be at least 8 chars.') },
  response: { status: 200, model: 'account' },
  event: 'users.[userId].update.email',
  audit: { event: 'user.update', resource: 'user/{response.$id}' },
  errors: ['general_bad_request', 'user_invalid_credentials', 'user_target_already_exists'],
  transaction: 'own',
  handler: async (call) => {
    const { database, services, origin, actor, params } = call
    const userId = ownId(actor)
    const write = await changeContact(database, { bus: services.bus, origin }, userId, params)
    return recorded(call, write, () => ({ permissionsChangedFor: userId }))
  },
})

export const accountUpdatePhone = endpoint({
  id: 'account.updatePhone',
  route: 'PATCH /v1/account/phone',
  summary: 'Update phone',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: {
    phone: phone('Phone number. Format this number with a leading `+` and a country code.'),
    password: password('User password. Must be at least 8 chars.'),
  },
  response: { status: 200, model: 'account' },
  event: 'users.[userId].update.phone',
  audit: { event: 'user.update', resource: 'user/{response.$id}' },
  errors: ['user_invalid_credentials', 'user_phone_already_exists', 'user_target_already_exists'],
  transaction: 'own',
  handler: async (call) => {
    const { database, services, origin, actor, params } = call
    const userId = ownId(actor)
    const write = await changeContact(database, { bus: services.bus, origin }, userId, params)
    return recorded(call, write, () => ({ permissionsChangedFor: userId }))
  },
})
