import { duplicateKey, sql, type Transaction } from '@basalt/database'
import { fail } from '@basalt/types'
import type { BucketRow } from './buckets.ts'
import type { FileRow } from './file-row.ts'
import { findFileRow, searchText, shown, type Shown } from './files.ts'
import type { Context, Packed } from './pack.ts'
import { claimObject } from './removals.ts'

type NewFile = { readonly bucketId: string; readonly fileId: string; readonly name: string }
type Progress = Pick<FileRow, 'sizeOriginal' | 'chunkBytes' | 'chunksTotal' | 'chunksUploaded'>

/** @returns the sequence of the row. @throws `storage_file_already_exists` */
export async function insertFile(
  tx: Transaction,
  bucket: BucketRow,
  { fileId, name, bucketId }: NewFile,
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
export async function finish(
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
