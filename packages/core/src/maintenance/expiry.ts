import { type Schema, sql, type Sql } from '@basalt/database'

/** Rows deleted in one statement, so that no lock is held for long. */
const batchSize = 1000

/** Expired sessions and secrets are refused at once; their rows go after a day. */
const keptMs = 24 * 3600 * 1000

/** Removes sessions, tokens and challenges that nobody can use any more, and the push targets of such sessions. */
export async function removeExpiredSignIns(schema: Schema, signal: AbortSignal): Promise<number> {
  const before = new Date(Date.now() - keptMs)
  await inBatches(
    schema,
    signal,
    sql`DELETE FROM targets WHERE sessionId IN (SELECT id FROM sessions WHERE expiresAt < ${before}) LIMIT ${batchSize}`,
  )
  const sessions = sql`DELETE FROM sessions WHERE expiresAt < ${before} LIMIT ${batchSize}`
  const tokens = sql`DELETE FROM tokens WHERE expiresAt < ${before} LIMIT ${batchSize}`
  const challenges = sql`DELETE FROM challenges WHERE expiresAt < ${before} LIMIT ${batchSize}`
  const passkeys = sql`DELETE FROM passkeyChallenges WHERE expiresAt < ${before} LIMIT ${batchSize}`
  let removed = 0
  for (const statement of [sessions, tokens, challenges, passkeys])
    removed += await inBatches(schema, signal, statement)
  return removed
}

/** Removes activity older than the time that audit entries are kept, but never what still waits for a dispatcher. */
export async function removeOldActivity(schema: Schema, retentionDays: number, signal: AbortSignal): Promise<number> {
  const before = new Date(Date.now() - retentionDays * 24 * 3600 * 1000)
  return inBatches(
    schema,
    signal,
    sql`DELETE FROM activity WHERE createdAt < ${before} AND dispatchedAt IS NOT NULL ORDER BY createdAt LIMIT ${batchSize}`,
  )
}

async function inBatches(schema: Schema, signal: AbortSignal, statement: Sql): Promise<number> {
  let removed = 0
  while (!signal.aborted) {
    const { affectedRows } = await schema.run(statement)
    removed += affectedRows
    if (affectedRows < batchSize) break
  }
  return removed
}
