import { type Schema, sql, type Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { fail, type Renderable } from '@basalt/types'
import { hashSecret, sameSecret, type Secrets } from '../secrets/index.ts'
import { addFactor, type Session } from '../sessions/index.ts'
import { lockUser, type User, writeChanges } from '../users/index.ts'
import { withoutCode } from './recovery-codes.ts'
import { stepOf } from './totp.ts'

export type ChallengeFactor = 'email' | 'phone' | 'totp' | 'recoverycode'
export type Challenge = Renderable<'mfaChallenge'> & { readonly $id: string; readonly userId: string }

const lifetimeMs = 3_600_000
const maxAttempts = 10

/** Opens a challenge. For factors that send a code, `code` is what was sent. */
export async function insertChallenge(
  tx: Transaction,
  userId: string,
  factor: ChallengeFactor,
  code: string | null,
): Promise<Challenge> {
  const id = uniqueId()
  const now = new Date()
  const expiresAt = new Date(now.getTime() + lifetimeMs)
  await tx.run(
    sql`INSERT INTO challenges (id, userId, factor, codeHash, createdAt, expiresAt)
        VALUES (${id}, ${userId}, ${factor}, ${code === null ? null : hashSecret(code)}, ${now}, ${expiresAt})`,
  )
  return { $id: id, $createdAt: wire(now), userId, expire: wire(expiresAt) }
}

type Answer = { readonly challengeId: string; readonly code: string }
type Held = { readonly id: string; readonly factor: ChallengeFactor; readonly codeHash: string | null }
type Told = (tx: Transaction, session: Session) => Promise<void>

/**
 * Answers a challenge for a session, which has then passed the factor. Of two right answers at a time one counts, and
 * ten wrong ones close the challenge. `tell` runs in the transaction of a right answer.
 * @throws `user_invalid_token`, `user_session_not_found`
 */
export async function answerChallenge(
  database: Schema,
  secrets: Secrets,
  caller: { readonly userId: string; readonly sessionId: string | null },
  { challengeId, code }: Answer,
  tell: Told,
): Promise<Session> {
  const { userId, sessionId } = caller
  if (sessionId === null) throw fail('user_session_not_found')
  if (!/^[\w.-]{1,36}$/.test(challengeId)) throw fail('user_invalid_token')
  const session = await database.transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    const challenge = await tx.one<Held>(
      sql`SELECT id, factor, codeHash FROM challenges WHERE id = ${challengeId} AND userId = ${userId}
          AND expiresAt > ${new Date()} AND attempts < ${maxAttempts} FOR UPDATE`,
    )
    if (challenge === null) return null
    if (!(await passes(tx, secrets, user, challenge, code))) {
      await tx.run(sql`UPDATE challenges SET attempts = attempts + 1 WHERE id = ${challenge.id}`)
      return null
    }
    await tx.run(sql`DELETE FROM challenges WHERE id = ${challenge.id}`)
    const passed = await addFactor(tx, userId, sessionId, challenge.factor)
    await tell(tx, passed)
    return passed
  })
  if (session === null) throw fail('user_invalid_token')
  return session
}

/** A code of an authenticator works for one challenge only, as one of recovery does. */
async function passes(tx: Transaction, secrets: Secrets, user: User, challenge: Held, code: string): Promise<boolean> {
  if (challenge.factor === 'totp') {
    if (user.totpSecret === null || !user.totpVerified) return false
    const step = stepOf(secrets.decrypt(user.totpSecret), code)
    if (step === null || step <= user.totpStep) return false
    await writeChanges(tx, user, { totpStep: step })
    return true
  }
  if (challenge.factor === 'recoverycode') {
    const left = withoutCode(secrets, user, code)
    if (left) await writeChanges(tx, user, left)
    return left !== null
  }
  return challenge.codeHash !== null && sameSecret(challenge.codeHash, hashSecret(code))
}

function wire(date: Date): string {
  return date.toISOString().replace('Z', '+00:00')
}
