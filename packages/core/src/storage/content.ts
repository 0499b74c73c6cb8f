import type { Queryable } from '@basalt/database'
import { type ByteRange, readObject } from '@basalt/devices'
import { type Actor, fail } from '@basalt/types'
import { type FileIds, type FileRow, readableFile, sharedFile } from './files.ts'
import type { Storage } from './storage.ts'

/** A file to be sent: its facts, and its bytes once they are asked for. */
export type Content = {
  readonly name: string
  readonly mimeType: string
  readonly sizeBytes: number
  /** Changes whenever the bytes do. */
  readonly version: string
  readonly read: (range?: ByteRange) => AsyncIterable<Uint8Array>
}

/**
 * The bytes of a file, for those who may read it.
 * @throws `storage_bucket_not_found`, `storage_file_not_found` (also while chunks are missing), `user_unauthorized`
 */
export async function openContent(db: Queryable, storage: Storage, actor: Actor, ids: FileIds): Promise<Content> {
  const { file } = await readableFile(db, actor, ids)
  return contentOf(storage, ids, file)
}

/**
 * As `openContent`, for whoever was given a token of the file: permissions do not count.
 * @throws `storage_bucket_not_found`, `storage_file_not_found`
 */
export async function openSharedContent(db: Queryable, storage: Storage, actor: Actor, ids: FileIds): Promise<Content> {
  return contentOf(storage, ids, await sharedFile(db, actor, ids))
}

function contentOf(storage: Storage, ids: FileIds, file: FileRow): Content {
  const { objectKey } = file
  if (objectKey === null) throw fail('storage_file_not_found', { ...ids, reason: 'The file is not complete yet.' })
  const key = file.sealedKey === null ? null : Buffer.from(storage.secrets.decrypt(file.sealedKey), 'base64')
  const { compression, packedBytes, sizeOriginal: sizeBytes } = file
  return {
    name: file.name,
    mimeType: file.mimeType,
    sizeBytes,
    version: objectKey.slice(objectKey.lastIndexOf('/') + 1),
    read: (range) => readObject(storage.device, objectKey, { compression, key, packedBytes, sizeBytes }, range),
  }
}
