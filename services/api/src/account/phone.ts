import { confirmPhoneVerification, createPhoneCode, createPhoneVerification } from '@basalt/core/account'
import { endpoint } from '#http/endpoint.ts'
import { customId, text, uid } from '#http/kinds.ts'
import { phone } from '#http/kinds-identity.ts'
import { ownId } from './caller.ts'
import { mailContextOf } from './mail-context.ts'

// All of these record themselves.

export const accountCreatePhoneToken = endpoint({
  id: 'account.createPhoneToken',
  route: 'POST /v1/account/tokens/phone',
  aliases: ['/v1/account/sessions/phone'],
  summary: 'Create phone token',
  auth: [],
  scopes: ['sessions.write'],
  authMethod: 'phone',
  params: {
    userId: customId('User ID of the user that is made where the number has none yet.'),
    phone: phone('Phone number. Format this number with a leading `+` and a country code.'),
  },
  response: { status: 201, model: 'token' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},phone:{param-phone}', 'url:{url},ip:{ip}'] },
  errors: ['general_phone_disabled', 'user_count_exceeded'],
  transaction: 'own',
  handler: (call) => call.database.transaction((tx) => createPhoneCode(tx, mailContextOf(call), call.params)),
})

export const accountCreatePhoneVerification = endpoint({
  id: 'account.createPhoneVerification',
  route: 'POST /v1/account/verifications/phone',
  aliases: ['/v1/account/verification/phone'],
  summary: 'Create phone verification',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  authMethod: 'phone',
  params: {},
  response: { status: 201, model: 'token' },
  event: 'users.[userId].verification.[tokenId].create',
  audit: { event: 'verification.create', resource: 'user/{response.userId}' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},userId:{userId}', 'url:{url},ip:{ip}'] },
  errors: ['general_phone_disabled', 'user_phone_already_verified', 'user_phone_not_found'],
  transaction: 'own',
  handler: (call) =>
    call.database.transaction((tx) => createPhoneVerification(tx, mailContextOf(call), ownId(call.actor))),
})

export const accountUpdatePhoneVerification = endpoint({
  id: 'account.updatePhoneVerification',
  route: 'PUT /v1/account/verifications/phone',
  aliases: ['/v1/account/verification/phone'],
  summary: 'Update phone verification (confirmation)',
  auth: ['session', 'jwt'],
  scopes: ['public'],
  params: { userId: uid('User ID.'), secret: text({ max: 256 }, 'Valid verification token.') },
  response: { status: 200, model: 'token' },
  event: 'users.[userId].verification.[tokenId].update',
  audit: { event: 'verification.update', resource: 'user/{response.userId}' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['userId:{param-userId}'] },
  errors: ['user_invalid_token', 'user_not_found'],
  transaction: 'own',
  handler: ({ database, services, origin, params }) =>
    confirmPhoneVerification(database, { bus: services.bus, origin }, params),
})
