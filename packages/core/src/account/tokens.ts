import { randomBytes, randomInt } from 'node:crypto'
import { list, sql, type Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import type { Renderable } from '@basalt/types'
import { hashSecret, sameSecret } from '../secrets/index.ts'

/** What a token proves. The ways to sign in come first. */
export type TokenKind =
  | 'magic-url'
  | 'phone'
  | 'oauth2'
  | 'custom'
  | 'email'
  | 'verification'
  | 'recovery'
  | 'phone-verification'

export const signInKinds: readonly TokenKind[] = ['magic-url', 'phone', 'oauth2', 'custom', 'email']

export type Token = Renderable<'token'> & {
  readonly $id: string
  readonly userId: string
  readonly secret: string
  readonly expire: string
}
export type FoundToken = {
  readonly id: string
  readonly kind: TokenKind
  readonly createdAt: string
  readonly expiresAt: string
}

/** Kinds whose secrets may be short enough to be found by trying. Long ones must not fall to a stranger's wrong guesses. */
const guessable: readonly TokenKind[] = ['phone', 'custom', 'email', 'phone-verification']
/** Wrong guesses after which a guessable token is worthless. */
const maxAttempts = 10

type NewToken = {
  readonly userId: string
  readonly kind: TokenKind
  readonly secret: string
  readonly lifetimeSeconds: number
  readonly phrase?: string
}

/** Stores the hash of a secret. The secret itself is in the result alone. */
export async function createToken(tx: Transaction, token: NewToken): Promise<Token> {
  const id = uniqueId()
  const now = new Date()
  const expiresAt = new Date(now.getTime() + token.lifetimeSeconds * 1000)
  await tx.run(
    sql`INSERT INTO tokens (id, userId, kind, secretHash, createdAt, expiresAt)
        VALUES (${id}, ${token.userId}, ${token.kind}, ${hashSecret(token.secret)}, ${now}, ${expiresAt})`,
  )
  return {
    $id: id,
    $createdAt: wire(now),
    userId: token.userId,
    secret: token.secret,
    expire: wire(expiresAt),
    phrase: token.phrase ?? '',
  }
}

/**
 * Uses a token up: of two calls with one secret, one gets it. Null for a wrong secret, which counts against every
 * guessable token of the user, so commit also then.
 */
export async function consumeToken(
  tx: Transaction,
  userId: string,
  kinds: readonly TokenKind[],
  secret: string,
): Promise<FoundToken | null> {
  const live = await tx.all<FoundToken & { readonly secretHash: string }>(
    sql`SELECT id, kind, createdAt, expiresAt, secretHash FROM tokens WHERE userId = ${userId} AND kind IN ${list(kinds)}
        AND expiresAt > ${new Date()} AND attempts < ${maxAttempts} ORDER BY sequence DESC LIMIT 100 FOR UPDATE`,
  )
  const hash = hashSecret(secret)
  const found = live.find((token) => sameSecret(token.secretHash, hash))
  if (found) await tx.run(sql`DELETE FROM tokens WHERE id = ${found.id}`)
  else await countGuess(tx, live)
  return found ?? null
}

async function countGuess(tx: Transaction, live: readonly FoundToken[]): Promise<void> {
  const ids = live.filter((token) => guessable.includes(token.kind)).map((token) => token.id)
  if (ids.length > 0) await tx.run(sql`UPDATE tokens SET attempts = attempts + 1 WHERE id IN ${list(ids)}`)
}

/** A token after its use: what clients see of it, without its secret. */
export function usedToken(userId: string, token: FoundToken): Token {
  const { id, createdAt, expiresAt } = token
  return { $id: id, $createdAt: createdAt, userId, secret: '', expire: expiresAt, phrase: '' }
}

/** Six digits, each as likely as the others. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0')
}

/** A secret of hex characters. */
export function newHex(length: number): string {
  return randomBytes(Math.ceil(length / 2))
    .toString('hex')
    .slice(0, length)
}

function wire(date: Date): string {
  return date.toISOString().replace('Z', '+00:00')
}
