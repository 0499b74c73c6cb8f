import { renewOwnSession } from '@basalt/core/oauth2'
import { getSession, listSessions } from '@basalt/core/sessions'
import { endpoint } from '#http/endpoint.ts'
import { readerOf } from '#http/readers.ts'
import { uid } from '#http/kinds.ts'
import { ownId } from './caller.ts'

export const accountListSessions = endpoint({
  id: 'account.listSessions',
  route: 'GET /v1/account/sessions',
  summary: 'List sessions',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: {},
  response: { status: 200, model: 'sessionList' },
  handler: async ({ db, services, actor, origin }) => {
    const sessions = await listSessions(db, ownId(actor), actor.sessionId, readerOf(services, origin))
    return { total: sessions.length, sessions }
  },
})

export const accountGetSession = endpoint({
  id: 'account.getSession',
  route: 'GET /v1/account/sessions/:sessionId',
  summary: 'Get session',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: { sessionId: uid('Session ID. `current` is the session in use.') },
  response: { status: 200, model: 'session' },
  errors: ['user_session_not_found'],
  handler: ({ db, services, actor, origin, params }) =>
    getSession(db, actor, ownId(actor), params.sessionId, readerOf(services, origin)),
})

export const accountUpdateSession = endpoint({
  id: 'account.updateSession',
  route: 'PATCH /v1/account/sessions/:sessionId',
  summary: 'Update session',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: { sessionId: uid('Session ID. `current` is the session in use.') },
  response: { status: 200, model: 'session' },
  event: 'users.[userId].sessions.[sessionId].update',
  audit: { event: 'session.update', resource: 'user/{response.userId}' },
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},ip:{ip}'] },
  errors: ['user_session_not_found'],
  // The provider is asked for new tokens before anything is written.
  transaction: 'own',
  handler: ({ services, database, project, actor, params, record }) =>
    renewOwnSession(services, database, { project, actor, userId: ownId(actor), sessionId: params.sessionId, record }),
})
