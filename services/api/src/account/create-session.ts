import { signInAnonymously, signInWithPassword } from '@basalt/core/account'
import { endpoint } from '#http/endpoint.ts'
import { email, password } from '#http/kinds-identity.ts'
import { mailContextOf } from './mail-context.ts'
import { giveSessionCookie } from './session-cookie.ts'

// Sessions record themselves, in the name of the user that signed in; cookies are set once the session is committed.

export const accountCreateEmailPasswordSession = endpoint({
  id: 'account.createEmailPasswordSession',
  route: 'POST /v1/account/sessions/email',
  aliases: ['/v1/account/sessions'],
  summary: 'Create email password session',
  auth: [],
  scopes: ['sessions.write'],
  gates: ['signedOut'],
  authMethod: 'email-password',
  params: { email: email('User email.'), password: password('User password. Must be at least 8 chars.') },
  response: { status: 201, model: 'session' },
  event: 'users.[userId].sessions.[sessionId].create',
  audit: { event: 'session.create', resource: 'user/{response.userId}' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},email:{param-email}'] },
  errors: ['general_bad_request', 'user_blocked', 'user_invalid_credentials'],
  transaction: 'own',
  handler: async (call) => {
    const { database, params } = call
    const write = await signInWithPassword(database, mailContextOf(call), params)
    const session = await database.transaction(write)
    giveSessionCookie(call, session)
    return session
  },
})

export const accountCreateAnonymousSession = endpoint({
  id: 'account.createAnonymousSession',
  route: 'POST /v1/account/sessions/anonymous',
  summary: 'Create anonymous session',
  auth: [],
  scopes: ['sessions.write'],
  gates: ['signedOut'],
  authMethod: 'anonymous',
  params: {},
  response: { status: 201, model: 'session' },
  event: 'users.[userId].sessions.[sessionId].create',
  audit: { event: 'session.create', resource: 'user/{response.userId}' },
  rateLimit: { limit: 50, windowSeconds: 3600, keys: ['ip:{ip}'] },
  errors: ['user_anonymous_console_prohibited', 'user_count_exceeded'],
  transaction: 'own',
  handler: async (call) => {
    const { database, services, origin } = call
    const write = await signInAnonymously({ bus: services.bus, origin })
    const session = await database.transaction(write)
    giveSessionCookie(call, session)
    return session
  },
})
