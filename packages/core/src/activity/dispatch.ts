import { list, type Schema, sql, type Transaction } from '@basalt/database'
import type { Project } from '../projects/index.ts'

/** A change that webhooks and functions have not been told of. */
export type PendingActivity = {
  readonly sequence: number
  readonly createdAt: string
  readonly event: string
  readonly actorKind: string
  readonly userId: string | null
  /** JSON, as the payload was appended; null for changes without one. */
  readonly payload: string | null
}

/**
 * Somebody who must hear of every change: webhooks, functions. What it must do is a row of its own (a delivery, an
 * execution) before the change counts as dispatched; queue jobs only make it quick.
 */
export type ActivityConsumer = {
  readonly name: string
  /**
   * Reads what it needs to know before the transaction opens. The function it returns writes down what the changes ask
   * for, in the transaction that marks them as dispatched; jobs are enqueued in `tx.afterCommit`, by ids derived from the rows.
   */
  prepare(project: Project): Promise<TakeChanges>
  /** Enqueues again what was taken and is not done: Redis may have lost its queues. */
  refill(schema: Schema, project: Project): Promise<void>
}

type TakeChanges = (tx: Transaction, changes: readonly PendingActivity[]) => Promise<void>

const batchSize = 100

/** Another dispatcher took some of the same rows first. */
class Overtaken extends Error {}

/**
 * Hands the oldest pending changes of a project to all consumers and marks them, in one transaction. Returns how many;
 * fewer than `batchSize` means that none is left. Each change is taken once, whoever else dispatches at the same time.
 */
export async function dispatchActivity(
  schema: Schema,
  project: Project,
  consumers: readonly ActivityConsumer[],
): Promise<{ readonly taken: number; readonly isDone: boolean }> {
  if (!(await hasPendingActivity(schema))) return { taken: 0, isDone: true }
  const takes = await Promise.all(consumers.map((consumer) => consumer.prepare(project)))
  try {
    const taken = await schema.transaction((tx) => takeBatch(tx, takes))
    return { taken, isDone: taken < batchSize }
  } catch (error) {
    if (error instanceof Overtaken) return { taken: 0, isDone: false }
    throw error
  }
}

/** Whether changes wait for a dispatcher. */
export const pendingActivity = sql`SELECT 1 FROM activity WHERE dispatchedAt IS NULL`

/** True when a project has changes that wait for a dispatcher. */
export async function hasPendingActivity(schema: Schema): Promise<boolean> {
  return (await schema.one(sql`${pendingActivity} LIMIT 1`)) !== null
}

async function takeBatch(tx: Transaction, takes: readonly TakeChanges[]): Promise<number> {
  const changes = await tx.all<PendingActivity>(
    sql`SELECT sequence, createdAt, event, actorKind, userId, payload FROM activity
        WHERE dispatchedAt IS NULL ORDER BY sequence LIMIT ${batchSize}`,
  )
  if (changes.length === 0) return 0
  const ids = changes.map(({ sequence }) => sequence)
  // Locks these rows alone, by key: writers that append meanwhile are not held up.
  const marked = await tx.run(
    sql`UPDATE activity SET dispatchedAt = ${new Date()} WHERE sequence IN ${list(ids)} AND dispatchedAt IS NULL`,
  )
  if (marked.affectedRows !== changes.length) throw new Overtaken()
  const told = changes.filter(({ event }) => event !== '')
  for (const take of takes) if (told.length > 0) await take(tx, told)
  return changes.length
}
