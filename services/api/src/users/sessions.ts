import { createSession, deviceOf, listSessions, removeSession, removeSessions } from '@basalt/core/sessions'
import { getAccount, requireUser } from '@basalt/core/users'
import { endpoint } from '#http/endpoint.ts'
import { readerOf } from '#http/readers.ts'
import { boolean, customId, uid } from '#http/kinds.ts'
import { optional } from '#http/params.ts'

const userId = uid('User ID.')

export const usersCreateSession = endpoint({
  id: 'users.createSession',
  route: 'POST /v1/users/:userId/sessions',
  summary: 'Create session',
  auth: ['key'],
  scopes: ['users.write'],
  params: { userId: customId('User ID.') },
  response: { status: 201, model: 'session' },
  event: 'users.[userId].sessions.[sessionId].create',
  audit: { event: 'session.create', resource: 'user/{request.userId}' },
  errors: ['user_not_found'],
  // What the user agent tells is found before the transaction, which then does not wait for it.
  transaction: 'own',
  handler: async ({ database, record, project, origin, params }) => {
    await deviceOf(origin.userAgent)
    return database.transaction(async (tx) => {
      await requireUser(tx, params.userId)
      const session = await createSession(tx, {
        userId: params.userId,
        provider: 'server',
        factors: ['server'],
        from: origin,
        durationSeconds: project.settings.auths.duration,
        maxSessions: null,
        current: false,
      })
      await record(tx, session)
      return session
    })
  },
})

export const usersListSessions = endpoint({
  id: 'users.listSessions',
  route: 'GET /v1/users/:userId/sessions',
  summary: 'List user sessions',
  auth: ['key'],
  scopes: ['users.read'],
  params: {
    userId,
    total: optional(
      boolean({}, 'When set to false, the total count returned will be 0 and will not be calculated.'),
      true,
    ),
  },
  response: { status: 200, model: 'sessionList' },
  errors: ['user_not_found'],
  handler: async ({ db, services, origin, params }) => {
    await requireUser(db, params.userId)
    const sessions = await listSessions(db, params.userId, null, readerOf(services, origin))
    return { total: params.total ? sessions.length : 0, sessions }
  },
})

export const usersDeleteSession = endpoint({
  id: 'users.deleteSession',
  route: 'DELETE /v1/users/:userId/sessions/:sessionId',
  summary: 'Delete user session',
  auth: ['key'],
  scopes: ['users.write'],
  params: { userId, sessionId: uid('Session ID.') },
  response: { status: 204, model: 'session' },
  event: 'users.[userId].sessions.[sessionId].delete',
  audit: { event: 'session.delete', resource: 'user/{request.userId}' },
  rolesChangedOf: (session) => session.userId ?? null,
  errors: ['user_not_found', 'user_session_not_found'],
  handler: async ({ tx, params }) => {
    await requireUser(tx, params.userId)
    return removeSession(tx, params.userId, params.sessionId, null)
  },
})

export const usersDeleteSessions = endpoint({
  id: 'users.deleteSessions',
  route: 'DELETE /v1/users/:userId/sessions',
  summary: 'Delete user sessions',
  auth: ['key'],
  scopes: ['users.write'],
  params: { userId },
  response: { status: 204, model: 'account' },
  event: 'users.[userId].sessions.delete',
  audit: { event: 'session.delete', resource: 'user/{user.$id}' },
  rolesChangedOf: (account) => account.$id ?? null,
  errors: ['user_not_found'],
  handler: async ({ tx, params }) => {
    const account = await getAccount(tx, params.userId)
    await removeSessions(tx, params.userId)
    return account
  },
})
