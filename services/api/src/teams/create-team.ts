import { createTeam } from '@basalt/core/teams'
import { endpoint } from '#http/endpoint.ts'
import { customId, key, list, text } from '#http/kinds.ts'
import { optional } from '#http/params.ts'

export const teamsCreate = endpoint({
  id: 'teams.create',
  route: 'POST /v1/teams',
  summary: 'Create team',
  auth: ['session', 'jwt', 'key'],
  scopes: ['teams.write'],
  params: {
    teamId: customId('Team ID.'),
    name: text({ max: 128 }, 'Team name. Max length: 128 chars.'),
    roles: optional(list(key(), { max: 100 }, 'Roles of the member who creates the team.'), ['owner']),
  },
  response: { status: 201, model: 'team' },
  event: 'teams.[teamId].create',
  audit: { event: 'team.create', resource: 'team/{response.$id}' },
  errors: ['team_already_exists'],
  handler: ({ tx, services, project, actor, params }) =>
    createTeam(tx, services.bus, project, actor, { id: params.teamId, name: params.name, roles: params.roles }),
})
