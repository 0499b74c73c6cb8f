import { heardMembership, removeMembership } from '@basalt/core/teams'
import { endpoint } from '#http/endpoint.ts'
import { uid } from '#http/kinds.ts'

export const teamsDeleteMembership = endpoint({
  id: 'teams.deleteMembership',
  route: 'DELETE /v1/teams/:teamId/memberships/:membershipId',
  summary: 'Delete team membership',
  auth: ['session', 'jwt', 'key'],
  scopes: ['teams.write'],
  params: { teamId: uid('Team ID.'), membershipId: uid('Membership ID.') },
  response: { status: 204, model: 'membership' },
  payload: 'membership',
  event: 'teams.[teamId].memberships.[membershipId].delete',
  heard: heardMembership,
  audit: { event: 'membership.delete', resource: 'team/{request.teamId}' },
  rolesChangedOf: ({ userId }) => userId ?? null,
  errors: [
    'membership_deletion_prohibited',
    'team_invite_not_found',
    'team_membership_mismatch',
    'team_not_found',
    'user_unauthorized',
  ],
  handler: ({ tx, project, actor, params }) => removeMembership(tx, project, actor, params),
})
