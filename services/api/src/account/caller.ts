import { type Actor, fail } from '@basalt/types'

/** Id of the signed-in user. The scope `account` is held by users only; this says so to the types. */
export function ownId(actor: Actor): string {
  if (!actor.user) throw fail('general_unauthorized_scope', { kind: actor.kind })
  return actor.user.id
}
