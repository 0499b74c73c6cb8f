import { listTeams } from '@basalt/core/teams'
import { endpoint } from '#http/endpoint.ts'
import { boolean, text } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'

export const teamsList = endpoint({
  id: 'teams.list',
  route: 'GET /v1/teams',
  summary: 'List teams',
  auth: ['session', 'jwt', 'key'],
  scopes: ['teams.read'],
  params: {
    queries: optional(
      queries(['name', 'total', '$id', '$createdAt', '$updatedAt', '$sequence'], 'Queries to filter and order by.'),
      [],
    ),
    search: optional(text({ max: 256 }, 'Words to look for in id and name. Max length: 256 chars.'), ''),
    total: optional(boolean({}, 'False leaves the total out.'), true),
  },
  response: { status: 200, model: 'teamList' },
  errors: ['database_query_order_null', 'general_cursor_not_found', 'general_query_invalid'],
  handler: ({ db, actor, params }) => listTeams(db, actor, params),
})
