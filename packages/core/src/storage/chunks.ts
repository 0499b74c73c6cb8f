import { isDuplicate, sql, type Transaction } from '@basalt/database'
import { BasaltError, fail } from '@basalt/types'
import { scanned } from './antivirus.ts'
import type { BucketRow } from './buckets.ts'
import { planChunk } from './chunk-plan.ts'
import { objectContent } from './content.ts'
import type { ContentRange } from './content-range.ts'
import type { FileRow } from './file-row.ts'
import { findFileRow, replaceReaders, shown, type Shown } from './files.ts'
import { finish, insertFile } from './make-file.ts'
import { type Context, orHasten, pack, placeIn } from './pack.ts'
import type { StoredChunk } from './receive.ts'
import { claimObject, discardFile, discardObjects } from './removals.ts'
import { alreadyExists, type Upload } from './upload-input.ts'

/** Adds one chunk; the request that brings the last missing one completes the file. */
export async function storeChunk(
  context: Context,
  bucket: BucketRow,
  upload: Upload,
  chunk: { readonly range: ContentRange } & StoredChunk,
  permissions: readonly string[],
): Promise<Shown> {
  const file = await context.schema.transaction((tx) => addChunk(tx, bucket, upload, chunk, permissions))
  return file.chunksUploaded === file.chunksTotal ? complete(context, bucket, file) : shown(bucket, file)
}

/** Adds a chunk to its file, which the first one makes. One that is there already is left as it is. */
async function addChunk(
  tx: Transaction,
  bucket: BucketRow,
  upload: Upload,
  { range, objectKey, sealedKey }: { readonly range: ContentRange } & StoredChunk,
  permissions: readonly string[],
): Promise<FileRow> {
  const sequence = await fileOfChunk(tx, bucket, upload, range, permissions)
  try {
    await tx.run(
      sql`INSERT INTO fileChunks (fileSequence, startsAt, objectKey, sealedKey)
          VALUES (${sequence}, ${range.start}, ${objectKey}, ${sealedKey})`,
    )
    await claimObject(tx, objectKey)
    await tx.run(sql`UPDATE files SET chunksUploaded = chunksUploaded + 1 WHERE sequence = ${sequence}`)
  } catch (error) {
    if (!isDuplicate(error)) throw error
    await tx.run(sql`UPDATE objectRemovals SET dueAt = ${new Date()} WHERE objectKey = ${objectKey}`)
  }
  await tx.run(
    sql`UPDATE files SET updatedAt = ${new Date()}, permissions = ${JSON.stringify(permissions)} WHERE sequence = ${sequence}`,
  )
  await replaceReaders(tx, sequence, permissions)
  const file = await findFileRow(tx, bucket, upload.fileId)
  if (file === null) throw fail('storage_file_not_found', { fileId: upload.fileId })
  return file
}

/**
 * The file that a chunk belongs to, held until the transaction ends.
 * @returns its sequence. @throws `storage_invalid_content_range`, `storage_file_already_exists`
 */
async function fileOfChunk(
  tx: Transaction,
  bucket: BucketRow,
  upload: Upload,
  range: ContentRange,
  permissions: readonly string[],
): Promise<number> {
  await tx.one(sql`SELECT sequence FROM buckets WHERE sequence = ${bucket.sequence} FOR UPDATE`)
  const file = await tx.one<FileRow>(
    sql`SELECT sequence, sizeOriginal, chunkBytes, objectKey FROM files
        WHERE bucketSequence = ${bucket.sequence} AND id = ${upload.fileId} FOR UPDATE`,
  )
  if (file && file.objectKey !== null) throw alreadyExists(upload)
  const known = file && { totalBytes: file.sizeOriginal, chunkBytes: file.chunkBytes }
  const plan = await planChunk(range, known, async () => {
    const found = await tx.one<{ startsAt: number }>(
      sql`SELECT startsAt FROM fileChunks WHERE fileSequence = ${file?.sequence ?? 0}`,
    )
    return found?.startsAt ?? null
  })
  if (plan === null) throw fail('storage_invalid_content_range', { fileId: upload.fileId })
  if (file === null) {
    const named = { ...upload, name: upload.file.name }
    return insertFile(tx, bucket, named, permissions, { sizeOriginal: range.total, ...plan, chunksUploaded: 0 })
  }
  const { sequence } = file
  await tx.run(
    sql`UPDATE files SET chunkBytes = ${plan.chunkBytes}, chunksTotal = ${plan.chunksTotal} WHERE sequence = ${sequence}`,
  )
  return sequence
}

/** Makes one object of all chunks. Several requests may do so at once: the first to commit wins. */
async function complete(context: Context, bucket: BucketRow, file: FileRow): Promise<Shown> {
  const { schema, storage } = context
  const chunks = await schema.all<StoredChunk & { readonly startsAt: number }>(
    sql`SELECT objectKey, sealedKey, startsAt FROM fileChunks WHERE fileSequence = ${file.sequence} ORDER BY startsAt`,
  )
  const keys = chunks.map(({ objectKey }) => objectKey)
  async function* joined(): AsyncGenerator<Uint8Array> {
    for (const { startsAt, ...chunk } of chunks) {
      const sizeBytes = Math.min(file.chunkBytes, file.sizeOriginal - startsAt)
      yield* objectContent(storage, { ...chunk, compression: 'none', packedBytes: sizeBytes, sizeBytes }).read()
    }
  }
  const bytes = scanned(storage.antivirus, bucket, joined())
  const packed = await pack(context, placeIn(bucket), bytes).catch(async (error: unknown) => {
    const isHarmful = error instanceof BasaltError && error.type === 'storage_invalid_file'
    if (isHarmful) await schema.transaction((tx) => discardFile(tx, file.sequence))
    throw error
  })
  return orHasten(context, packed.objectKey, () =>
    schema.transaction(async (tx) => {
      const held = await tx.one<{ objectKey: string | null }>(
        sql`SELECT objectKey FROM files WHERE sequence = ${file.sequence} FOR UPDATE`,
      )
      if (held === null) throw fail('storage_file_not_found', { fileId: file.id })
      if (held.objectKey !== null) throw fail('storage_file_already_exists', { fileId: file.id })
      await tx.run(sql`DELETE FROM fileChunks WHERE fileSequence = ${file.sequence}`)
      await discardObjects(tx, keys)
      const { sequence, chunksTotal } = file
      return finish(context, tx, bucket, { sequence, fileId: file.id, chunksTotal }, packed)
    }),
  )
}
