import { listLogs } from '@basalt/core/logs'
import { endpoint } from '#http/endpoint.ts'
import { logReaderOf } from '#http/readers.ts'
import { boolean } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'
import { ownId } from './caller.ts'

export const accountListLogs = endpoint({
  id: 'account.listLogs',
  route: 'GET /v1/account/logs',
  summary: 'List logs',
  auth: ['session', 'jwt'],
  scopes: ['account'],
  params: {
    queries: optional(queries([], 'Array of query strings. Only supported methods are limit and offset.'), []),
    total: optional(
      boolean({}, 'When set to false, the total count returned will be 0 and will not be calculated.'),
      true,
    ),
  },
  response: { status: 200, model: 'logList' },
  errors: ['general_query_invalid'],
  handler: ({ db, services, actor, origin, params }) =>
    listLogs(db, { userId: ownId(actor) }, logReaderOf(services, origin), params),
})
