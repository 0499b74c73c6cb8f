import type { Queryable, Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { type Actor, fail } from '@basalt/types'
import { encodeSession } from '../access/index.ts'
import { hashSecret, newSecret, type Secrets } from '../secrets/index.ts'
import { deviceOf } from './device.ts'
import * as queries from './queries.ts'
import { type Session, toSession } from './session.ts'

const secretBytes = 128
/** Events are the same whoever caused them. */
const eventLocale = 'en'

/** Where somebody signs in. */
type From = {
  readonly ip: string
  readonly userAgent: string
  readonly locale: string
  /** Code of the country in small letters, or `--`. */
  readonly country: () => Promise<string>
}

/** In whose language sessions are read, and what opens the tokens of providers in them. */
export type SessionReader = { readonly secrets: Secrets; readonly locale: string }

/** How somebody signed in, and from where. */
export type SignIn = {
  readonly userId: string
  /** `email`, `anonymous`, `magic-url`, `phone`, `oauth2`, `token`, `server`, or an OAuth2 provider. */
  readonly provider: string
  readonly providerUid?: string
  readonly factors: readonly string[]
  readonly from: From
  readonly durationSeconds: number
  /** Oldest sessions beyond this number go; null keeps all. */
  readonly maxSessions: number | null
  /** False for a session that somebody else opened for the user. */
  readonly current: boolean
}

/**
 * Opens a session. The result's `secret` is the encoded value that cookies and headers carry, known only here:
 * what is stored is its hash.
 */
export async function createSession(tx: Transaction, signIn: SignIn): Promise<Session> {
  const { from } = signIn
  const secret = newSecret(secretBytes)
  const now = new Date()
  const row = {
    id: uniqueId(),
    userId: signIn.userId,
    secretHash: hashSecret(secret),
    createdAt: now,
    expiresAt: new Date(now.getTime() + signIn.durationSeconds * 1000),
    provider: signIn.provider,
    providerUid: signIn.providerUid ?? '',
    factors: signIn.factors,
    ip: from.ip,
    countryCode: await from.country(),
    device: await deviceOf(from.userAgent),
  }
  await queries.insertSession(tx, row)
  if (signIn.maxSessions !== null) await queries.trimSessions(tx, signIn.userId, signIn.maxSessions)
  const stored = await queries.getSession(tx, signIn.userId, row.id)
  return toSession(stored, {
    current: signIn.current,
    locale: from.locale,
    secret: encodeSession(signIn.userId, secret),
  })
}

/** All sessions of a user in order of creation, expired ones too: they are swept by maintenance. */
export async function listSessions(
  db: Queryable,
  userId: string,
  currentId: string | null,
  reader: SessionReader,
): Promise<readonly Session[]> {
  const rows = await queries.allSessions(db, userId)
  return rows.map((row) => toSession(row, { current: row.id === currentId, ...reader }))
}

/**
 * One session of a user. `current` stands for the caller's own.
 * @throws `user_session_not_found`, also for `current` of a caller without a session.
 */
export async function getSession(
  db: Queryable,
  actor: Actor,
  userId: string,
  sessionId: string,
  reader: SessionReader,
): Promise<Session> {
  const row = await queries.getSession(db, userId, sessionIdOf(actor, sessionId))
  return toSession(row, { current: row.id === actor.sessionId, ...reader })
}

/** Counts the session's life anew from now. Its cookie keeps the expiry that it had. */
export async function renewSession(
  tx: Transaction,
  actor: Actor,
  userId: string,
  sessionId: string,
  durationSeconds: number,
): Promise<Session> {
  const id = sessionIdOf(actor, sessionId)
  const now = new Date()
  await queries.updateExpiry(tx, userId, id, new Date(now.getTime() + durationSeconds * 1000), now)
  return toSession(await queries.getSession(tx, userId, id))
}

/** Adds a passed factor to a session and notes when. */
export async function addFactor(tx: Transaction, userId: string, sessionId: string, factor: string): Promise<Session> {
  const row = await queries.lockSession(tx, userId, sessionId)
  const factors = [...new Set([...row.factors, factor])]
  await queries.updateFactors(tx, sessionId, factors, new Date())
  return toSession(await queries.getSession(tx, userId, sessionId))
}

/** Adds factors to a session without counting as a challenge. */
export async function extendFactors(
  tx: Transaction,
  userId: string,
  sessionId: string,
  factors: readonly string[],
): Promise<void> {
  const row = await queries.lockSession(tx, userId, sessionId)
  await queries.updateFactors(tx, sessionId, [...new Set([...row.factors, ...factors])], null)
}

/** Ends one session and removes the push targets bound to it. @throws `user_session_not_found` */
export async function removeSession(
  tx: Transaction,
  userId: string,
  sessionId: string,
  currentId: string | null,
): Promise<Session> {
  const row = await queries.getSession(tx, userId, sessionId)
  const removed = await queries.deleteSessions(tx, userId, [sessionId])
  if (removed === 0) throw fail('user_session_not_found', { sessionId })
  return toSession(row, { current: row.id === currentId, locale: eventLocale })
}

/** Ends all sessions of a user, but for `exceptId` when given, and tells which they were: of very many the oldest. */
export async function removeSessions(
  tx: Transaction,
  userId: string,
  { exceptId = null, currentId = null }: { readonly exceptId?: string | null; readonly currentId?: string | null } = {},
): Promise<readonly Session[]> {
  const rows = (await queries.allSessions(tx, userId)).filter((row) => row.id !== exceptId)
  await queries.deleteOtherSessions(tx, userId, exceptId)
  return rows.map((row) => toSession(row, { current: row.id === currentId, locale: eventLocale }))
}

/** The id that a path means. @throws `user_session_not_found` for `current` without a session. */
export function sessionIdOf(actor: Actor, sessionId: string): string {
  if (sessionId !== 'current') return sessionId
  if (actor.sessionId === null) throw fail('user_session_not_found', { sessionId })
  return actor.sessionId
}
