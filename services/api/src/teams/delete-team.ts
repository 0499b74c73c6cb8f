import { removeTeam } from '@basalt/core/teams'
import { endpoint } from '#http/endpoint.ts'
import { uid } from '#http/kinds.ts'

export const teamsDelete = endpoint({
  id: 'teams.delete',
  route: 'DELETE /v1/teams/:teamId',
  summary: 'Delete team',
  auth: ['session', 'jwt', 'key'],
  scopes: ['teams.write'],
  params: { teamId: uid('Team ID.') },
  response: { status: 204, model: 'team' },
  payload: 'team',
  event: 'teams.[teamId].delete',
  audit: { event: 'team.delete', resource: 'team/{request.teamId}' },
  errors: ['team_not_found', 'user_unauthorized'],
  handler: ({ tx, services, project, actor, params }) => removeTeam(tx, services, project, actor, params.teamId),
})
