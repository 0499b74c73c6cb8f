import { fail } from '@basalt/types'
import { newPermissions } from '../access/index.ts'
import { bucketGrants, demand, openBucket } from './access.ts'
import { scanned } from './antivirus.ts'
import { type BucketRow, parseTexts } from './buckets.ts'
import { storeChunk } from './chunks.ts'
import { findFileRow, replaceReaders, type Shown } from './files.ts'
import { finish, insertFile } from './make-file.ts'
import { type Context, orHasten, pack, placeIn } from './pack.ts'
import type { Storage } from './storage.ts'
import { alreadyExists, type Upload } from './upload-input.ts'

/**
 * Takes a file in, whole or one chunk of it. Chunks come in any order, also at the same time and again; all but the last
 * have one length.
 * @throws `storage_bucket_not_found`, `user_unauthorized`, `storage_file_type_unsupported`, `storage_invalid_file_size`,
 * `storage_invalid_content_range`, `storage_file_already_exists`, `storage_invalid_file`
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
  const { schema, storage } = context
  const bytes = scanned(storage.antivirus, bucket, upload.sizeBytes, upload.bytes())
  const packed = await pack(context, placeIn(bucket), bytes)
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
