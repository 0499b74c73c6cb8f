import type { Result } from '#api/client.ts'

type User = Pick<Result<'users.get'>, '$id' | 'labels' | 'emailVerification' | 'phoneVerification'>
type Membership = Pick<Result<'users.listMemberships'>['memberships'][number], '$id' | 'teamId' | 'roles' | 'confirm'>

/** Null is somebody who is not signed in. */
export function rolesOf(user: User | null, memberships: readonly Membership[]): ReadonlySet<string> {
  if (user === null) return new Set(['any', 'guests'])
  const verified = user.emailVerification || user.phoneVerification ? 'verified' : 'unverified'
  return new Set([
    'any',
    'users',
    `user:${user.$id}`,
    `users/${verified}`,
    `user:${user.$id}/${verified}`,
    ...user.labels.map((label) => `label:${label}`),
    ...memberships
      .filter(({ confirm }) => confirm)
      .flatMap(({ $id, teamId, roles }) => [
        `team:${teamId}`,
        `member:${$id}`,
        ...roles.map((role) => `team:${teamId}/${role}`),
      ]),
  ])
}

export const rowActions = ['read', 'update', 'delete'] as const
export type RowAction = (typeof rowActions)[number]

/** Who grants an action on a row, and to which role; null when nobody does. */
export function grantOf(
  action: RowAction,
  roles: ReadonlySet<string>,
  table: { readonly $permissions: readonly string[]; readonly rowSecurity: boolean },
  row: { readonly $permissions: readonly string[] },
): { readonly by: 'table' | 'row'; readonly role: string } | null {
  const find = (permissions: readonly string[]): string | undefined =>
    permissions
      .map((text) => /^(\w+)\("(.*)"\)$/.exec(text))
      .find((match) => match?.[1] === action && roles.has(match[2] ?? ''))?.[2]
  const ofTable = find(table.$permissions)
  if (ofTable !== undefined) return { by: 'table', role: ofTable }
  const ofRow = table.rowSecurity ? find(row.$permissions) : undefined
  return ofRow === undefined ? null : { by: 'row', role: ofRow }
}
