import { listLogs } from '@basalt/core/logs'
import { requireUser } from '@basalt/core/users'
import { endpoint } from '#http/endpoint.ts'
import { logReaderOf } from '#http/readers.ts'
import { boolean, uid } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'

export const usersListLogs = endpoint({
  id: 'users.listLogs',
  route: 'GET /v1/users/:userId/logs',
  summary: 'List user logs',
  auth: ['key'],
  scopes: ['users.read'],
  params: {
    userId: uid('User ID.'),
    queries: optional(queries([], 'Array of query strings. Only supported methods are limit and offset.'), []),
    total: optional(
      boolean({}, 'When set to false, the total count returned will be 0 and will not be calculated.'),
      true,
    ),
  },
  response: { status: 200, model: 'logList' },
  errors: ['general_query_invalid', 'user_not_found'],
  handler: async ({ db, services, origin, params }) => {
    await requireUser(db, params.userId)
    return listLogs(db, { userId: params.userId }, logReaderOf(services, origin), params)
  },
})
