import {
  duplicateKey,
  int,
  list,
  name,
  type Queryable,
  type Sql,
  sql,
  type SqlValue,
  type Transaction,
} from '@basalt/database'
import { type ErrorType, fail, foldAddress, toJson } from '@basalt/types'
import { parseUser, type StoredUser, type User } from './user.ts'

export const userColumns = sql`id, createdAt, updatedAt, name, email, phone, status, labels, password, hash, hashOptions,
  passwordHistory, passwordUpdatedAt, prefs, registeredAt, emailVerified, phoneVerified, mfa, totpSecret, totpVerified,
  totpStep, recoveryCodes, accessedAt`

/** What can change of a user; a field that is absent stays. Instants are given as dates. */
export type UserChanges = Partial<
  Omit<User, 'id' | 'createdAt' | 'updatedAt' | 'registeredAt' | 'passwordUpdatedAt' | 'accessedAt'> & {
    readonly passwordUpdatedAt: Date | null
  }
>

export async function findUser(db: Queryable, id: string): Promise<User | null> {
  return read(db, sql`SELECT ${userColumns} FROM users WHERE id = ${id}`)
}

/** Emails are stored lower-cased and compare byte by byte. */
export async function findUserByEmail(db: Queryable, email: string): Promise<User | null> {
  return read(db, sql`SELECT ${userColumns} FROM users WHERE email = ${foldAddress(email)}`)
}

export async function findUserByPhone(db: Queryable, phone: string): Promise<User | null> {
  return read(db, sql`SELECT ${userColumns} FROM users WHERE phone = ${phone}`)
}

/** Reads a user and keeps the row locked until the transaction ends. @throws `user_not_found` */
export async function lockUser(tx: Transaction, id: string): Promise<User> {
  const user = await read(tx, sql`SELECT ${userColumns} FROM users WHERE id = ${id} FOR UPDATE`)
  if (user === null) throw fail('user_not_found', { id })
  return user
}

export async function usersById(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, User>> {
  if (ids.length === 0) return new Map()
  const rows = await db.all<StoredUser>(sql`SELECT ${userColumns} FROM users WHERE id IN ${list(ids)}`)
  return new Map(rows.map((row) => [row.id, parseUser(row)]))
}

/**
 * How many users there are, counted up to `limit`. Whoever counts holds a row that every schema has until its
 * transaction ends, so that of two sign-ups for the last place one waits; users themselves may be none yet to hold.
 */
export async function countUsersLocked(tx: Transaction, limit: number): Promise<number> {
  await tx.one(sql`SELECT appliedAt FROM migrations WHERE setName = 'project' AND version = 1 FOR UPDATE`)
  const row = await tx.one<{ total: number }>(
    sql`SELECT COUNT(*) AS total FROM (SELECT 1 FROM users LIMIT ${int(limit)}) AS bounded`,
  )
  return row?.total ?? 0
}

export type NewUserRow = Pick<
  User,
  'id' | 'name' | 'email' | 'phone' | 'password' | 'hash' | 'hashOptions' | 'passwordHistory'
> & {
  readonly emailVerified: boolean
  readonly phoneVerified: boolean
  readonly accessed: boolean
}

/** @throws `user_already_exists`: the unique keys decide. */
export async function insertUser(tx: Transaction, user: NewUserRow): Promise<void> {
  const now = new Date()
  const search = searchText({ ...user, labels: [] })
  try {
    await tx.run(
      sql`INSERT INTO users (id, createdAt, updatedAt, name, email, phone, password, hash, hashOptions, passwordHistory,
            passwordUpdatedAt, registeredAt, emailVerified, phoneVerified, accessedAt, search)
          VALUES (${user.id}, ${now}, ${now}, ${user.name}, ${user.email}, ${user.phone}, ${user.password}, ${user.hash},
            ${JSON.stringify(user.hashOptions)}, ${JSON.stringify(user.passwordHistory)}, ${user.password === null ? null : now},
            ${now}, ${user.emailVerified}, ${user.phoneVerified}, ${user.accessed ? now : null}, ${search})`,
    )
  } catch (error) {
    if (duplicateKey(error)) throw fail('user_already_exists', { id: user.id }, error)
    throw error
  }
}

const mailedTokens = ['verification', 'recovery', 'magic-url', 'email']
const textedTokens = ['phone', 'phone-verification']

/** What was sent to an address proves nothing of the next one. */
async function voidSent(tx: Transaction, userId: string, factor: 'email' | 'phone'): Promise<void> {
  const kinds = factor === 'email' ? mailedTokens : textedTokens
  await tx.run(sql`DELETE FROM tokens WHERE userId = ${userId} AND kind IN ${list(kinds)}`)
  await tx.run(sql`DELETE FROM challenges WHERE userId = ${userId} AND factor = ${factor}`)
}

/** Whoever can read an older mail must not undo a new password with it. */
async function voidRecoveries(tx: Transaction, userId: string): Promise<void> {
  await tx.run(sql`DELETE FROM tokens WHERE userId = ${userId} AND kind = 'recovery'`)
}

/** Writes changes of a locked user. @throws `emailClash`, `user_phone_already_exists` */
export async function writeChanges(
  tx: Transaction,
  user: User,
  changes: UserChanges,
  emailClash: ErrorType = 'user_email_already_exists',
): Promise<void> {
  const entries = Object.entries(changes).map(([column, value]): readonly [string, SqlValue] => [column, stored(value)])
  const search = searchText({ ...user, ...changes })
  const columns: readonly (readonly [string, SqlValue])[] = [...entries, ['updatedAt', new Date()], ['search', search]]
  const assignments = columns.map(([column, value]) => sql`${name(column)} = ${value}`)
  const set = assignments.reduce((all, one) => sql`${all}, ${one}`)
  if (changes.email !== undefined && changes.email !== user.email) await voidSent(tx, user.id, 'email')
  if (changes.phone !== undefined && changes.phone !== user.phone) await voidSent(tx, user.id, 'phone')
  if (changes.passwordUpdatedAt !== undefined) await voidRecoveries(tx, user.id)
  try {
    await tx.run(sql`UPDATE users SET ${set} WHERE id = ${user.id}`)
  } catch (error) {
    const key = duplicateKey(error)
    if (key === 'users_email') throw fail(emailClash, { id: user.id }, error)
    if (key === 'users_phone') throw fail('user_phone_already_exists', { id: user.id }, error)
    throw error
  }
}

export async function deleteUser(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`DELETE FROM tokens WHERE userId = ${id}`)
  await tx.run(sql`DELETE FROM challenges WHERE userId = ${id}`)
  await tx.run(sql`DELETE FROM identities WHERE userId = ${id}`)
  await tx.run(sql`DELETE FROM targets WHERE userId = ${id}`)
  await tx.run(sql`DELETE FROM users WHERE id = ${id}`)
}

/** Lists and maps are stored as JSON. */
function stored(value: UserChanges[keyof UserChanges]): SqlValue {
  if (value === undefined || value === null) return null
  return typeof value === 'object' && !(value instanceof Date) ? toJson(value) : value
}

type Searched = Pick<User, 'id' | 'email' | 'phone' | 'name' | 'labels'>

function searchText({ id, email, phone, name: fullName, labels }: Searched): string {
  return [id, email, phone, fullName, ...labels.map((label) => `label:${label}`)].filter(Boolean).join(' ')
}

async function read(db: Queryable, statement: Sql): Promise<User | null> {
  const row = await db.one<StoredUser>(statement)
  return row === null ? null : parseUser(row)
}
