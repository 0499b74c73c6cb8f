import { getAccount, requireUser } from '@basalt/core/users'
import { endpoint } from '#http/endpoint.ts'
import { ownId } from './caller.ts'

export const accountGet = endpoint({
  id: 'account.get',
  route: 'GET /v1/account',
  summary: 'Get account',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: {},
  response: { status: 200, model: 'account' },
  errors: ['user_not_found'],
  handler: ({ db, actor }) => getAccount(db, ownId(actor)),
})

export const accountGetPrefs = endpoint({
  id: 'account.getPrefs',
  route: 'GET /v1/account/prefs',
  summary: 'Get account preferences',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: {},
  response: { status: 200, model: 'preferences' },
  handler: async ({ db, actor }) => (await requireUser(db, ownId(actor))).prefs,
})
