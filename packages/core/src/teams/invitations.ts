import type { Bus } from '@basalt/bus'
import type { Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import type { Origin } from '../activity/index.ts'
import { linkTo, type MailServices, queueMail, requireMail } from '../mails/index.ts'
import { hashSecret, newSecret } from '../secrets/index.ts'
import { type Invitee, requireInvitee, resolveInvitee } from './invitees.ts'
import { type Membership, presentMembership } from './present.ts'
import { findMembershipOf, insertMembership, lockTeamRow, membershipRow, renewInvitation } from './queries.ts'
import { checkRoles } from './roles.ts'
import { authoriseOwner, readableTeam } from './teams.ts'

export type Invitation = Invitee & {
  readonly teamId: string
  readonly roles: readonly string[]
  /** Where the link of the mail leads: an address of the project, or empty. */
  readonly url: string
  readonly locale: string
}

const secretBytes = 128

/**
 * Invites somebody into a team by mail, as its owners may. An invitation that waits is sent again with a new secret.
 * @throws `general_argument_invalid`, `general_smtp_disabled`, `general_phone_disabled`, `team_not_found`,
 * `user_unauthorized`, `user_not_found`, `user_already_exists`, `user_count_exceeded`, `membership_already_confirmed`
 */
export async function inviteMember(
  tx: Transaction,
  services: MailServices & { readonly bus: Bus },
  origin: Origin,
  invitation: Invitation,
): Promise<Membership> {
  const { project, actor } = origin
  const { teamId, roles, url, locale } = invitation
  checkRoles(project, roles)
  if (url === '') throw fail('general_argument_invalid', { reason: 'Parameter `url` is required.' })
  requireInvitee(invitation)
  requireMail(services, project)
  const team = await readableTeam(tx, actor, teamId)
  authoriseOwner(actor, teamId)
  await lockTeamRow(tx, teamId)
  const user = await resolveInvitee(tx, services.bus, origin, invitation)
  if (user.email === null) throw fail('general_phone_disabled', { userId: user.id })
  const secret = newSecret(secretBytes)
  const membershipId = await openInvitation(tx, {
    teamId,
    userId: user.id,
    roles,
    secretHash: invitationHash(secret, user.email),
  })
  const values = { membershipId, userId: user.id, secret, teamId, teamName: team.name }
  await queueMail(tx, services, project, {
    type: 'invitation',
    locale,
    to: { name: user.name, address: user.email },
    variables: { user: user.name, team: team.name, owner: actor.user?.name ?? '', redirect: linkTo(url, values) },
  })
  return presentMembership(tx, await membershipRow(tx, membershipId))
}

/** What is kept of a secret: it counts together with the address that it was mailed to, and for no other. */
export function invitationHash(secret: string, email: string | null): string {
  return hashSecret(`${secret} ${email ?? ''}`)
}

type Opening = {
  readonly teamId: string
  readonly userId: string
  readonly roles: readonly string[]
  readonly secretHash: string
}

async function openInvitation(tx: Transaction, { teamId, userId, roles, secretHash }: Opening): Promise<string> {
  const known = await findMembershipOf(tx, teamId, userId)
  if (known?.confirmed) throw fail('membership_already_confirmed', { teamId, userId })
  if (known === null) {
    return insertMembership(tx, { teamId, userId, roles, secretHash, invitedAt: new Date(), joinedAt: null })
  }
  await renewInvitation(tx, known.id, secretHash)
  return known.id
}
