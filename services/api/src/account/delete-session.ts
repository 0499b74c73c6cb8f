import { removeSession, removeSessions, sessionIdOf } from '@basalt/core/sessions'
import type { Transaction } from '@basalt/database'
import { endpoint } from '#http/endpoint.ts'
import { uid } from '#http/kinds.ts'
import { ownId } from './caller.ts'
import { recorded } from './recorded.ts'
import { takeSessionCookie } from './session-cookie.ts'

// Cookies are taken away only once the session is gone.

export const accountDeleteSession = endpoint({
  id: 'account.deleteSession',
  route: 'DELETE /v1/account/sessions/:sessionId',
  summary: 'Delete session',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  gates: ['beforeFactors'],
  params: { sessionId: uid('Session ID. `current` is the session in use.') },
  response: { status: 204 },
  payload: 'session',
  event: 'users.[userId].sessions.[sessionId].delete',
  audit: { event: 'session.delete', resource: 'user/{user.$id}' },
  rateLimit: { limit: 100, windowSeconds: 3600, keys: ['url:{url},ip:{ip}'] },
  errors: ['user_session_not_found'],
  transaction: 'own',
  handler: async (call) => {
    const { actor, params } = call
    const userId = ownId(actor)
    const id = sessionIdOf(actor, params.sessionId)
    const write = (tx: Transaction) => removeSession(tx, userId, id, actor.sessionId)
    const session = await recorded(call, write, () => ({ permissionsChangedFor: userId }))
    if (session.current) takeSessionCookie(call)
  },
})

export const accountDeleteSessions = endpoint({
  id: 'account.deleteSessions',
  route: 'DELETE /v1/account/sessions',
  summary: 'Delete sessions',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: {},
  response: { status: 204 },
  payload: 'session',
  event: 'users.[userId].sessions.[sessionId].delete',
  audit: { event: 'session.delete', resource: 'user/{user.$id}' },
  rateLimit: { limit: 100, windowSeconds: 3600, keys: ['url:{url},ip:{ip}'] },
  transaction: 'own',
  handler: async (call) => {
    const { actor } = call
    const userId = ownId(actor)
    await call.database.transaction(async (tx) => {
      const sessions = await removeSessions(tx, userId, { currentId: actor.sessionId })
      // One event for all: it names the caller's own session, or the newest.
      const told = sessions.find((session) => session.current) ?? sessions.at(-1) ?? null
      if (told) await call.record(tx, told, { permissionsChangedFor: userId })
    })
    takeSessionCookie(call)
  },
})
