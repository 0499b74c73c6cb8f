import { getTeam, getTeamPrefs } from '@basalt/core/teams'
import { endpoint } from '#http/endpoint.ts'
import { uid } from '#http/kinds.ts'

export const teamsGet = endpoint({
  id: 'teams.get',
  route: 'GET /v1/teams/:teamId',
  summary: 'Get team',
  auth: ['session', 'jwt', 'key'],
  scopes: ['teams.read'],
  params: { teamId: uid('Team ID.') },
  response: { status: 200, model: 'team' },
  errors: ['team_not_found'],
  handler: ({ db, actor, params }) => getTeam(db, actor, params.teamId),
})

export const teamsGetPrefs = endpoint({
  id: 'teams.getPrefs',
  route: 'GET /v1/teams/:teamId/prefs',
  summary: 'Get team preferences',
  auth: ['session', 'jwt'],
  scopes: ['teams.read'],
  params: { teamId: uid('Team ID.') },
  response: { status: 200, model: 'preferences' },
  errors: ['team_not_found'],
  handler: ({ db, actor, params }) => getTeamPrefs(db, actor, params.teamId),
})
