import type { Schema, Transaction } from '@basalt/database'
import { render } from '@basalt/types'
import { appendActivity } from '../activity/index.ts'
import { deviceOf } from '../sessions/index.ts'
import { deleteTarget, insertTarget, lockTarget, type Target, updateTarget } from '../users/index.ts'
import type { Context } from './context.ts'

type Owned = { readonly userId: string; readonly targetId: string }
type NewPushTarget = Owned & {
  readonly identifier: string
  /** Empty means none: the default provider is used. */
  readonly providerId: string
  readonly sessionId: string | null
}

/** Registers the device of a session for push messages, under the name of the device. @throws `user_target_already_exists` */
export async function createPushTarget(database: Schema, context: Context, given: NewPushTarget): Promise<Target> {
  const { deviceBrand, deviceModel } = await deviceOf(context.origin.userAgent)
  return database.transaction(async (tx) => {
    const target = await insertTarget(tx, {
      id: given.targetId,
      userId: given.userId,
      sessionId: given.sessionId,
      providerType: 'push',
      identifier: given.identifier,
      providerId: given.providerId === '' ? null : given.providerId,
      name: `${deviceBrand} ${deviceModel}`,
    })
    await tell(tx, context, target, 'create')
    return target
  })
}

/** Gives a target a new token; it counts as reachable again. @throws `user_target_not_found` */
export function updatePushTarget(
  database: Schema,
  context: Context,
  { userId, targetId, identifier }: Owned & { readonly identifier: string },
): Promise<Target> {
  return database.transaction(async (tx) => {
    const target = await updateTarget(tx, await lockTarget(tx, userId, targetId), { identifier })
    await tell(tx, context, target, 'update')
    return target
  })
}

/** @throws `user_target_not_found` */
export function removePushTarget(database: Schema, context: Context, { userId, targetId }: Owned): Promise<void> {
  return database.transaction(async (tx) => {
    const target = await lockTarget(tx, userId, targetId)
    await deleteTarget(tx, target.$id)
    await tell(tx, context, target, 'delete')
  })
}

async function tell(
  tx: Transaction,
  { bus, origin }: Context,
  target: Target,
  act: 'create' | 'update' | 'delete',
): Promise<void> {
  await appendActivity(tx, bus, origin, [
    {
      event: `users.${target.userId}.targets.${target.$id}.${act}`,
      auditEvent: `target.${act}`,
      resource: `target/${target.$id}`,
      payload: render('target', target, false),
    },
  ])
}
