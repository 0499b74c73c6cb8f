import { fail } from '@basalt/types'
import { newPermissions } from '../access/index.ts'
import { bucketGrants, demand, openBucket } from './access.ts'
import type { BucketRow } from './buckets.ts'
import { storeChunk } from './chunks.ts'
import { findFileRow, replaceReaders, type Shown } from './files.ts'
import { finish, insertFile } from './make-file.ts'
import type { Context, Packed } from './pack.ts'
import { alreadyExists, type Upload } from './upload-input.ts'

/**
 * Makes a file of what was received, or adds a chunk to one. Chunks come in any order, also at the same time and again;
 * all but the last have one length.
 * @throws `storage_bucket_not_found`, `user_unauthorized`, `storage_file_type_unsupported`, `storage_invalid_file_size`,
 * `storage_invalid_content_range`, `storage_file_already_exists`, `storage_invalid_file`
 */
export async function uploadFile(context: Context, upload: Upload): Promise<Shown> {
  const { schema, actor } = context
  return upload.file.take(async (received) => {
    const bucket = await openBucket(schema, actor, upload.bucketId)
    demand(bucketGrants(actor, bucket, 'create'), 'create', bucket)
    const permissions = newPermissions(actor, upload.permissions)
    const known = await findFileRow(schema, bucket, upload.fileId)
    if (known && (known.objectKey !== null || upload.isWhole)) throw alreadyExists(upload)
    if (received.range !== null) return storeChunk(context, bucket, upload, received, permissions)
    // Chunks came before, of which this is none.
    if (known) throw fail('storage_invalid_content_range', { fileId: upload.fileId })
    return storeWhole(context, bucket, upload, received.packed, permissions)
  })
}

async function storeWhole(
  context: Context,
  bucket: BucketRow,
  upload: Upload,
  packed: Packed,
  permissions: readonly string[],
): Promise<Shown> {
  const size = packed.sizeBytes
  const progress = { sizeOriginal: size, chunkBytes: size, chunksTotal: 1, chunksUploaded: 0 }
  return context.schema.transaction(async (tx) => {
    const sequence = await insertFile(tx, bucket, { ...upload, name: upload.file.name }, permissions, progress)
    await replaceReaders(tx, sequence, permissions)
    return finish(context, tx, bucket, { sequence, fileId: upload.fileId, chunksTotal: 1 }, packed)
  })
}
