import { changeUser, getAccount } from '@basalt/core/users'
import { endpoint } from '#http/endpoint.ts'
import { assoc, text } from '#http/kinds.ts'
import { ownId } from './caller.ts'
import { recorded } from './recorded.ts'
import { takeSessionCookie } from './session-cookie.ts'

export const accountUpdateName = endpoint({
  id: 'account.updateName',
  route: 'PATCH /v1/account/name',
  summary: 'Update name',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: { name: text({ max: 128 }, 'User name. Max length: 128 chars.') },
  response: { status: 200, model: 'account' },
  event: 'users.[userId].update.name',
  audit: { event: 'user.update', resource: 'user/{response.$id}' },
  handler: async ({ tx, actor, params }) => {
    await changeUser(tx, ownId(actor), () => ({ name: params.name }))
    return getAccount(tx, ownId(actor))
  },
})

export const accountUpdatePrefs = endpoint({
  id: 'account.updatePrefs',
  route: 'PATCH /v1/account/prefs',
  summary: 'Update preferences',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: { prefs: assoc('Prefs key-value JSON object. It replaces the one before.') },
  response: { status: 200, model: 'account' },
  event: 'users.[userId].update.prefs',
  audit: { event: 'user.update', resource: 'user/{response.$id}' },
  handler: async ({ tx, actor, params }) => {
    await changeUser(tx, ownId(actor), () => ({ prefs: params.prefs }))
    return getAccount(tx, ownId(actor))
  },
})

export const accountUpdateStatus = endpoint({
  id: 'account.updateStatus',
  route: 'PATCH /v1/account/status',
  summary: 'Block the own account',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: {},
  response: { status: 200, model: 'account' },
  event: 'users.[userId].update.status',
  audit: { event: 'user.update', resource: 'user/{response.$id}' },
  // Cookies are taken away only once the block is committed.
  transaction: 'own',
  handler: async (call) => {
    const userId = ownId(call.actor)
    const account = await recorded(
      call,
      async (tx) => {
        await changeUser(tx, userId, () => ({ status: false }))
        return getAccount(tx, userId)
      },
      () => ({ permissionsChangedFor: userId }),
    )
    takeSessionCookie(call)
    return account
  },
})
