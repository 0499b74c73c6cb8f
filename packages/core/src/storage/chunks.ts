import { isDuplicate, sql, type Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import type { BucketRow } from './buckets.ts'
import type { ContentRange } from './content-range.ts'
import { type FileRow, findFileRow, replaceReaders, shown, type Shown } from './files.ts'
import { finish, insertFile } from './make-file.ts'
import { type Context, orHasten, pack } from './pack.ts'
import { announceObject, claimObject, discardObjects } from './removals.ts'
import { newObjectKey } from './storage.ts'
import { alreadyExists, type Upload } from './upload-input.ts'

/** Keeps one chunk; the request that brings the last missing one completes the file. */
export async function storeChunk(
  context: Context,
  bucket: BucketRow,
  upload: Upload,
  permissions: readonly string[],
): Promise<Shown> {
  const { schema, storage } = context
  const range = upload.range ?? { start: 0, end: upload.sizeBytes - 1, total: upload.sizeBytes }
  const objectKey = newObjectKey(schema.schema, bucket.sequence)
  await announceObject(schema, objectKey)
  const file = await orHasten(context, objectKey, async () => {
    await storage.device.write(objectKey, upload.bytes())
    return schema.transaction((tx) => addChunk(tx, bucket, upload, range, permissions, objectKey))
  })
  return file.chunksUploaded === file.chunksTotal ? complete(context, bucket, file) : shown(bucket, file)
}

/** Adds a chunk to its file, which the first one makes. One that is there already is left as it is. */
async function addChunk(
  tx: Transaction,
  bucket: BucketRow,
  upload: Upload,
  range: ContentRange,
  permissions: readonly string[],
  objectKey: string,
): Promise<FileRow> {
  const { sequence, chunkBytes } = await fileOfChunk(tx, bucket, upload, range, permissions)
  const number = Math.floor(range.start / chunkBytes) + 1
  try {
    await tx.run(
      sql`INSERT INTO fileChunks (fileSequence, number, objectKey) VALUES (${sequence}, ${number}, ${objectKey})`,
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
 * The file that a chunk belongs to, held until the transaction ends. The length of its chunks is known from any but the
 * last; where the last comes first, it is told by what lies before it.
 */
async function fileOfChunk(
  tx: Transaction,
  bucket: BucketRow,
  upload: Upload,
  { start, end, total }: ContentRange,
  permissions: readonly string[],
): Promise<{ readonly sequence: number; readonly chunkBytes: number }> {
  const isLast = end === total - 1
  const length = end - start + 1
  await tx.one(sql`SELECT sequence FROM buckets WHERE sequence = ${bucket.sequence} FOR UPDATE`)
  const known = await tx.one<FileRow>(
    sql`SELECT sequence, sizeOriginal, chunkBytes, objectKey FROM files
        WHERE bucketSequence = ${bucket.sequence} AND id = ${upload.fileId} FOR UPDATE`,
  )
  if (known === null) {
    const chunkBytes = isLast && start > 0 ? lengthBefore(start, length) : length
    if (start % chunkBytes !== 0) throw misfit(upload)
    const chunksTotal = Math.ceil(total / chunkBytes)
    const progress = { sizeOriginal: total, chunkBytes, chunksTotal, chunksUploaded: 0 }
    return { sequence: await insertFile(tx, bucket, upload, permissions, progress), chunkBytes }
  }
  if (known.objectKey !== null) throw alreadyExists(upload)
  const { sequence, sizeOriginal, chunkBytes } = known
  const fits = isLast ? length <= chunkBytes : length === chunkBytes
  if (sizeOriginal !== total || start % chunkBytes !== 0 || !fits) throw misfit(upload)
  return { sequence, chunkBytes }
}

/** The usual length, if it fits: a last chunk alone does not tell how long the others are. */
function lengthBefore(start: number, length: number): number {
  const usual = 5 * 1024 * 1024
  return start % usual === 0 && length <= usual ? usual : start
}

/** Makes one object of all chunks. Several requests may do so at once: the first to commit wins. */
async function complete(context: Context, bucket: BucketRow, file: FileRow): Promise<Shown> {
  const { schema, storage } = context
  const chunks = await schema.all<{ objectKey: string }>(
    sql`SELECT objectKey FROM fileChunks WHERE fileSequence = ${file.sequence} ORDER BY number`,
  )
  const keys = chunks.map(({ objectKey }) => objectKey)
  async function* joined(): AsyncGenerator<Uint8Array> {
    for (const key of keys) yield* storage.device.read(key)
  }
  const packed = await pack(context, bucket, joined())
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

function misfit({ fileId }: Upload): Error {
  return fail('storage_invalid_content_range', { fileId })
}
