import { array, boolean, instant, integer, many, model, text } from '../model.ts'

export const storageModels = {
  bucket: model({
    $id: text(),
    $createdAt: instant(),
    $updatedAt: instant(),
    $permissions: array(text()),
    fileSecurity: boolean(),
    name: text(),
    enabled: boolean(true),
    maximumFileSize: integer(),
    allowedFileExtensions: array(text()),
    compression: text(),
    encryption: boolean(true),
    antivirus: boolean(true),
    transformations: boolean(true),
  }),
  bucketList: model({
    total: integer(),
    buckets: many('bucket'),
  }),
  file: model({
    $id: text(),
    bucketId: text(),
    $createdAt: instant(),
    $updatedAt: instant(),
    $permissions: array(text()),
    name: text(),
    signature: text(),
    mimeType: text(),
    sizeOriginal: integer(),
    chunksTotal: integer(),
    chunksUploaded: integer(),
  }),
  resourceToken: model({
    $id: text(),
    $createdAt: instant(),
    resourceId: text(),
    resourceType: text(),
    expire: instant(),
    secret: text(),
    accessedAt: instant(),
  }),
  resourceTokenList: model({
    total: integer(),
    tokens: many('resourceToken'),
  }),
  fileList: model({
    total: integer(),
    files: many('file'),
  }),
}
