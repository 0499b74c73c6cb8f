import { type ByteRange, type Compression, readObject } from '@basalt/devices'
import { fail } from '@basalt/types'
import type { OpenedFile } from './file-row.ts'
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
  return {
    name: file.name,
    mimeType: file.mimeType,
    ...objectContent(storage, {
      objectKey,
      sealedKey: file.sealedKey,
      compression: file.compression,
      packedBytes: file.packedBytes,
      sizeBytes: file.sizeOriginal,
    }),
  }
}

/** An object that a row needs: where it lies and in which form. */
export type StoredObject = {
  readonly objectKey: string
  readonly sealedKey: string | null
  readonly compression: Compression
  readonly packedBytes: number
  readonly sizeBytes: number
}

export function objectContent(
  { device, secrets }: Pick<Storage, 'device' | 'secrets'>,
  { objectKey, sealedKey, ...form }: StoredObject,
): Pick<Content, 'sizeBytes' | 'version' | 'read'> {
  const key = sealedKey === null ? null : Buffer.from(secrets.decrypt(sealedKey), 'base64')
  return {
    sizeBytes: form.sizeBytes,
    version: objectKey.slice(objectKey.lastIndexOf('/') + 1),
    read: (range) => readObject(device, objectKey, { ...form, key }, range),
  }
}
