import { signInWithToken } from '@basalt/core/account'
import type { Session } from '@basalt/core/sessions'
import type { Schema } from '@basalt/database'
import type { Call } from '#http/endpoint.ts'
import { endpoint } from '#http/endpoint.ts'
import { customId, text } from '#http/kinds.ts'
import { mailContextOf } from './mail-context.ts'
import { giveSessionCookie } from './session-cookie.ts'

const params = {
  userId: customId('User ID.'),
  secret: text({ max: 256 }, 'Secret of a token, as login methods make it.'),
}

// One exchange under three names: the older two take any kind of token that signs in, as the general one does.
const common = {
  auth: [],
  scopes: ['sessions.write'],
  gates: ['signedOut'],
  params,
  response: { status: 201, model: 'session' },
  event: 'users.[userId].sessions.[sessionId].create',
  audit: { event: 'session.create', resource: 'user/{response.userId}' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['ip:{ip},userId:{param-userId}'] },
  errors: ['general_bad_request', 'general_server_error', 'user_invalid_token'],
  // A wrong secret is counted although the call fails.
  transaction: 'own',
} as const

async function exchange(call: Call<typeof params, { readonly database: Schema }>): Promise<Session> {
  const session = await signInWithToken(call.database, mailContextOf(call), call.params)
  giveSessionCookie(call, session)
  return session
}

export const accountCreateSession = endpoint({
  ...common,
  id: 'account.createSession',
  route: 'POST /v1/account/sessions/token',
  summary: 'Create session',
  handler: exchange,
})

export const accountUpdateMagicURLSession = endpoint({
  ...common,
  id: 'account.updateMagicURLSession',
  route: 'PUT /v1/account/sessions/magic-url',
  deprecated: true,
  summary: 'Update magic URL session',
  handler: exchange,
})

export const accountUpdatePhoneSession = endpoint({
  ...common,
  id: 'account.updatePhoneSession',
  route: 'PUT /v1/account/sessions/phone',
  deprecated: true,
  summary: 'Update phone session',
  handler: exchange,
})
