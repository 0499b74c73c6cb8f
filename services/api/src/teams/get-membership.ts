import { getMembership, listMemberships } from '@basalt/core/teams'
import { endpoint } from '#http/endpoint.ts'
import { boolean, text, uid } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { optional } from '#http/params.ts'

const attributes = [
  'userId',
  'teamId',
  'invited',
  'joined',
  'confirm',
  'roles',
  '$id',
  '$createdAt',
  '$updatedAt',
  '$sequence',
]

export const teamsListMemberships = endpoint({
  id: 'teams.listMemberships',
  route: 'GET /v1/teams/:teamId/memberships',
  summary: 'List team memberships',
  auth: ['session', 'jwt', 'key'],
  scopes: ['teams.read'],
  params: {
    teamId: uid('Team ID.'),
    queries: optional(queries(attributes, 'Queries to filter and order by.'), []),
    search: optional(text({ max: 256 }, 'Words to look for in the ids of membership and user.'), ''),
    total: optional(boolean({}, 'False leaves the total out.'), true),
  },
  response: { status: 200, model: 'membershipList' },
  errors: ['database_query_order_null', 'general_cursor_not_found', 'general_query_invalid', 'team_not_found'],
  handler: ({ db, project, actor, params }) => listMemberships(db, project, actor, params.teamId, params),
})

export const teamsGetMembership = endpoint({
  id: 'teams.getMembership',
  route: 'GET /v1/teams/:teamId/memberships/:membershipId',
  summary: 'Get team membership',
  auth: ['session', 'jwt', 'key'],
  scopes: ['teams.read'],
  params: { teamId: uid('Team ID.'), membershipId: uid('Membership ID.') },
  response: { status: 200, model: 'membership' },
  errors: ['membership_not_found', 'team_not_found'],
  handler: ({ db, project, actor, params }) => getMembership(db, project, actor, params.teamId, params.membershipId),
})
