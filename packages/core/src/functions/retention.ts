import { type Schema, sql } from '@basalt/database'
import { discardObjects } from '../storage/index.ts'

const abandonedHours = 24
const sweepSize = 100
const keptDays = 14

/** Takes deployments away whose chunks have stopped coming. For maintenance. */
export async function giveUpStaleCode(schema: Schema): Promise<void> {
  const before = new Date(Date.now() - abandonedHours * 3_600_000)
  await schema.transaction(async (tx) => {
    const stale = await tx.all<{ sequence: number }>(
      sql`SELECT sequence FROM deployments WHERE sourceKey IS NULL AND updatedAt < ${before}
          LIMIT ${sweepSize} FOR UPDATE SKIP LOCKED`,
    )
    for (const { sequence } of stale) {
      const chunks = await tx.all<{ objectKey: string }>(
        sql`SELECT objectKey FROM deploymentChunks WHERE deploymentSequence = ${sequence}`,
      )
      await discardObjects(
        tx,
        chunks.map(({ objectKey }) => objectKey),
      )
      await tx.run(sql`DELETE FROM deployments WHERE sequence = ${sequence}`)
    }
  })
}

const batchSize = 1000

/** Forgets runs after two weeks, and at once those of functions that are gone. For maintenance. */
export async function removeOldExecutions(schema: Schema, signal: AbortSignal): Promise<void> {
  const before = new Date(Date.now() - keptDays * 24 * 3_600_000)
  const statements = [
    sql`DELETE FROM executions WHERE createdAt < ${before} AND dueAt IS NULL LIMIT ${batchSize}`,
    sql`DELETE FROM executions WHERE NOT EXISTS
          (SELECT 1 FROM functions WHERE functions.sequence = executions.functionSequence) LIMIT ${batchSize}`,
  ]
  for (const statement of statements) {
    while (!signal.aborted) {
      const { affectedRows } = await schema.run(statement)
      if (affectedRows < batchSize) break
    }
  }
}
