import type { Transaction } from '@basalt/database'
import { lockUser, writeChanges, type UserChanges } from './queries.ts'
import { moveContactTarget } from './targets.ts'
import { refuseForeignIdentity } from './users.ts'

/** Sets or clears (null) the e-mail for a key or admin; the address counts as unverified again. */
export async function setEmail(tx: Transaction, userId: string, email: string | null): Promise<void> {
  const user = await lockUser(tx, userId)
  if (email !== null) await refuseForeignIdentity(tx, userId, email, 'user_email_already_exists')
  await writeChanges(tx, user, { email, emailVerified: false })
  if (email !== user.email) await moveContactTarget(tx, userId, 'email', user.email, email, { create: true })
}

/** Sets or clears (null) the phone for a key or admin; the number counts as unverified again. */
export async function setPhone(tx: Transaction, userId: string, phone: string | null): Promise<void> {
  const user = await lockUser(tx, userId)
  await writeChanges(tx, user, { phone, phoneVerified: false })
  if (phone !== user.phone) await moveContactTarget(tx, userId, 'sms', user.phone, phone, { create: true })
}

/**
 * A user changes its own e-mail. `more` is what changes along (a first password).
 * @throws `user_target_already_exists`, `general_bad_request`
 */
export async function changeOwnEmail(tx: Transaction, userId: string, email: string, more: UserChanges): Promise<void> {
  const user = await lockUser(tx, userId)
  await refuseForeignIdentity(tx, userId, email, 'general_bad_request')
  await moveContactTarget(tx, userId, 'email', user.email, email, { create: false })
  await writeChanges(tx, user, { ...more, email, emailVerified: false }, 'general_bad_request')
}

/** A user changes its own phone. @throws `user_target_already_exists`, `user_phone_already_exists` */
export async function changeOwnPhone(tx: Transaction, userId: string, phone: string, more: UserChanges): Promise<void> {
  const user = await lockUser(tx, userId)
  await moveContactTarget(tx, userId, 'sms', user.phone, phone, { create: false })
  await writeChanges(tx, user, { ...more, phone, phoneVerified: false })
}
