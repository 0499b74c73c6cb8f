import { renameTeam, setTeamPrefs } from '@basalt/core/teams'
import { endpoint } from '#http/endpoint.ts'
import { assoc, text, uid } from '#http/kinds.ts'

export const teamsUpdateName = endpoint({
  id: 'teams.updateName',
  route: 'PUT /v1/teams/:teamId',
  summary: 'Update name',
  auth: ['session', 'jwt', 'key'],
  scopes: ['teams.write'],
  params: {
    teamId: uid('Team ID.'),
    name: text({ max: 128 }, 'New team name. Max length: 128 chars.'),
  },
  response: { status: 200, model: 'team' },
  event: 'teams.[teamId].update',
  audit: { event: 'team.update', resource: 'team/{response.$id}' },
  errors: ['team_not_found', 'user_unauthorized'],
  handler: ({ tx, actor, params }) => renameTeam(tx, actor, params.teamId, params.name),
})

export const teamsUpdatePrefs = endpoint({
  id: 'teams.updatePrefs',
  route: 'PUT /v1/teams/:teamId/prefs',
  summary: 'Update team preferences',
  auth: ['session', 'jwt'],
  scopes: ['teams.write'],
  params: {
    teamId: uid('Team ID.'),
    prefs: assoc('Preferences as a JSON object. It replaces what is there. Max size: 64 kB.'),
  },
  response: { status: 200, model: 'preferences' },
  event: 'teams.[teamId].update.prefs',
  audit: { event: 'team.update', resource: 'team/{request.teamId}' },
  errors: ['team_not_found', 'user_unauthorized'],
  handler: ({ tx, actor, params }) => setTeamPrefs(tx, actor, params.teamId, params.prefs),
})
