import { removeOwnAccount } from '@basalt/core/account'
import { endpoint } from '#http/endpoint.ts'
import { ownId } from './caller.ts'
import { takeSessionCookie } from './session-cookie.ts'

export const accountDelete = endpoint({
  id: 'account.delete',
  route: 'DELETE /v1/account',
  summary: 'Delete account',
  auth: ['admin'],
  scopes: ['account'],
  params: {},
  response: { status: 204 },
  errors: ['user_deletion_prohibited', 'user_not_found'],
  // Cookies go with the commit; the removal records itself.
  transaction: 'own',
  handler: async (call) => {
    const { database, services, origin, actor } = call
    await database.transaction((tx) => removeOwnAccount(tx, { bus: services.bus, origin }, ownId(actor)))
    takeSessionCookie(call)
  },
})
