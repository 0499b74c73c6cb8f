import type { Queryable, Transaction } from '@basalt/database'
import { type Actor, fail, foldAddress, refuseClients, type Renderable } from '@basalt/types'
import { type ListInput, listTargets } from './lists.ts'
import { deleteTarget, getTarget, insertTarget, lockTarget, type TargetType, updateTarget } from './targets.ts'
import type { Target } from './user.ts'
import { requireUser } from './users.ts'

type Given = {
  readonly id: string
  readonly userId: string
  readonly providerType: TargetType
  readonly identifier: string
  /** Empty texts mean "not given". */
  readonly providerId: string
  readonly name: string
}

// Users of an app hold the scopes of targets for their own, under `account`: these are for servers and admins.

export async function listUserTargets(
  db: Queryable,
  actor: Actor,
  userId: string,
  input: ListInput,
): Promise<Renderable<'targetList'>> {
  refuseClients(actor)
  await requireUser(db, userId)
  return listTargets(db, userId, input)
}

/** @throws `user_not_found`, `user_target_not_found` */
export async function getUserTarget(db: Queryable, actor: Actor, userId: string, targetId: string): Promise<Target> {
  refuseClients(actor)
  await requireUser(db, userId)
  return getTarget(db, userId, targetId)
}

/**
 * Gives a user one more way to be reached.
 * @throws `user_not_found`, `general_invalid_email`, `general_invalid_phone`, `user_target_already_exists`
 */
export async function createTarget(tx: Transaction, actor: Actor, given: Given): Promise<Target> {
  refuseClients(actor)
  await requireUser(tx, given.userId)
  const identifier = checkedIdentifier(given.providerType, given.identifier)
  return insertTarget(tx, { ...given, identifier, providerId: given.providerId === '' ? null : given.providerId })
}

type Revision = Omit<Given, 'id' | 'providerType'> & { readonly targetId: string }

/** Changes what is given of a target. @throws as `createTarget`, and `user_target_not_found` */
export async function reviseTarget(tx: Transaction, actor: Actor, given: Revision): Promise<Target> {
  refuseClients(actor)
  await requireUser(tx, given.userId)
  const target = await lockTarget(tx, given.userId, given.targetId)
  const { identifier, providerId, name } = given
  return updateTarget(tx, target, {
    ...(identifier === '' ? {} : { identifier: checkedIdentifier(target.providerType, identifier) }),
    ...(providerId === '' ? {} : { providerId }),
    ...(name === '' ? {} : { name }),
  })
}

/** The answer is the target as it was. @throws `user_not_found`, `user_target_not_found` */
export async function removeTarget(tx: Transaction, actor: Actor, userId: string, targetId: string): Promise<Target> {
  refuseClients(actor)
  await requireUser(tx, userId)
  const target = await lockTarget(tx, userId, targetId)
  await deleteTarget(tx, target.$id)
  return target
}

function checkedIdentifier(type: string | null | undefined, identifier: string): string {
  if (type === 'email') {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(identifier)) throw fail('general_invalid_email')
    return foldAddress(identifier)
  }
  if (type === 'sms' && !/^\+[1-9]\d{6,14}$/.test(identifier)) throw fail('general_invalid_phone')
  return identifier
}
