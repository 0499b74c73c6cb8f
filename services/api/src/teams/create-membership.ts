import { localeOf } from '@basalt/core/locale'
import { addMember, heardMembership, inviteMember, shownMembership } from '@basalt/core/teams'
import { isPrivileged } from '@basalt/types'
import { endpoint } from '#http/endpoint.ts'
import { key, list, text, uid } from '#http/kinds.ts'
import { email, phone, redirectUrl } from '#http/kinds-identity.ts'
import { optional } from '#http/params.ts'

export const teamsCreateMembership = endpoint({
  id: 'teams.createMembership',
  route: 'POST /v1/teams/:teamId/memberships',
  summary: 'Create team membership',
  auth: ['session', 'jwt', 'key'],
  scopes: ['teams.write'],
  authMethod: 'invites',
  params: {
    teamId: uid('Team ID.'),
    email: optional(email('E-mail of the new member.'), ''),
    userId: optional(uid('ID of the user to add.'), ''),
    phone: optional(phone('Phone number of the new member: `+` and country code first.'), ''),
    roles: list(key(), { max: 100 }, 'Roles of the new member. Maximum 100 roles of 36 characters.'),
    url: optional(redirectUrl('Where the link of the invitation leads. Needed unless a key adds the member.'), ''),
    name: optional(text({ max: 128 }, 'Name of the new member. Max length: 128 chars.'), ''),
  },
  response: { status: 201, model: 'membership' },
  event: 'teams.[teamId].memberships.[membershipId].create',
  heard: heardMembership,
  // Who names an address knows it; an id or a number must not tell whose it is.
  shown: (membership, { project, actor, params }) =>
    params.email === '' ? shownMembership(membership, project, actor) : membership,
  audit: { event: 'membership.create', resource: 'team/{request.teamId}' },
  rolesChangedOf: ({ confirm, userId }) => (confirm ? (userId ?? null) : null),
  rateLimit: { limit: 10, windowSeconds: 3600, keys: ['url:{url},ip:{ip}'] },
  errors: [
    'general_argument_invalid',
    'general_phone_disabled',
    'general_smtp_disabled',
    'membership_already_confirmed',
    'team_not_found',
    'user_already_exists',
    'user_count_exceeded',
    'user_email_already_exists',
    'user_email_not_found',
    'user_not_found',
    'user_unauthorized',
  ],
  handler: ({ tx, services, actor, origin, params, request }) =>
    isPrivileged(actor)
      ? addMember(tx, services.bus, origin, params)
      : inviteMember(tx, services, origin, { ...params, locale: localeOf(request.locale) }),
})
