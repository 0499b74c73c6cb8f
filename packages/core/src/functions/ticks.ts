import { type Schema, sql } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import type { Secrets } from '../secrets/index.ts'
import { nextTick } from './cron.ts'
import { insertPending, onceKeyOf } from './new-execution.ts'

const ticksAtOnce = 50

type Due = {
  readonly sequence: number
  readonly schedule: string
  readonly nextRunAt: string
  readonly deploymentId: string
}

/**
 * Writes down the runs of schedules that are due, and when the next ones are. A tick makes one run, however many workers
 * look; several that were missed while none did make one together. @returns how many runs there are now to do
 */
export async function takeTicks(schema: Schema, secrets: Secrets): Promise<number> {
  const now = new Date()
  return schema.transaction(async (tx) => {
    const due = await tx.all<Due>(
      sql`SELECT sequence, schedule, nextRunAt, deploymentId FROM functions WHERE nextRunAt <= ${now}
          ORDER BY nextRunAt LIMIT ${ticksAtOnce} FOR UPDATE SKIP LOCKED`,
    )
    for (const { sequence, schedule, nextRunAt, deploymentId } of due) {
      await insertPending(tx, secrets, {
        id: uniqueId(),
        functionSequence: sequence,
        deploymentId,
        readerId: null,
        cause: { trigger: 'schedule', event: null, userId: null, sessionId: null },
        input: { method: 'POST', path: '/', headers: {}, body: Buffer.alloc(0) },
        status: 'waiting',
        dueAt: now,
        onceKey: onceKeyOf('tick', nextRunAt),
      })
      await tx.run(sql`UPDATE functions SET nextRunAt = ${nextTick(schedule, now)} WHERE sequence = ${sequence}`)
    }
    return due.length
  })
}
