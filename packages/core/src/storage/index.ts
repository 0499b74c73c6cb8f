export { readContentRange } from './content-range.ts'
export { type Bucket, createBucket, getBucket, listBuckets, removeBucket, updateBucket } from './buckets.ts'
export { type Content, contentOf } from './content.ts'
export {
  type FileIds,
  fileToShare,
  getFile,
  listFiles,
  type OpenedFile,
  readableFile,
  removeFile,
  sharedFile,
  updateFile,
} from './files.ts'
export { previewOf } from './preview.ts'
export { removeDueObjects, giveUpStaleUploads } from './removals.ts'
export { openStorage, removeProjectFiles, type Storage } from './storage.ts'
export { uploadFile } from './upload.ts'
