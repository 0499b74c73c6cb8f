import { textOf } from '@basalt/core/access'
import { ReceivedFile, receiveFile, uploadFile } from '@basalt/core/storage'
import { fail } from '@basalt/types'
import { endpoint } from '#http/endpoint.ts'
import { customId } from '#http/kinds.ts'
import { fileAs } from '#http/kinds-files.ts'
import { uploadId } from '#http/upload-id.ts'
import { filePermissions, inBucket } from './params.ts'

export const filesCreate = endpoint({
  id: 'storage.createFile',
  route: 'POST /v1/storage/buckets/:bucketId/files',
  aliases: ['/v1/storage/files'],
  summary: 'Create file',
  auth: ['session', 'jwt', 'key'],
  scopes: ['files.write'],
  rateLimit: {
    limit: 60,
    windowSeconds: 60,
    keys: ['ip:{ip},method:{method},url:{url},userId:{userId},chunkId:{chunkId}'],
  },
  upload: 'file',
  receive:
    ({ database: schema, services: { storage }, actor, given, request }) =>
    (name, bytes) => {
      const contentRange = request.headers['content-range']
      const bucketId = textOf(given['bucketId'])
      return receiveFile({ schema, storage, actor, bucketId, contentRange }, name, bytes)
    },
  params: {
    ...inBucket,
    fileId: customId('File ID.'),
    file: fileAs(ReceivedFile, 'The file, or one chunk of it.'),
    permissions: filePermissions,
  },
  response: { status: 201, model: 'file' },
  event: 'buckets.[bucketId].files.[fileId].create',
  audit: { event: 'file.create', resource: 'file/{response.$id}' },
  errors: [
    'storage_bucket_not_found',
    'storage_file_already_exists',
    'storage_file_empty',
    'storage_file_type_unsupported',
    'storage_invalid_appwrite_id',
    'storage_invalid_content_range',
    'storage_invalid_file',
    'storage_invalid_file_size',
    'user_unauthorized',
  ],
  transaction: 'own',
  handler: async ({ database: schema, services, actor, params, request, record }) => {
    const { bucketId, permissions, file: given } = params
    const isWhole = request.headers['content-range'] === undefined
    if (given === null) throw fail('storage_file_empty')
    const { file: made } = await uploadFile(
      {
        schema,
        storage: services.storage,
        actor,
        record: (tx, { file, readRoles }) => record(tx, file, { readRoles }),
      },
      {
        bucketId,
        fileId: isWhole ? params.fileId : uploadId(request, params.fileId),
        permissions,
        file: given,
        isWhole,
      },
    )
    return made
  },
})
