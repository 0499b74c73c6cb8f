import { acceptInvitation, heardMembership } from '@basalt/core/teams'
import { endpoint } from '#http/endpoint.ts'
import { text, uid } from '#http/kinds.ts'
import { giveSessionCookie } from '../account/session-cookie.ts'

export const teamsUpdateMembershipStatus = endpoint({
  id: 'teams.updateMembershipStatus',
  route: 'PATCH /v1/teams/:teamId/memberships/:membershipId/status',
  summary: 'Update team membership status',
  auth: ['session', 'jwt'],
  scopes: ['public'],
  params: {
    teamId: uid('Team ID.'),
    membershipId: uid('Membership ID.'),
    userId: uid('User ID.'),
    secret: text({ max: 256 }, 'Secret of the invitation.'),
  },
  response: { status: 200, model: 'membership' },
  event: 'teams.[teamId].memberships.[membershipId].update.status',
  heard: heardMembership,
  audit: { event: 'membership.update', resource: 'team/{request.teamId}' },
  rolesChangedOf: ({ userId }) => userId ?? null,
  errors: [
    'membership_already_confirmed',
    'membership_not_found',
    'team_invalid_secret',
    'team_invite_mismatch',
    'team_membership_mismatch',
    'team_not_found',
    'user_blocked',
  ],
  // A browser must not be given the cookies of a session that was not committed.
  transaction: 'own',
  handler: async (call) => {
    const { database, origin, params, record } = call
    const { membership, session } = await database.transaction(async (tx) => {
      const accepted = await acceptInvitation(tx, origin, params)
      await record(tx, accepted.membership)
      return accepted
    })
    if (session) giveSessionCookie(call, session)
    return membership
  },
})
