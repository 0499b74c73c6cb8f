import { join, type Queryable, type Schema, sql, type Transaction } from '@basalt/database'

export type Delivery = {
  readonly sequence: number
  readonly activity: number
  readonly event: string
  readonly userId: string | null
  readonly payload: string
  readonly attempts: number
}

export type NewDelivery = Omit<Delivery, 'sequence' | 'attempts'> & {
  readonly webhookId: string
  /** Deliveries with the same hash are about the same record, and keep their order. */
  readonly subjectHash: Buffer
}

export type Outcome = {
  readonly status: 'pending' | 'delivered' | 'failed'
  readonly attempts: number
  readonly dueAt: Date
  readonly responseStatus: number
  readonly response: string
}

const removedAtOnce = 1000

export async function insertDeliveries(tx: Transaction, deliveries: readonly NewDelivery[]): Promise<void> {
  const now = new Date()
  const rows = deliveries.map(
    (one) => sql`(${one.webhookId}, ${one.activity}, ${one.event}, ${one.subjectHash}, ${one.userId}, ${one.payload},
      ${now}, ${now})`,
  )
  await tx.run(
    sql`INSERT INTO webhookDeliveries (webhookId, activity, event, subjectHash, userId, payload, createdAt, dueAt)
        VALUES ${join(rows)}`,
  )
}

/** What may be sent now, oldest first, and one of each record: the next one waits for it. */
export async function dueDeliveries(db: Queryable, webhookId: string, limit: number): Promise<readonly Delivery[]> {
  return db.all<Delivery>(
    sql`SELECT sequence, activity, event, userId, payload, attempts FROM webhookDeliveries AS due
        WHERE webhookId = ${webhookId} AND status = 'pending' AND dueAt <= ${new Date()}
          AND NOT EXISTS (SELECT 1 FROM webhookDeliveries AS older
                          WHERE older.webhookId = due.webhookId AND older.status = 'pending'
                            AND older.subjectHash = due.subjectHash AND older.sequence < due.sequence)
        ORDER BY sequence LIMIT ${limit}`,
  )
}

/** When the next delivery of a webhook is due; null when none waits. */
export async function nextDueAt(db: Queryable, webhookId: string): Promise<string | null> {
  const row = await db.one<{ dueAt: string }>(
    sql`SELECT dueAt FROM webhookDeliveries WHERE webhookId = ${webhookId} AND status = 'pending' ORDER BY dueAt LIMIT 1`,
  )
  return row?.dueAt ?? null
}

/** Whether deliveries wait. */
export const pendingDeliveries = sql`SELECT 1 FROM webhookDeliveries WHERE status = 'pending'`

/** Webhooks whose deliveries should have been sent some time ago. */
export async function overdueWebhooks(db: Queryable, before: Date): Promise<readonly string[]> {
  const rows = await db.all<{ webhookId: string }>(
    sql`SELECT DISTINCT webhookId FROM webhookDeliveries WHERE status = 'pending' AND dueAt <= ${before}`,
  )
  return rows.map(({ webhookId }) => webhookId)
}

export async function finishDelivery(schema: Schema, sequence: number, outcome: Outcome): Promise<void> {
  const finishedAt = outcome.status === 'pending' ? null : new Date()
  await schema.run(
    sql`UPDATE webhookDeliveries SET status = ${outcome.status}, attempts = ${outcome.attempts}, dueAt = ${outcome.dueAt},
          finishedAt = ${finishedAt}, responseStatus = ${outcome.responseStatus}, response = ${outcome.response}
        WHERE sequence = ${sequence} AND status = 'pending'`,
  )
}

/** Forgets what a deleted webhook was to be sent. */
export async function deleteDeliveries(schema: Schema, webhookId: string): Promise<void> {
  await schema.run(sql`DELETE FROM webhookDeliveries WHERE webhookId = ${webhookId}`)
}

/** Removes the log of deliveries that ended before the time kept, and what waits for a webhook that stayed off. */
export async function removeOldDeliveries(schema: Schema, retentionDays: number, signal: AbortSignal): Promise<number> {
  const before = new Date(Date.now() - retentionDays * 24 * 3600 * 1000)
  let removed = 0
  for (const statement of [
    sql`DELETE FROM webhookDeliveries WHERE finishedAt < ${before} LIMIT ${removedAtOnce}`,
    sql`DELETE FROM webhookDeliveries WHERE status = 'pending' AND dueAt < ${before} LIMIT ${removedAtOnce}`,
  ]) {
    for (let affected = removedAtOnce; affected === removedAtOnce && !signal.aborted; removed += affected) {
      affected = (await schema.run(statement)).affectedRows
    }
  }
  return removed
}
