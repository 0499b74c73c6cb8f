import type { BucketRow } from './buckets.ts'

export type FileIds = { readonly bucketId: string; readonly fileId: string }

export type FileRow = {
  readonly sequence: number
  readonly id: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly name: string
  readonly permissions: string
  readonly signature: string
  readonly mimeType: string
  readonly sizeOriginal: number
  readonly chunkBytes: number
  readonly chunksTotal: number
  readonly chunksUploaded: number
  readonly objectKey: string | null
  readonly sealedKey: string | null
  readonly compression: 'none' | 'gzip' | 'zstd'
  readonly packedBytes: number
}

export const fileColumns = [
  ...(['sequence', 'id', 'createdAt', 'updatedAt', 'name', 'permissions', 'signature', 'mimeType'] as const),
  ...(['sizeOriginal', 'chunkBytes', 'chunksTotal', 'chunksUploaded', 'objectKey', 'sealedKey'] as const),
  ...(['compression', 'packedBytes'] as const),
] as const satisfies readonly (keyof FileRow)[]

/** A file that the caller was found to have a right to, and the bucket that it lies in. */
export type OpenedFile = { readonly bucket: BucketRow; readonly file: FileRow }
