import type { Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import type { Origin } from '../activity/index.ts'
import { sameSecret } from '../secrets/index.ts'
import { createSession, type Session } from '../sessions/index.ts'
import { changeUser, requireUser, type User } from '../users/index.ts'
import { invitationHash, type Way } from './invitations.ts'
import { type Membership, presentMembership } from './present.ts'
import { addToTotal, confirmMembership, getTeamRow, lockTeamRow, membershipRow } from './queries.ts'

export type Acceptance = {
  readonly teamId: string
  readonly membershipId: string
  readonly userId: string
  readonly secret: string
}

export type Accepted = {
  readonly membership: Membership
  /** Null for those who were signed in already. */
  readonly session: Session | null
}

/**
 * Accepts an invitation by the secret of its mail or message, which proves the address or number: it is void once the
 * user has another one. Whoever is not signed in is now.
 * @throws `membership_not_found`, `team_not_found`, `team_membership_mismatch`, `team_invalid_secret`,
 * `team_invite_mismatch`, `membership_already_confirmed`, `user_blocked`
 */
export async function acceptInvitation(tx: Transaction, origin: Origin, input: Acceptance): Promise<Accepted> {
  const { teamId, membershipId, userId } = input
  const row = await membershipRow(tx, membershipId)
  await getTeamRow(tx, teamId)
  if (row.teamId !== teamId) throw fail('team_membership_mismatch', { membershipId, teamId })
  const invited = await requireUser(tx, row.userId)
  const way = wayOf(invited, input.secret, row.secretHash)
  if (way === null) throw fail('team_invalid_secret', { membershipId })
  const { user: caller } = origin.actor
  if (row.userId !== userId || (caller && caller.id !== userId)) throw fail('team_invite_mismatch', { membershipId })
  await lockTeamRow(tx, teamId)
  if (!(await confirmMembership(tx, membershipId))) throw fail('membership_already_confirmed', { membershipId })
  await addToTotal(tx, teamId, 1)
  const session = caller ? null : await signIn(tx, origin, userId, way)
  await changeUser(tx, userId, (user) => {
    // Changed since it was read above: nothing proves the new address.
    if (user[way] !== invited[way]) throw fail('team_invalid_secret', { membershipId })
    return way === 'email' ? { emailVerified: true } : { phoneVerified: true }
  })
  return { membership: await presentMembership(tx, await membershipRow(tx, membershipId)), session }
}

function wayOf(user: User, secret: string, hash: string | null): Way | null {
  if (hash === null) return null
  const ways = ['email', 'phone'] as const
  return ways.find((way) => user[way] !== null && sameSecret(invitationHash(secret, user[way]), hash)) ?? null
}

async function signIn(tx: Transaction, origin: Origin, userId: string, way: Way): Promise<Session> {
  const user = await requireUser(tx, userId)
  if (!user.status) throw fail('user_blocked', { userId })
  return createSession(tx, {
    userId,
    provider: way,
    providerUid: user[way] ?? '',
    factors: [way],
    from: origin,
    durationSeconds: origin.project.settings.auths.duration,
    maxSessions: null,
    current: true,
  })
}
