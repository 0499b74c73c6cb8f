import { confirmEmailVerification, createEmailVerification } from '@basalt/core/account'
import { endpoint } from '#http/endpoint.ts'
import { text, uid } from '#http/kinds.ts'
import { redirectUrl } from '#http/kinds-identity.ts'
import { ownId } from './caller.ts'
import { mailContextOf } from './mail-context.ts'

// Verifications record themselves: webhooks get the secret, which nobody else may see.

export const accountCreateEmailVerification = endpoint({
  id: 'account.createEmailVerification',
  route: 'POST /v1/account/verifications/email',
  aliases: ['/v1/account/verification'],
  summary: 'Create email verification',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: { url: redirectUrl('URL to which the mail leads, on one of the platforms of the project.') },
  response: { status: 201, model: 'token' },
  event: 'users.[userId].verification.[tokenId].create',
  audit: { event: 'verification.create', resource: 'user/{response.userId}' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},userId:{userId}'] },
  methods: [{ id: 'account.createEmailVerification' }, { id: 'account.createVerification', deprecated: true }],
  errors: ['general_bad_request', 'general_smtp_disabled', 'user_email_already_verified', 'user_email_not_found'],
  transaction: 'own',
  handler: (call) =>
    call.database.transaction((tx) =>
      createEmailVerification(tx, mailContextOf(call), ownId(call.actor), call.params.url),
    ),
})

export const accountUpdateEmailVerification = endpoint({
  id: 'account.updateEmailVerification',
  route: 'PUT /v1/account/verifications/email',
  aliases: ['/v1/account/verification'],
  summary: 'Update email verification (confirmation)',
  auth: ['session', 'jwt'],
  scopes: ['public'],
  params: { userId: uid('User ID.'), secret: text({ max: 256 }, 'Valid verification token.') },
  response: { status: 200, model: 'token' },
  event: 'users.[userId].verification.[tokenId].update',
  audit: { event: 'verification.update', resource: 'user/{response.userId}' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},userId:{param-userId}'] },
  methods: [{ id: 'account.updateEmailVerification' }, { id: 'account.updateVerification', deprecated: true }],
  errors: ['user_invalid_token', 'user_not_found'],
  transaction: 'own',
  handler: ({ database, services, origin, params }) =>
    confirmEmailVerification(database, { bus: services.bus, origin }, params),
})
