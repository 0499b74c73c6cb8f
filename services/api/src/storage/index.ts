import type { Endpoint } from '#http/endpoint.ts'
import { bucketsCreate, bucketsDelete, bucketsGet, bucketsList, bucketsUpdate } from './buckets.ts'
import { filesCreate } from './create-file.ts'
import { filesDelete, filesDownload, filesGet, filesList, filesUpdate, filesView } from './files.ts'
import { filesPreview } from './preview.ts'
import { filesPush } from './push.ts'
import { bucketUsageGet, storageUsageGet } from './usage.ts'

export const storageEndpoints: readonly Endpoint[] = [
  bucketsCreate,
  bucketsList,
  bucketsGet,
  bucketsUpdate,
  bucketsDelete,
  filesCreate,
  filesList,
  filesGet,
  filesUpdate,
  filesDelete,
  filesPreview,
  filesDownload,
  filesView,
  filesPush,
  storageUsageGet,
  bucketUsageGet,
]
