import type { Transaction } from '@basalt/database'
import { fail, foldAddress } from '@basalt/types'
import { insertTarget, lockTarget, type TargetType, updateTarget } from './targets.ts'
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

/**
 * Gives a user one more way to be reached.
 * @throws `user_not_found`, `general_invalid_email`, `general_invalid_phone`, `user_target_already_exists`
 */
export async function createTarget(tx: Transaction, given: Given): Promise<Target> {
  await requireUser(tx, given.userId)
  const identifier = checkedIdentifier(given.providerType, given.identifier)
  return insertTarget(tx, { ...given, identifier, providerId: given.providerId === '' ? null : given.providerId })
}

type Revision = Omit<Given, 'id' | 'providerType'> & { readonly targetId: string }

/** Changes what is given of a target. @throws as `createTarget`, and `user_target_not_found` */
export async function reviseTarget(tx: Transaction, given: Revision): Promise<Target> {
  await requireUser(tx, given.userId)
  const target = await lockTarget(tx, given.userId, given.targetId)
  const { identifier, providerId, name } = given
  return updateTarget(tx, target, {
    ...(identifier === '' ? {} : { identifier: checkedIdentifier(target.providerType, identifier) }),
    ...(providerId === '' ? {} : { providerId }),
    ...(name === '' ? {} : { name }),
  })
}

function checkedIdentifier(type: string | null | undefined, identifier: string): string {
  if (type === 'email') {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(identifier)) throw fail('general_invalid_email')
    return foldAddress(identifier)
  }
  if (type === 'sms' && !/^\+[1-9]\d{6,14}$/.test(identifier)) throw fail('general_invalid_phone')
  return identifier
}
