import { createBucket, receiveFile, uploadFile } from '@basalt/core/storage'
import type { Schema } from '@basalt/database'
import type { Actor } from '@basalt/types'

type Destination = Parameters<typeof receiveFile>[0]

/** A server that holds an API key. */
export const key: Actor = {
  kind: 'key',
  roles: new Set(),
  scopes: new Set(),
  user: null,
  sessionId: null,
  keyId: 'key',
  keyName: 'key',
}

/** The bucket `files`, which encrypts and is open to keys alone. */
export async function aBucket(schema: Schema, maximumFileSize: number): Promise<void> {
  await schema.transaction((tx) =>
    createBucket(tx, 'files', {
      name: 'Files',
      permissions: [],
      fileSecurity: false,
      enabled: true,
      maximumFileSize,
      allowedFileExtensions: [],
      compression: 'none',
      encryption: true,
      antivirus: false,
      transformations: true,
    }),
  )
}

/** Makes a file of bytes, as the API does for one request. */
export async function uploaded(destination: Destination, fileId: string, bytes: AsyncIterable<Uint8Array>) {
  await using file = await receiveFile(destination, `${fileId}.png`, bytes)
  const { bucketId } = destination
  const context = { ...destination, record: async () => undefined }
  return uploadFile(context, { bucketId, fileId, permissions: null, file, isWhole: true })
}
