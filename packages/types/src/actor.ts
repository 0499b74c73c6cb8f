import { fail } from './errors.ts'

/**
 * Who acts. `guest` and `user` are clients; `key` is an API key; `admin` is a console user who works on a project
 * through the console. Keys and admins are not bound by permissions of records, only by scopes.
 */
export type ActorKind = 'guest' | 'user' | 'key' | 'admin'

export type ActorUser = {
  readonly id: string
  readonly name: string
  readonly email: string
}

export type Actor = {
  readonly kind: ActorKind
  /** Permission roles that this caller holds: `any`, `users`, `user:ID`, `team:ID/owner`, … */
  readonly roles: ReadonlySet<string>
  readonly scopes: ReadonlySet<string>
  readonly user: ActorUser | null
  /** Id of the session in use; null for keys, guests and JWTs. */
  readonly sessionId: string | null
  readonly keyId: string | null
  /** Name for the audit log of callers that are no users. */
  readonly keyName: string
}

/** True for keys and admins: permissions of tables, rows and files do not bind them. */
export function isPrivileged(actor: Actor): boolean {
  return actor.kind === 'key' || actor.kind === 'admin'
}

/**
 * For what is none of an app's guests and users, though their scopes let them in.
 * @throws `general_unauthorized_scope`
 */
export function refuseClients(actor: Actor): void {
  if (!isPrivileged(actor)) throw fail('general_unauthorized_scope', { kind: actor.kind })
}

/** True when the actor holds one of the roles. */
export function holdsAny(actor: Actor, roles: Iterable<string>): boolean {
  for (const role of roles) if (actor.roles.has(role)) return true
  return false
}
