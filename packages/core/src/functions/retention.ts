import { type Schema, sql } from '@basalt/database'
import { discardObjects } from '../storage/index.ts'

const abandonedHours = 24
const sweepSize = 100

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
