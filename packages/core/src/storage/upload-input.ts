import { fail } from '@basalt/types'
import type { ContentRange } from './content-range.ts'

/** A file, or one chunk of it, as a request brings it. */
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

export function alreadyExists({ bucketId, fileId }: Upload): Error {
  return fail('storage_file_already_exists', { bucketId, fileId })
}
