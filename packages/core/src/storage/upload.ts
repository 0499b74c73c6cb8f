import { randomBytes } from 'node:crypto'
import { duplicateKey, isDuplicate, type Schema, sql, type Transaction } from '@basalt/database'
import { storeObject } from '@basalt/devices'
import { type Actor, fail } from '@basalt/types'
import { newPermissions } from '../access/index.ts'
import { bucketGrants, demand, openBucket } from './access.ts'
import { type BucketRow, parseTexts } from './buckets.ts'
import { type FileRow, findFileRow, replaceReaders, searchText, shown, type Shown } from './files.ts'
import { sniff, sniffedBytes } from './mime.ts'
import { announceObject, claimObject, discardObjects, hastenRemoval } from './removals.ts'
import { newObjectKey, type Storage } from './storage.ts'

/** Both offsets inclusive. */
export type ContentRange = { readonly start: number; readonly end: number; readonly total: number }

export type Upload = {
  readonly bucketId: string
  readonly fileId: string
  readonly permissions: readonly string[] | null
  readonly name: string
  readonly sizeBytes: number
  /** Null: this is the whole file. */
  readonly range: ContentRange | null
  readonly bytes: () => AsyncIterable<Uint8Array>
}

type Context = {
  readonly schema: Schema
  readonly storage: Storage
  readonly actor: Actor
  /** Tells of the file in the transaction that completes it. */
  readonly record: (tx: Transaction, shown: Shown) => Promise<void>
}

type Packed = Awaited<ReturnType<typeof pack>>

/**
 * Reads a Content-Range header. Null when the header is absent. An end that equals the total is taken for the last byte,
 * as old SDKs send it.
 * @throws `storage_invalid_content_range`
 */
export function readContentRange(header: string | undefined): ContentRange | null {
  if (header === undefined) return null
  const [, start, end, total] = /^\S+ (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(header) ?? []
  const range = { start: Number(start), end: Math.min(Number(end), Number(total) - 1), total: Number(total) }
  const fits = range.start <= range.end && Number(end) <= range.total
  if (!fits) throw fail('storage_invalid_content_range', { header: header.slice(0, 100) })
  return range
}

/**
 * Takes a file in, whole or one chunk of it. Chunks come in any order, also at the same time and again; all but the last
 * have one length.
 * @throws `storage_bucket_not_found`, `user_unauthorized`, `storage_file_type_unsupported`, `storage_invalid_file_size`,
 * `storage_invalid_content_range`, `storage_file_already_exists`
 */
export async function uploadFile(context: Context, upload: Upload): Promise<Shown> {
  const { schema, storage, actor } = context
  const bucket = await openBucket(schema, actor, upload.bucketId)
  demand(bucketGrants(actor, bucket, 'create'), 'create', bucket)
  const permissions = newPermissions(actor, upload.permissions)
  checkFile(bucket, storage, upload)
  const known = await findFileRow(schema, bucket, upload.fileId)
  if (known && (known.objectKey !== null || upload.range === null)) throw alreadyExists(upload)
  const isWhole = upload.range === null || (upload.range.start === 0 && upload.range.end === upload.range.total - 1)
  return isWhole && known === null
    ? storeWhole(context, bucket, upload, permissions)
    : storeChunk(context, bucket, upload, permissions)
}

function checkFile(bucket: BucketRow, storage: Storage, { name, sizeBytes, range }: Upload): void {
  const allowed = parseTexts(bucket.allowedFileExtensions)
  const dot = name.lastIndexOf('.')
  const extension = dot < 0 ? '' : name.slice(dot + 1).toLowerCase()
  if (allowed.length > 0 && !allowed.some((each) => each.toLowerCase() === extension)) {
    throw fail('storage_file_type_unsupported', { extension })
  }
  const most = Math.min(storage.maxFileBytes, bucket.maximumFileSize)
  if ((range?.total ?? sizeBytes) > most) throw fail('storage_invalid_file_size', { most })
  if (range && sizeBytes !== range.end - range.start + 1) throw fail('storage_invalid_content_range', { sizeBytes })
}

async function storeWhole(
  context: Context,
  bucket: BucketRow,
  upload: Upload,
  permissions: readonly string[],
): Promise<Shown> {
  const { schema } = context
  const packed = await pack(context, bucket, upload.bytes())
  const size = packed.sizeBytes
  const progress = { sizeOriginal: size, chunkBytes: size, chunksTotal: 1, chunksUploaded: 0 }
  return orHasten(context, packed.objectKey, () =>
    schema.transaction(async (tx) => {
      const sequence = await insertFile(tx, bucket, upload, permissions, progress)
      await replaceReaders(tx, sequence, permissions)
      return finish(context, tx, bucket, { sequence, fileId: upload.fileId, chunksTotal: 1 }, packed)
    }),
  )
}

/** Compresses and seals as the bucket wants it, onto the device, under a key that nothing needs yet. */
async function pack(context: Context, bucket: BucketRow, bytes: AsyncIterable<Uint8Array>) {
  const { schema, storage } = context
  const objectKey = newObjectKey(schema.schema, bucket.sequence)
  await announceObject(schema, objectKey)
  const head: Uint8Array[] = []
  let held = 0
  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      if (held < sniffedBytes) {
        head.push(chunk.subarray(0, sniffedBytes - held))
        held += chunk.length
      }
      yield chunk
    }
  }
  const key = bucket.encryption === 1 ? randomBytes(32) : null
  const { compression } = bucket
  const stored = await orHasten(context, objectKey, () =>
    storeObject(storage.device, objectKey, watched(), { compression, key }),
  )
  const sealedKey = key === null ? null : storage.secrets.encrypt(key.toString('base64'))
  return { objectKey, sealedKey, compression, mimeType: await sniff(Buffer.concat(head)), ...stored }
}

/** Does what leads to an object being needed; when it fails, the object may go at once. */
async function orHasten<T>({ schema }: Context, objectKey: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await hastenRemoval(schema, objectKey)
    throw error
  }
}

type Progress = Pick<FileRow, 'sizeOriginal' | 'chunkBytes' | 'chunksTotal' | 'chunksUploaded'>

/** @throws `storage_file_already_exists` */
async function insertFile(
  tx: Transaction,
  bucket: BucketRow,
  { fileId, name, bucketId }: Upload,
  permissions: readonly string[],
  progress: Progress,
): Promise<number> {
  const now = new Date()
  try {
    const { insertId } = await tx.run(
      sql`INSERT INTO files (id, bucketSequence, createdAt, updatedAt, name, permissions, sizeOriginal, chunkBytes,
            chunksTotal, chunksUploaded, search)
          VALUES (${fileId}, ${bucket.sequence}, ${now}, ${now}, ${name}, ${JSON.stringify(permissions)},
            ${progress.sizeOriginal}, ${progress.chunkBytes}, ${progress.chunksTotal}, ${progress.chunksUploaded},
            ${searchText(fileId, name)})`,
    )
    return insertId
  } catch (error) {
    if (duplicateKey(error) === 'files_id') throw fail('storage_file_already_exists', { bucketId, fileId }, error)
    throw error
  }
}

type Finished = { readonly sequence: number; readonly fileId: string; readonly chunksTotal: number }

/** Gives the row its bytes: from here on the file can be read. */
async function finish(
  context: Context,
  tx: Transaction,
  bucket: BucketRow,
  { sequence, fileId, chunksTotal }: Finished,
  packed: Packed,
): Promise<Shown> {
  await claimObject(tx, packed.objectKey)
  await tx.run(
    sql`UPDATE files SET updatedAt = ${new Date()}, objectKey = ${packed.objectKey}, sealedKey = ${packed.sealedKey},
          compression = ${packed.compression}, packedBytes = ${packed.packedBytes}, signature = ${packed.md5},
          mimeType = ${packed.mimeType}, chunksUploaded = ${chunksTotal}
        WHERE sequence = ${sequence}`,
  )
  const file = await findFileRow(tx, bucket, fileId)
  if (file === null) throw fail('storage_file_not_found', { bucketId: bucket.id, fileId })
  const result = shown(bucket, file)
  await context.record(tx, result)
  return result
}

async function storeChunk(
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

function alreadyExists({ bucketId, fileId }: Upload): Error {
  return fail('storage_file_already_exists', { bucketId, fileId })
}
