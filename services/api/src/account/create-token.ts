import { createEmailCode, createMagicUrl } from '@basalt/core/account'
import { endpoint } from '#http/endpoint.ts'
import { boolean, customId } from '#http/kinds.ts'
import { email, redirectUrl } from '#http/kinds-identity.ts'
import { optional } from '#http/params.ts'
import { consolePage } from './console-page.ts'
import { mailContextOf } from './mail-context.ts'

const userId = customId('User ID of the user that is made where the address has none yet.')
const phrase = optional(boolean({ loose: false }, 'Show two words in the mail that the page shows too.'), false)

// New users and the log entry record themselves; asking for a way in is no event.

export const accountCreateMagicURLToken = endpoint({
  id: 'account.createMagicURLToken',
  route: 'POST /v1/account/tokens/magic-url',
  aliases: ['/v1/account/sessions/magic-url'],
  summary: 'Create magic URL token',
  auth: [],
  scopes: ['sessions.write'],
  authMethod: 'magic-url',
  params: {
    userId,
    email: email('User email.'),
    url: optional(
      redirectUrl('URL to which the mail leads, on one of the platforms of the project.', { allowEmpty: true }),
      '',
    ),
    phrase,
  },
  response: { status: 201, model: 'token' },
  rateLimit: { limit: 60, windowSeconds: 3600, keys: ['url:{url},email:{param-email}', 'url:{url},ip:{ip}'] },
  errors: ['general_smtp_disabled', 'user_count_exceeded', 'user_email_already_exists'],
  transaction: 'own',
  handler: (call) => {
    const { database, params, services, request } = call
    const url = params.url === '' ? consolePage(services, request, '/console/auth/magic-url') : params.url
    return database.transaction((tx) => createMagicUrl(tx, mailContextOf(call), { ...params, url }))
  },
})

export const accountCreateEmailToken = endpoint({
  id: 'account.createEmailToken',
  route: 'POST /v1/account/tokens/email',
  summary: 'Create email token (OTP)',
  auth: [],
  scopes: ['sessions.write'],
  authMethod: 'email-otp',
  params: { userId, email: email('User email.'), phrase },
  response: { status: 201, model: 'token' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},email:{param-email}', 'url:{url},ip:{ip}'] },
  errors: ['general_bad_request', 'general_smtp_disabled', 'user_count_exceeded'],
  transaction: 'own',
  handler: (call) => call.database.transaction((tx) => createEmailCode(tx, mailContextOf(call), call.params)),
})
