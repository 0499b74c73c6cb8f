import { isDuplicate, type Queryable, sql, type Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { fail } from '@basalt/types'
import type { Context } from '../account/index.ts'
import {
  addContactTarget,
  checkUserLimit,
  createUser,
  findUserByEmail,
  lockUser,
  requireUser,
  type User,
  type UserChanges,
  writeChanges,
} from '../users/index.ts'
import type { Profile } from './profile.ts'
import type { SealedTokens } from './sealed.ts'

export type Claim = {
  readonly provider: string
  readonly profile: Profile
  readonly tokens: SealedTokens
  /** The user that is signed in and asked for the link; null for a sign-in. */
  readonly linkTo: string | null
}

/**
 * The user that a provider's account belongs to: the one who asked for the link, the owner of the identity, the owner
 * of an address that both sides have verified, or a new one. Its identity is written.
 * @throws `user_already_exists`, `user_unauthorized`, `user_blocked`, `user_count_exceeded`, `general_bad_request`
 */
export async function claimUser(tx: Transaction, context: Context, claim: Claim): Promise<User> {
  const { provider, profile } = claim
  const identity = await tx.one<{ id: string; userId: string }>(
    sql`SELECT id, userId FROM identities WHERE provider = ${provider} AND providerUid = ${profile.uid} FOR UPDATE`,
  )
  const user = await findOwner(tx, context, claim, identity?.userId ?? null)
  if (!user.status) throw fail('user_blocked')
  // Who has signed in before is not shut out by what others say of an address.
  if (!identity && profile.email !== null && (await isIdentityOfAnother(tx, user.id, profile.email))) {
    throw fail('general_bad_request', { reason: 'The e-mail address belongs to the identity of another user.' })
  }
  if (identity) await updateIdentity(tx, identity.id, claim)
  else await insertIdentity(tx, user.id, claim)
  return complete(tx, user, profile)
}

async function findOwner(
  tx: Transaction,
  { bus, origin }: Context,
  { profile, linkTo }: Claim,
  ownerId: string | null,
): Promise<User> {
  const { email, emailVerified, name } = profile
  if (linkTo !== null) {
    if (ownerId !== null && ownerId !== linkTo) throw fail('user_already_exists', { ownerId })
    const other = email === null ? null : await findUserByEmail(tx, email)
    const isTaken = other ? other.id !== linkTo : email !== null && (await isIdentityOfAnother(tx, linkTo, email))
    if (isTaken) throw fail('user_already_exists', { linkTo })
    return lockUser(tx, linkTo)
  }
  if (ownerId !== null) return lockUser(tx, ownerId)
  if (email === null) throw fail('user_unauthorized', { reason: 'The provider gave no e-mail address.' })
  const known = await findUserByEmail(tx, email)
  if (!known) {
    await checkUserLimit(tx, origin.project)
    const identityClash = 'general_bad_request'
    return createUser(tx, bus, origin, { id: uniqueId(), email, name, emailVerified, accessed: true, identityClash })
  }
  const user = await lockUser(tx, known.id)
  // Whoever only claims an address, here or there, must not come to share an account with the one who owns it.
  if (!emailVerified || !user.emailVerified || user.email !== email) {
    throw fail('user_already_exists', {
      reason: 'An account with this e-mail address exists. Sign in to it first, and link the provider then.',
    })
  }
  return user
}

/** Fills in what the user lacks and the provider knows. */
async function complete(tx: Transaction, user: User, { email, emailVerified, name }: Profile): Promise<User> {
  const isFree = email !== null && (await findUserByEmail(tx, email)) === null
  const mayTake = user.email === null && isFree && !(await isIdentityOfAnother(tx, user.id, email))
  const own = mayTake ? email : user.email
  const changes: UserChanges = {
    ...(user.name === '' && name !== '' ? { name } : {}),
    ...(mayTake ? { email } : {}),
    ...(emailVerified && own === email && !user.emailVerified ? { emailVerified: true } : {}),
  }
  if (Object.keys(changes).length === 0) return user
  await writeChanges(tx, user, changes, 'user_already_exists')
  if (mayTake) await addContactTarget(tx, user.id, 'email', email)
  return requireUser(tx, user.id)
}

async function isIdentityOfAnother(db: Queryable, userId: string, email: string): Promise<boolean> {
  const row = await db.one(sql`SELECT 1 FROM identities WHERE providerEmail = ${email} AND userId <> ${userId} LIMIT 1`)
  return row !== null
}

/** @throws `user_already_exists` when another sign-in of the same account was faster: the next one finds it. */
async function insertIdentity(tx: Transaction, userId: string, { provider, profile, tokens }: Claim): Promise<void> {
  const [id, now] = [uniqueId(), new Date()]
  const search = [userId, id, provider, profile.uid, profile.email ?? ''].join(' ')
  try {
    await tx.run(
      sql`INSERT INTO identities (id, userId, createdAt, updatedAt, provider, providerUid, providerEmail,
            providerAccessToken, providerAccessTokenExpiresAt, providerRefreshToken, search)
          VALUES (${id}, ${userId}, ${now}, ${now}, ${provider}, ${profile.uid}, ${profile.email ?? ''},
            ${tokens.accessToken}, ${tokens.expiresAt}, ${tokens.refreshToken}, ${search})`,
    )
  } catch (error) {
    if (isDuplicate(error)) throw fail('user_already_exists', { provider }, error)
    throw error
  }
}

async function updateIdentity(tx: Transaction, id: string, { profile, tokens }: Claim): Promise<void> {
  await tx.run(
    sql`UPDATE identities SET providerEmail = ${profile.email ?? ''}, providerAccessToken = ${tokens.accessToken},
          providerAccessTokenExpiresAt = ${tokens.expiresAt}, updatedAt = ${new Date()},
          providerRefreshToken = COALESCE(${tokens.refreshToken}, providerRefreshToken) WHERE id = ${id}`,
  )
}
