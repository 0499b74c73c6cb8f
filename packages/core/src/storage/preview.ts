import type { Schema } from '@basalt/database'
import { type Actor, fail, isPrivileged } from '@basalt/types'
import { type PreviewOptions, type Previews, type ShownPreview, Undecodable } from '../images/index.ts'
import { contentOf } from './content.ts'
import type { OpenedFile } from './file-row.ts'
import { keptPreviews } from './kept-previews.ts'
import type { Storage } from './storage.ts'

/**
 * A small picture of a file that was opened; a placeholder while chunks are missing.
 * @throws `storage_bucket_transformations_disabled`, `storage_file_type_unsupported` when it is no sound picture
 */
export async function previewOf(
  { schema, storage, previews }: { readonly schema: Schema; readonly storage: Storage; readonly previews: Previews },
  actor: Actor,
  opened: OpenedFile,
  options: PreviewOptions,
): Promise<ShownPreview> {
  const { bucket, file } = opened
  const ids = { bucketId: bucket.id, fileId: file.id }
  if (bucket.transformations !== 1 && !isPrivileged(actor)) throw fail('storage_bucket_transformations_disabled', ids)
  const { name, mimeType, sizeOriginal: sizeBytes, objectKey } = file
  // The bytes are opened only when the picture has to be made.
  const open = () => contentOf(storage, opened).read()
  const source =
    objectKey === null
      ? { name, mimeType: '', sizeBytes: 0, version: '', open: nothing, shelf: null }
      : { name, mimeType, sizeBytes, version: objectKey, open, shelf: keptPreviews(schema, storage, opened) }
  try {
    return await previews.render(source, options)
  } catch (error) {
    if (!(error instanceof Undecodable)) throw error
    throw fail('storage_file_type_unsupported', { ...ids, reason: 'The file cannot be shown as a picture.' }, error)
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
