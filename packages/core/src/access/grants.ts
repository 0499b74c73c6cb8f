import { type Actor, expandPermissions, fail, isPrivileged, parsePermission } from '@basalt/types'

/**
 * The permissions to store for what the request sets; the creator's own when it sets none.
 * @throws `user_unauthorized` when a client grants to a role that it does not hold
 */
export function newPermissions(actor: Actor, given: readonly string[] | null): readonly string[] {
  if (given !== null) return grantable(actor, given)
  if (actor.user === null) return []
  const { id } = actor.user
  return [`read("user:${id}")`, `update("user:${id}")`, `delete("user:${id}")`]
}

/** @throws `user_unauthorized` when a client grants to a role that it does not hold */
export function grantable(actor: Actor, given: readonly string[]): readonly string[] {
  const expanded = expandPermissions(given, ['update', 'delete'])
  if (isPrivileged(actor)) return expanded
  for (const text of expanded) {
    const role = parsePermission(text)?.role
    if (role === undefined || !actor.roles.has(role)) throw fail('user_unauthorized', { role })
  }
  return expanded
}
