import { list, type Schema, sql, type Transaction } from '@basalt/database'
import type { Device } from '@basalt/devices'
import { fail } from '@basalt/types'

/** An object that no row has claimed after this time belongs to a request that died. */
const unclaimedHours = 24
const abandonedHours = 24
const sweepSize = 200

/** Writes an object down that is about to be written, so that it is found if nothing ever claims it. */
export async function announceObject(schema: Schema, objectKey: string): Promise<void> {
  const dueAt = new Date(Date.now() + unclaimedHours * 3_600_000)
  await schema.run(sql`INSERT INTO objectRemovals (objectKey, dueAt) VALUES (${objectKey}, ${dueAt})`)
}

/** From here on a row needs the object. @throws `general_service_unavailable` when its removal has begun */
export async function claimObject(tx: Transaction, objectKey: string): Promise<void> {
  const claimed = await tx.run(sql`DELETE FROM objectRemovals WHERE objectKey = ${objectKey} AND NOT begun`)
  if (claimed.affectedRows !== 1) throw fail('general_service_unavailable', { reason: 'the upload took too long' })
}

/** From here on no row needs the objects. */
export async function discardObjects(tx: Transaction, objectKeys: readonly string[]): Promise<void> {
  for (const key of objectKeys) {
    await tx.run(sql`INSERT IGNORE INTO objectRemovals (objectKey, dueAt) VALUES (${key}, ${new Date()})`)
  }
}

/** The object was never needed: it may go now. */
export async function hastenRemoval(schema: Schema, objectKey: string): Promise<void> {
  await schema.run(sql`UPDATE objectRemovals SET dueAt = ${new Date()} WHERE objectKey = ${objectKey}`)
}

/** Discards all objects of a bucket, whose rows are about to go. */
export async function discardBucket(tx: Transaction, bucketSequence: number): Promise<void> {
  const now = new Date()
  await tx.run(
    sql`INSERT IGNORE INTO objectRemovals (objectKey, dueAt)
        SELECT objectKey, ${now} FROM files WHERE bucketSequence = ${bucketSequence} AND objectKey IS NOT NULL
        UNION ALL SELECT fileChunks.objectKey, ${now} FROM fileChunks
        JOIN files ON files.sequence = fileChunks.fileSequence WHERE files.bucketSequence = ${bucketSequence}
        UNION ALL SELECT previews.objectKey, ${now} FROM previews
        JOIN files ON files.sequence = previews.fileSequence WHERE files.bucketSequence = ${bucketSequence}`,
  )
}

/** Whether objects are due to be removed. */
export const dueRemovals = sql`SELECT 1 FROM objectRemovals WHERE dueAt <= UTC_TIMESTAMP(3)`

/**
 * Removes what is due from the device. Marked first, so that no upload claims an object that is going; a run that
 * is stopped half way leaves the rest to the next. For maintenance.
 */
export async function removeDueObjects(schema: Schema, device: Device, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const due = await schema.all<{ objectKey: string }>(
      sql`SELECT objectKey FROM objectRemovals WHERE dueAt <= ${new Date()} ORDER BY dueAt LIMIT ${sweepSize}`,
    )
    if (due.length === 0) return
    const keys = due.map(({ objectKey }) => objectKey)
    await schema.run(sql`UPDATE objectRemovals SET begun = TRUE WHERE objectKey IN ${list(keys)}`)
    const { claimed, going } = await stillDue(schema, keys)
    for (const key of going) await device.delete(key)
    if (going.length > 0) await schema.run(sql`DELETE FROM objectRemovals WHERE objectKey IN ${list(going)}`)
    if (claimed) return
  }
}

/** Some may have been claimed between the look and the mark. */
async function stillDue(
  schema: Schema,
  keys: readonly string[],
): Promise<{ readonly claimed: boolean; readonly going: readonly string[] }> {
  const rows = await schema.all<{ objectKey: string }>(
    sql`SELECT objectKey FROM objectRemovals WHERE objectKey IN ${list(keys)} AND begun`,
  )
  return { claimed: rows.length < keys.length, going: rows.map(({ objectKey }) => objectKey) }
}

/** Takes files away whose chunks have stopped coming. For maintenance. */
export async function giveUpStaleUploads(schema: Schema): Promise<void> {
  const before = new Date(Date.now() - abandonedHours * 3_600_000)
  await schema.transaction(async (tx) => {
    const stale = await tx.all<{ sequence: number }>(
      sql`SELECT sequence FROM files WHERE objectKey IS NULL AND updatedAt < ${before} LIMIT ${sweepSize} FOR UPDATE`,
    )
    for (const { sequence } of stale) await discardFile(tx, sequence)
  })
}

/** Takes the row of a file away, and discards its bytes. */
export async function discardFile(tx: Transaction, sequence: number): Promise<void> {
  const objects = await tx.all<{ objectKey: string }>(
    sql`SELECT objectKey FROM files WHERE sequence = ${sequence} AND objectKey IS NOT NULL
        UNION ALL SELECT objectKey FROM fileChunks WHERE fileSequence = ${sequence}
        UNION ALL SELECT objectKey FROM previews WHERE fileSequence = ${sequence}`,
  )
  await discardObjects(
    tx,
    objects.map(({ objectKey }) => objectKey),
  )
  await tx.run(sql`DELETE FROM files WHERE sequence = ${sequence}`)
}
