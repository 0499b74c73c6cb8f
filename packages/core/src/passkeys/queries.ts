import { isDuplicate, type Queryable, sql, type Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { fail, type Renderable } from '@basalt/types'

export type Passkey = Renderable<'passkey'> & { readonly $id: string; readonly userId: string }

export type PasskeyRow = {
  readonly id: string
  readonly userId: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
  readonly name: string
  readonly rpId: string
  readonly credentialId: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: string
}

export type Challenge = { readonly rpId: string; readonly challenge: string }
export type NewChallenge = Challenge & { readonly userId: string | null }

const challengeLifetimeMs = 5 * 60 * 1000

const columns = sql`id, userId, createdAt, lastUsedAt, name, rpId, credentialId, publicKey, counter, transports`

export async function passkeysOf(db: Queryable, userId: string): Promise<readonly PasskeyRow[]> {
  return db.all<PasskeyRow>(sql`SELECT ${columns} FROM passkeys WHERE userId = ${userId} ORDER BY sequence`)
}

/** Whose credential this is; null when the project knows none such. */
export async function ownerOf(db: Queryable, credentialId: string): Promise<string | null> {
  const row = await db.one<{ userId: string }>(
    sql`SELECT userId FROM passkeys WHERE credentialHash = UNHEX(SHA2(${credentialId}, 256))`,
  )
  return row?.userId ?? null
}

export async function lockByCredential(tx: Transaction, credentialId: string): Promise<PasskeyRow | null> {
  return tx.one<PasskeyRow>(
    sql`SELECT ${columns} FROM passkeys WHERE credentialHash = UNHEX(SHA2(${credentialId}, 256)) FOR UPDATE`,
  )
}

/** @throws `user_passkey_not_found` */
export async function lockPasskey(tx: Transaction, userId: string, id: string): Promise<PasskeyRow> {
  const row = await tx.one<PasskeyRow>(
    sql`SELECT ${columns} FROM passkeys WHERE id = ${id} AND userId = ${userId} FOR UPDATE`,
  )
  if (row === null) throw fail('user_passkey_not_found', { id })
  return row
}

/** False when a user of the project has this credential already: the unique key decides. */
export async function insertPasskey(
  tx: Transaction,
  row: Omit<PasskeyRow, 'createdAt' | 'lastUsedAt'>,
): Promise<boolean> {
  try {
    await tx.run(
      sql`INSERT INTO passkeys (id, userId, createdAt, name, rpId, credentialId, publicKey, counter, transports)
          VALUES (${row.id}, ${row.userId}, ${new Date()}, ${row.name}, ${row.rpId}, ${row.credentialId},
            ${row.publicKey}, ${row.counter}, ${row.transports})`,
    )
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

export async function noteUse(tx: Transaction, id: string, counter: number): Promise<void> {
  await tx.run(sql`UPDATE passkeys SET counter = ${counter}, lastUsedAt = ${new Date()} WHERE id = ${id}`)
}

export async function deletePasskey(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`DELETE FROM passkeys WHERE id = ${id}`)
}

/** Keeps a challenge for five minutes. */
export async function insertChallenge(
  tx: Transaction,
  { userId, rpId, challenge }: NewChallenge,
): Promise<{ readonly id: string; readonly expire: string }> {
  const id = uniqueId()
  const expiresAt = new Date(Date.now() + challengeLifetimeMs)
  await tx.run(
    sql`INSERT INTO passkeyChallenges (id, userId, rpId, challenge, expiresAt)
        VALUES (${id}, ${userId}, ${rpId}, ${challenge}, ${expiresAt})`,
  )
  return { id, expire: expiresAt.toISOString().replace('Z', '+00:00') }
}

/** Uses a challenge up: of two answers to it one gets it. Null for one that is gone, or is not this user's. */
export async function takeChallenge(tx: Transaction, id: string, userId: string | null): Promise<Challenge | null> {
  const found = await tx.one<Challenge & { readonly isLive: number }>(
    sql`SELECT rpId, challenge, expiresAt > ${new Date()} AS isLive FROM passkeyChallenges
        WHERE id = ${id} AND userId <=> ${userId} FOR UPDATE`,
  )
  if (found === null) return null
  await tx.run(sql`DELETE FROM passkeyChallenges WHERE id = ${id}`)
  return found.isLive === 1 ? found : null
}

/** A passkey as its user and listeners see it: without its key. */
export function toPasskey(row: PasskeyRow): Passkey {
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    userId: row.userId,
    name: row.name,
    rpId: row.rpId,
    credentialId: row.credentialId,
    transports: JSON.parse(row.transports) as readonly string[], // written by this feature only
    lastUsedAt: row.lastUsedAt,
  }
}
