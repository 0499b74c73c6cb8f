import type { IdentityMembership, IdentityUser } from './identity.ts'

export const guestRoles: ReadonlySet<string> = new Set(['any', 'guests'])
export const keyRoles: ReadonlySet<string> = new Set(['any', 'apps'])

/** The permission roles of a signed-in user. Verified means e-mail or phone. */
export function rolesOfUser(user: IdentityUser, memberships: readonly IdentityMembership[]): ReadonlySet<string> {
  const verified = user.emailVerified || user.phoneVerified ? 'verified' : 'unverified'
  const roles = ['any', 'users', `user:${user.id}`, `users/${verified}`, `user:${user.id}/${verified}`]
  return new Set([...roles, ...membershipRoles(memberships), ...labelsOf(user).map((label) => `label:${label}`)])
}

export function membershipRoles(memberships: readonly IdentityMembership[]): readonly string[] {
  return memberships.flatMap((membership) => [
    `team:${membership.teamId}`,
    `member:${membership.id}`,
    ...rolesIn(membership).map((role) => `team:${membership.teamId}/${role}`),
  ])
}

export function rolesIn(membership: IdentityMembership): readonly string[] {
  return JSON.parse(membership.roles) as readonly string[] // written by the teams feature only
}

export function labelsOf(user: IdentityUser): readonly string[] {
  return JSON.parse(user.labels) as readonly string[] // written by the users feature only
}
