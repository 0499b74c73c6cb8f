import { listIdentities, removeIdentity } from '@basalt/core/account'
import { endpoint } from '#http/endpoint.ts'
import { boolean, text, uid } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'
import { identityAttributes } from '../account/identities.ts'

export const usersListIdentities = endpoint({
  id: 'users.listIdentities',
  route: 'GET /v1/users/identities',
  summary: 'List identities',
  auth: ['key'],
  scopes: ['users.read'],
  params: {
    queries: optional(
      queries(identityAttributes, 'Array of query strings generated using the Query class provided by the SDK.'),
      [],
    ),
    search: optional(text({ max: 256 }, 'Search term to filter your list results. Max length: 256 chars.'), ''),
    total: optional(
      boolean({}, 'When set to false, the total count returned will be 0 and will not be calculated.'),
      true,
    ),
  },
  response: { status: 200, model: 'identityList' },
  errors: ['database_query_order_null', 'general_cursor_not_found', 'general_query_invalid'],
  handler: ({ db, services, params }) => listIdentities(db, services.secrets, null, params),
})

export const usersDeleteIdentity = endpoint({
  id: 'users.deleteIdentity',
  route: 'DELETE /v1/users/identities/:identityId',
  summary: 'Delete identity',
  auth: ['key'],
  scopes: ['users.write'],
  params: { identityId: uid('Identity ID.') },
  response: { status: 204 },
  payload: 'identity',
  errors: ['user_identity_not_found'],
  // Identities record themselves.
  transaction: 'own',
  handler: async ({ database, services, origin, params }) => {
    await database.transaction((tx) => removeIdentity(tx, { bus: services.bus, origin }, null, params.identityId))
  },
})
