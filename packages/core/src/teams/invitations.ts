import type { Bus } from '@basalt/bus'
import type { Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import type { Origin } from '../activity/index.ts'
import { linkTo, type MailServices, queueMail } from '../mails/index.ts'
import { hashSecret, newSecret } from '../secrets/index.ts'
import { queueSms, type SmsServices } from '../sms/index.ts'
import type { User } from '../users/index.ts'
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

/** What an invitation is sent to, and what accepting it therefore proves. */
export type Way = 'email' | 'phone'

export type InvitationServices = MailServices & SmsServices & { readonly bus: Bus }

const mailedSecretBytes = 128
/** Long enough for any guess, and short enough for a text message. */
const textedSecretBytes = 32

/**
 * Invites somebody into a team as its owners may, by mail or by SMS. An invitation that waits is sent again with a new
 * secret.
 * @throws `general_argument_invalid`, `general_smtp_disabled`, `general_phone_disabled`, `team_not_found`,
 * `user_unauthorized`, `user_not_found`, `user_already_exists`, `user_count_exceeded`, `membership_already_confirmed`
 */
export async function inviteMember(
  tx: Transaction,
  services: InvitationServices,
  origin: Origin,
  invitation: Invitation,
): Promise<Membership> {
  const { project, actor } = origin
  const { teamId, roles, url } = invitation
  checkRoles(project, roles)
  if (url === '') throw fail('general_argument_invalid', { reason: 'Parameter `url` is required.' })
  requireInvitee(invitation)
  const team = await readableTeam(tx, actor, teamId)
  authoriseOwner(actor, teamId)
  await lockTeamRow(tx, teamId)
  const user = await resolveInvitee(tx, services.bus, origin, invitation)
  const way = wayTo(user, invitation)
  const secret = newSecret(way === 'phone' ? textedSecretBytes : mailedSecretBytes)
  const secretHash = invitationHash(secret, user[way])
  const membershipId = await openInvitation(tx, { teamId, userId: user.id, roles, secretHash })
  const redirect = linkTo(url, { membershipId, userId: user.id, secret, teamId, teamName: team.name })
  await send(tx, services, origin, { user, way, locale: invitation.locale, team: team.name, redirect })
  return presentMembership(tx, await membershipRow(tx, membershipId))
}

/** What is kept of a secret: it counts together with the address or number that it was sent to, and for no other. */
export function invitationHash(secret: string, address: string | null): string {
  return hashSecret(`${secret} ${address ?? ''}`)
}

/**
 * How somebody hears of an invitation: by mail where there is an address. Whoever was named by a number that the user
 * has not proved hears at that number: the address beside it may be a stranger's, who claims the number.
 */
function wayTo(user: User, { userId, email }: Invitee): Way {
  if (user.email === null) return 'phone'
  const isNamedByPhone = userId === '' && email === ''
  return isNamedByPhone && !user.phoneVerified ? 'phone' : 'email'
}

type Letter = {
  readonly user: User
  readonly way: Way
  readonly locale: string
  readonly team: string
  readonly redirect: string
}

/** Mock numbers get no message, as they get none with a code. */
async function send(
  tx: Transaction,
  services: InvitationServices,
  { project, actor }: Origin,
  { user, way, locale, team, redirect }: Letter,
): Promise<void> {
  const { email, phone } = user
  const owner = actor.user?.name || project.name
  if (way === 'email' && email !== null) {
    const variables = { user: user.name, team, owner, redirect }
    return queueMail(tx, services, project, {
      type: 'invitation',
      locale,
      to: { name: user.name, address: email },
      variables,
    })
  }
  if (phone === null) throw fail('user_email_not_found', { userId: user.id })
  if (project.settings.auths.mockNumbers.some((number) => number.phone === phone)) return
  await queueSms(tx, services, project, { type: 'invitation', locale, to: phone, variables: { team, owner, redirect } })
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
