export type { Antivirus } from './antivirus.ts'
export { type ContentRange, readContentRange } from './content-range.ts'
export { planChunk } from './chunk-plan.ts'
export { type Bucket, createBucket, getBucket, listBuckets, removeBucket, updateBucket } from './buckets.ts'
export { type Content, contentOf, objectContent } from './content.ts'
export { fileToShare, getFile, listFiles, readableFile, removeFile, sharedFile, updateFile } from './files.ts'
export { excessPreviews, removeUnusedPreviews } from './kept-previews.ts'
export type { FileIds, OpenedFile } from './file-row.ts'
export { orHasten, pack, type Packed } from './pack.ts'
export { previewOf } from './preview.ts'
export {
  announceObject,
  claimObject,
  discardObjects,
  hastenRemoval,
  dueRemovals,
  removeDueObjects,
  giveUpStaleUploads,
} from './removals.ts'
export {
  newObjectKey,
  openStorage,
  removeBrokenUploads,
  removeProjectFiles,
  type Storage,
  uploadsFolder,
} from './storage.ts'
export { type ReceivedBytes, ReceivedFile, receiveFile, storeReceived } from './receive.ts'
export { uploadFile } from './upload.ts'
export { bucketUsage, countTransformation, storageUsage, transformations, wholeFiles } from './usage.ts'
