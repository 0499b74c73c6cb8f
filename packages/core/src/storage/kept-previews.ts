import { Readable } from 'node:stream'
import { list, type Schema, sql, type Sql, type Transaction } from '@basalt/database'
import type { PreviewShelf } from '../images/index.ts'
import { objectContent } from './content.ts'
import type { OpenedFile } from './file-row.ts'
import { orHasten, pack, placeIn } from './pack.ts'
import { claimObject, discardObjects } from './removals.ts'
import type { Storage } from './storage.ts'

/** Whoever asks for a file in every size there is fills no disk with it. */
const mostOfFile = 50
/** Hits within it are not written down, so that reading seldom writes. */
const usedEveryMs = 24 * 3_600_000
const unusedMs = 30 * 24 * 3_600_000
const batchSize = 200

type Row = {
  readonly sequence: number
  readonly contentType: string
  readonly objectKey: string
  readonly sealedKey: string | null
  readonly packedBytes: number
  readonly usedAt: string
}

/** The previews of a file that lie on the device, sealed as the file is. Null where the installation keeps none. */
export function keptPreviews(schema: Schema, storage: Storage, { bucket, file }: OpenedFile): PreviewShelf | null {
  if (storage.previewCacheBytes === 0) return null
  const place = { ...placeIn(bucket), compression: 'none' } as const
  return {
    async find(variant) {
      const row = await schema.one<Row>(
        sql`SELECT sequence, contentType, objectKey, sealedKey, packedBytes, usedAt FROM previews
            WHERE fileSequence = ${file.sequence} AND variant = ${variant}`,
      )
      if (row === null) return null
      const content = objectContent(storage, { ...row, compression: 'none', sizeBytes: row.packedBytes })
      const bytes = Buffer.concat(await Array.fromAsync(content.read()))
      if (Date.parse(row.usedAt) < Date.now() - usedEveryMs) {
        await schema.run(sql`UPDATE previews SET usedAt = ${new Date()} WHERE sequence = ${row.sequence}`)
      }
      return { bytes, contentType: row.contentType }
    },

    async keep(variant, { bytes, contentType }) {
      const held = await schema.one<{ total: number }>(
        sql`SELECT COUNT(*) AS total FROM previews WHERE fileSequence = ${file.sequence}`,
      )
      if ((held?.total ?? 0) >= mostOfFile) return
      const packed = await pack({ schema, storage }, place, Readable.from([bytes]))
      await orHasten({ schema }, packed.objectKey, () =>
        schema.transaction(async (tx) => {
          await claimObject(tx, packed.objectKey)
          await removeVariant(tx, file.sequence, variant)
          await tx.run(
            sql`INSERT INTO previews (fileSequence, variant, contentType, objectKey, sealedKey, packedBytes, usedAt)
                VALUES (${file.sequence}, ${variant}, ${contentType}, ${packed.objectKey}, ${packed.sealedKey},
                  ${packed.packedBytes}, ${new Date()})`,
          )
        }),
      )
    },
  }
}

/** One that could not be read gives way to the one that was made instead. */
async function removeVariant(tx: Transaction, fileSequence: number, variant: string): Promise<void> {
  const held = await tx.one<{ sequence: number; objectKey: string }>(
    sql`SELECT sequence, objectKey FROM previews WHERE fileSequence = ${fileSequence} AND variant = ${variant} FOR UPDATE`,
  )
  if (held === null) return
  await discardObjects(tx, [held.objectKey])
  await tx.run(sql`DELETE FROM previews WHERE sequence = ${held.sequence}`)
}

/** Whether a project keeps more previews than it may. */
export function excessPreviews(maxBytes: number): Sql {
  return sql`SELECT 1 FROM previews HAVING SUM(packedBytes) > ${maxBytes}`
}

/** Removes previews that nobody asked for in a month, and the longest unused ones beyond `maxBytes`. For maintenance. */
export async function removeUnusedPreviews(schema: Schema, maxBytes: number, signal: AbortSignal): Promise<void> {
  const before = new Date(Date.now() - unusedMs)
  while (!signal.aborted) {
    const removed = await schema.transaction(async (tx) => {
      const held = await tx.one<{ bytes: number }>(sql`SELECT COALESCE(SUM(packedBytes), 0) AS bytes FROM previews`)
      const oldest = await tx.all<Pick<Row, 'sequence' | 'objectKey' | 'packedBytes' | 'usedAt'>>(
        sql`SELECT sequence, objectKey, packedBytes, usedAt FROM previews ORDER BY usedAt LIMIT ${batchSize} FOR UPDATE`,
      )
      let beyond = (held?.bytes ?? 0) - maxBytes
      const going = oldest.filter(({ packedBytes, usedAt }) => {
        const goes = beyond > 0 || Date.parse(usedAt) < before.getTime()
        beyond -= packedBytes
        return goes
      })
      if (going.length === 0) return 0
      await discardObjects(
        tx,
        going.map(({ objectKey }) => objectKey),
      )
      await tx.run(sql`DELETE FROM previews WHERE sequence IN ${list(going.map(({ sequence }) => sequence))}`)
      return going.length
    })
    if (removed < batchSize) return
  }
}
