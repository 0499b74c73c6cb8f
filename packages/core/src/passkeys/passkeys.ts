import type { Queryable, Transaction } from '@basalt/database'
import type { Renderable } from '@basalt/types'
import { deletePasskey, lockPasskey, type Passkey, passkeysOf, toPasskey } from './queries.ts'

/** All passkeys of a user, the oldest first. */
export async function listPasskeys(db: Queryable, userId: string): Promise<Renderable<'passkeyList'>> {
  const rows = await passkeysOf(db, userId)
  return { total: rows.length, passkeys: rows.map(toPasskey) }
}

/** Forgets a passkey. Sessions that it opened stay. @throws `user_passkey_not_found` */
export async function removePasskey(tx: Transaction, userId: string, id: string): Promise<Passkey> {
  const row = await lockPasskey(tx, userId, id)
  await deletePasskey(tx, id)
  return toPasskey(row)
}
