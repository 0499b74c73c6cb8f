import type { Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import type { Origin } from '../activity/index.ts'
import { hashSecret, sameSecret } from '../secrets/index.ts'
import { createSession, type Session } from '../sessions/index.ts'
import { changeUser, requireUser } from '../users/index.ts'
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
 * Accepts an invitation by the secret of its mail, which proves the address. Whoever is not signed in is now.
 * @throws `membership_not_found`, `team_not_found`, `team_membership_mismatch`, `team_invalid_secret`,
 * `team_invite_mismatch`, `membership_already_confirmed`, `user_blocked`
 */
export async function acceptInvitation(tx: Transaction, origin: Origin, input: Acceptance): Promise<Accepted> {
  const { teamId, membershipId, userId } = input
  const row = await membershipRow(tx, membershipId)
  await getTeamRow(tx, teamId)
  if (row.teamId !== teamId) throw fail('team_membership_mismatch', { membershipId, teamId })
  if (row.secretHash === null || !sameSecret(hashSecret(input.secret), row.secretHash)) {
    throw fail('team_invalid_secret', { membershipId })
  }
  const { user: caller } = origin.actor
  if (row.userId !== userId || (caller && caller.id !== userId)) throw fail('team_invite_mismatch', { membershipId })
  await lockTeamRow(tx, teamId)
  if (!(await confirmMembership(tx, membershipId))) throw fail('membership_already_confirmed', { membershipId })
  await addToTotal(tx, teamId, 1)
  const session = caller ? null : await signIn(tx, origin, userId)
  // The link came by mail, or by SMS to those who have no address.
  await changeUser(tx, userId, ({ email }) => (email === null ? { phoneVerified: true } : { emailVerified: true }))
  return { membership: await presentMembership(tx, await membershipRow(tx, membershipId)), session }
}

async function signIn(tx: Transaction, { project, ip, userAgent }: Origin, userId: string): Promise<Session> {
  const user = await requireUser(tx, userId)
  if (!user.status) throw fail('user_blocked', { userId })
  return createSession(tx, {
    userId,
    provider: 'email',
    providerUid: user.email ?? '',
    factors: ['email'],
    ip,
    userAgent,
    durationSeconds: project.settings.auths.duration,
    maxSessions: null,
    current: true,
  })
}
