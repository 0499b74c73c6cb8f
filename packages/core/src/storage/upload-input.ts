import { fail } from '@basalt/types'
import type { ReceivedFile } from './receive.ts'

/** A file, or one chunk of it, as a request brings it. */
export type Upload = {
  readonly bucketId: string
  readonly fileId: string
  readonly permissions: readonly string[] | null
  readonly file: ReceivedFile
  /** The request speaks of no chunk. */
  readonly isWhole: boolean
}

export function alreadyExists({ bucketId, fileId }: Upload): Error {
  return fail('storage_file_already_exists', { bucketId, fileId })
}
