/** Permission strings such as `read("team:ops/owner")`: parsing, expansion and checks, without I/O. */
export const actions = ['create', 'read', 'update', 'delete'] as const
export type Action = (typeof actions)[number]
export type PermissionAction = Action | 'write'
export type Permission = { readonly action: PermissionAction; readonly role: string }

export const maxPermissions = 100

const id = '[a-zA-Z0-9][a-zA-Z0-9._-]{0,35}'
const rolePattern = new RegExp(
  `^(?:any|guests|users(?:/(?:un)?verified)?|user:${id}(?:/(?:un)?verified)?|team:${id}(?:/${id})?|member:${id}|label:[a-zA-Z0-9]{1,36})$`,
)
const permissionPattern = /^(create|read|update|delete|write)\("([^"\s]+)"\)$/

export function isRole(text: string): boolean {
  return rolePattern.test(text)
}

/** Null when the text is not a permission. */
export function parsePermission(text: string): Permission | null {
  const match = permissionPattern.exec(text)
  const [, action, role] = match ?? []
  if (action === undefined || role === undefined || !isRole(role)) return null
  return { action: action as PermissionAction, role } // the pattern admits no other action
}

/** The role lists of one record or table, by action. */
export type Grants = Readonly<Record<Action, readonly string[]>>

/** Splits permission strings by action; `write` grants create, update and delete. Unknown strings grant nothing. */
export function grantsOf(permissions: readonly string[]): Grants {
  const grants: Record<Action, string[]> = { create: [], read: [], update: [], delete: [] }
  for (const text of permissions) {
    const permission = parsePermission(text)
    if (permission === null) continue
    const granted: readonly Action[] =
      permission.action === 'write' ? ['create', 'update', 'delete'] : [permission.action]
    for (const action of granted) grants[action].push(permission.role)
  }
  return grants
}

/** Expands `write` into the given actions, drops repeats and keeps the order. */
export function expandPermissions(permissions: readonly string[], write: readonly Action[]): readonly string[] {
  const expanded = permissions.flatMap((text) => {
    const permission = parsePermission(text)
    return permission?.action === 'write' ? write.map((action) => `${action}("${permission.role}")`) : [text]
  })
  return [...new Set(expanded)]
}
