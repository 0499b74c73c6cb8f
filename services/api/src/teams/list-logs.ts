import { listTeamLogs } from '@basalt/core/teams'
import { endpoint } from '#http/endpoint.ts'
import { logReaderOf } from '#http/readers.ts'
import { boolean, uid } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'

export const teamsListLogs = endpoint({
  id: 'teams.listLogs',
  route: 'GET /v1/teams/:teamId/logs',
  summary: 'List team logs',
  auth: ['admin'],
  scopes: ['teams.read'],
  params: {
    teamId: uid('Team ID.'),
    queries: optional(queries([], 'Queries for limit and offset.'), []),
    total: optional(boolean({}, 'False leaves the total out.'), true),
  },
  response: { status: 200, model: 'logList' },
  errors: ['general_query_invalid', 'team_not_found', 'user_unauthorized'],
  handler: ({ db, services, actor, origin, params }) =>
    listTeamLogs(db, actor, params.teamId, logReaderOf(services, origin), params),
})
