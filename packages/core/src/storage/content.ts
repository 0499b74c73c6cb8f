import { type ByteRange, readObject } from '@basalt/devices'
import { fail } from '@basalt/types'
import type { OpenedFile } from './files.ts'
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

/** The bytes of a file that was opened. @throws `storage_file_not_found` while chunks are missing */
export function contentOf(storage: Storage, { bucket, file }: OpenedFile): Content {
  const { objectKey } = file
  if (objectKey === null) {
    const reason = 'The file is not complete yet.'
    throw fail('storage_file_not_found', { bucketId: bucket.id, fileId: file.id, reason })
  }
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
