import { listIdentities, removeIdentity } from '@basalt/core/account'
import { endpoint } from '#http/endpoint.ts'
import { boolean, uid } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'
import { ownId } from './caller.ts'

export const identityAttributes = [
  'userId',
  'provider',
  'providerUid',
  'providerEmail',
  'providerAccessTokenExpiry',
  '$id',
  '$createdAt',
  '$updatedAt',
  '$sequence',
]

export const accountListIdentities = endpoint({
  id: 'account.listIdentities',
  route: 'GET /v1/account/identities',
  summary: 'List identities',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: {
    queries: optional(
      queries(identityAttributes, 'Array of query strings generated using the Query class provided by the SDK.'),
      [],
    ),
    total: optional(
      boolean({}, 'When set to false, the total count returned will be 0 and will not be calculated.'),
      true,
    ),
  },
  response: { status: 200, model: 'identityList' },
  errors: ['database_query_order_null', 'general_cursor_not_found', 'general_query_invalid'],
  handler: ({ db, services, actor, params }) => listIdentities(db, services.secrets, ownId(actor), params),
})

export const accountDeleteIdentity = endpoint({
  id: 'account.deleteIdentity',
  route: 'DELETE /v1/account/identities/:identityId',
  summary: 'Delete identity',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: { identityId: uid('Identity ID.') },
  response: { status: 204 },
  payload: 'identity',
  errors: ['user_identity_not_found'],
  transaction: 'own',
  handler: async ({ database, services, origin, actor, params }) => {
    await database.transaction((tx) =>
      removeIdentity(tx, { bus: services.bus, origin }, ownId(actor), params.identityId),
    )
  },
})
