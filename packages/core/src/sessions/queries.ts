import { int, list, type Queryable, type Sql, sql, type Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import { type DeviceFacts, unknownDevice } from './device.ts'
import type { SessionRow } from './session.ts'

type StoredRow = Omit<SessionRow, 'factors' | 'device'> & { readonly factors: string; readonly device: string }

export type NewSession = {
  readonly id: string
  readonly userId: string
  readonly secretHash: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly provider: string
  readonly providerUid: string
  readonly factors: readonly string[]
  readonly ip: string
  readonly countryCode: string
  readonly device: DeviceFacts
}

const columns = sql`id, userId, createdAt, updatedAt, expiresAt, provider, providerUid, providerAccessToken,
  providerAccessTokenExpiresAt, providerRefreshToken, factors, mfaUpdatedAt, ip, countryCode, device`

export async function insertSession(tx: Transaction, row: NewSession): Promise<void> {
  await tx.run(
    sql`INSERT INTO sessions (id, userId, secretHash, createdAt, updatedAt, expiresAt, provider, providerUid, factors, ip, countryCode, device)
        VALUES (${row.id}, ${row.userId}, ${row.secretHash}, ${row.createdAt}, ${row.createdAt}, ${row.expiresAt}, ${row.provider},
          ${row.providerUid}, ${JSON.stringify(row.factors)}, ${row.ip}, ${row.countryCode},
          ${JSON.stringify(row.device)})`,
  )
}

/** Deletes the oldest sessions of a user beyond `max`. */
export async function trimSessions(tx: Transaction, userId: string, max: number): Promise<void> {
  const rows = await tx.all<{ id: string }>(
    sql`SELECT id FROM sessions WHERE userId = ${userId} ORDER BY sequence DESC LIMIT 1000 OFFSET ${int(max)}`,
  )
  if (rows.length === 0) return
  await deleteSessions(
    tx,
    userId,
    rows.map((row) => row.id),
  )
}

/** @throws `user_session_not_found` */
export async function getSession(db: Queryable, userId: string, id: string): Promise<SessionRow> {
  return read(db, sql`SELECT ${columns} FROM sessions WHERE id = ${id} AND userId = ${userId}`, id)
}

export async function lockSession(tx: Transaction, userId: string, id: string): Promise<SessionRow> {
  return read(tx, sql`SELECT ${columns} FROM sessions WHERE id = ${id} AND userId = ${userId} FOR UPDATE`, id)
}

export async function allSessions(db: Queryable, userId: string): Promise<readonly SessionRow[]> {
  const rows = await db.all<StoredRow>(
    sql`SELECT ${columns} FROM sessions WHERE userId = ${userId} ORDER BY sequence LIMIT 1000`,
  )
  return rows.map(parsed)
}

/** @throws `user_session_not_found` */
export async function updateExpiry(
  tx: Transaction,
  userId: string,
  id: string,
  expiresAt: Date,
  now: Date,
): Promise<void> {
  const { affectedRows } = await tx.run(
    sql`UPDATE sessions SET expiresAt = ${expiresAt}, updatedAt = ${now} WHERE id = ${id} AND userId = ${userId}`,
  )
  if (affectedRows === 0) throw fail('user_session_not_found', { sessionId: id })
}

export async function updateFactors(
  tx: Transaction,
  id: string,
  factors: readonly string[],
  challengedAt: Date | null,
): Promise<void> {
  await tx.run(
    sql`UPDATE sessions SET factors = ${JSON.stringify(factors)}, mfaUpdatedAt = COALESCE(${challengedAt}, mfaUpdatedAt), updatedAt = ${new Date()}
        WHERE id = ${id}`,
  )
}

/** Push targets live as long as the session that made them. */
export async function deleteSessions(tx: Transaction, userId: string, ids: readonly string[]): Promise<number> {
  await tx.run(sql`DELETE FROM targets WHERE userId = ${userId} AND sessionId IN ${list(ids)}`)
  const { affectedRows } = await tx.run(sql`DELETE FROM sessions WHERE userId = ${userId} AND id IN ${list(ids)}`)
  return affectedRows
}

/** Ends every session of a user but one, however many there are. Push targets go with them. */
export async function deleteOtherSessions(tx: Transaction, userId: string, exceptId: string | null): Promise<void> {
  const isKept = exceptId ?? ''
  await tx.run(sql`DELETE FROM targets WHERE userId = ${userId} AND sessionId IS NOT NULL AND sessionId <> ${isKept}`)
  await tx.run(sql`DELETE FROM sessions WHERE userId = ${userId} AND id <> ${isKept}`)
}

async function read(db: Queryable, statement: Sql, id: string): Promise<SessionRow> {
  const row = await db.one<StoredRow>(statement)
  if (row === null) throw fail('user_session_not_found', { sessionId: id })
  return parsed(row)
}

/** Both texts are written by this feature only. */
function parsed(row: StoredRow): SessionRow {
  const device = JSON.parse(row.device) as Partial<DeviceFacts>
  return { ...row, factors: JSON.parse(row.factors) as readonly string[], device: { ...unknownDevice, ...device } }
}
