import { heardMembership, setMembershipRoles, shownMembership } from '@basalt/core/teams'
import { endpoint } from '#http/endpoint.ts'
import { key, list, uid } from '#http/kinds.ts'

export const teamsUpdateMembership = endpoint({
  id: 'teams.updateMembership',
  route: 'PATCH /v1/teams/:teamId/memberships/:membershipId',
  summary: 'Update team membership',
  auth: ['session', 'jwt', 'key'],
  scopes: ['teams.write'],
  params: {
    teamId: uid('Team ID.'),
    membershipId: uid('Membership ID.'),
    roles: list(key(), { max: 100 }, 'New roles of the member. Maximum 100 roles of 36 characters.'),
  },
  response: { status: 200, model: 'membership' },
  event: 'teams.[teamId].memberships.[membershipId].update',
  heard: heardMembership,
  shown: (membership, { project, actor }) => shownMembership(membership, project, actor),
  audit: { event: 'membership.update', resource: 'team/{request.teamId}' },
  rolesChangedOf: ({ userId }) => userId ?? null,
  errors: ['membership_downgrade_prohibited', 'membership_not_found', 'team_not_found', 'user_unauthorized'],
  handler: ({ tx, project, actor, params }) => setMembershipRoles(tx, project, actor, params),
})
