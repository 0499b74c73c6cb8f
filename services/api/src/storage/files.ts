import { getFile, listFiles, removeFile, updateFile } from '@basalt/core/storage'
import { openFile } from '@basalt/core/tokens'
import { endpoint } from '#http/endpoint.ts'
import { boolean, text } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { maybe, optional } from '#http/params.ts'
import { filePermissions, inBucket, ofFile, token } from './params.ts'
import { sendContent } from '#http/send-content.ts'

const writing = {
  limit: 60,
  windowSeconds: 60,
  keys: ['ip:{ip},method:{method},url:{url},userId:{userId}'],
}

export const filesList = endpoint({
  id: 'storage.listFiles',
  route: 'GET /v1/storage/buckets/:bucketId/files',
  aliases: ['/v1/storage/files'],
  summary: 'List files',
  auth: ['session', 'jwt', 'key'],
  scopes: ['files.read'],
  params: {
    ...inBucket,
    queries: optional(
      queries(
        [
          'name',
          'signature',
          'mimeType',
          'sizeOriginal',
          'chunksTotal',
          'chunksUploaded',
          '$id',
          '$createdAt',
          '$updatedAt',
          '$sequence',
        ],
        'Queries to filter and order by.',
      ),
      [],
    ),
    search: optional(text({ max: 256 }, 'Words to look for in id and name. Max length: 256 chars.'), ''),
    total: optional(boolean({}, 'False leaves the total out.'), true),
  },
  response: { status: 200, model: 'fileList' },
  errors: [
    'database_query_order_null',
    'general_cursor_not_found',
    'general_query_invalid',
    'storage_bucket_not_found',
    'user_unauthorized',
  ],
  handler: ({ db, actor, params }) => listFiles(db, actor, params),
})

export const filesGet = endpoint({
  id: 'storage.getFile',
  route: 'GET /v1/storage/buckets/:bucketId/files/:fileId',
  aliases: ['/v1/storage/files/:fileId'],
  summary: 'Get file',
  auth: ['session', 'jwt', 'key'],
  scopes: ['files.read'],
  params: ofFile,
  response: { status: 200, model: 'file' },
  errors: ['storage_bucket_not_found', 'storage_file_not_found', 'user_unauthorized'],
  handler: ({ db, actor, params }) => getFile(db, actor, params),
})

export const filesUpdate = endpoint({
  id: 'storage.updateFile',
  route: 'PUT /v1/storage/buckets/:bucketId/files/:fileId',
  aliases: ['/v1/storage/files/:fileId'],
  summary: 'Update file',
  auth: ['session', 'jwt', 'key'],
  scopes: ['files.write'],
  rateLimit: writing,
  params: {
    ...ofFile,
    name: maybe(text({ max: 255 }, 'Name of the file. Max length: 255 chars.')),
    permissions: filePermissions,
  },
  response: { status: 200, model: 'file' },
  event: 'buckets.[bucketId].files.[fileId].update',
  audit: { event: 'file.update', resource: 'file/{response.$id}' },
  errors: ['storage_bucket_not_found', 'storage_file_not_found', 'user_unauthorized'],
  transaction: 'own',
  handler: ({ database, actor, params, record }) =>
    database.transaction(async (tx) => {
      const { file, readRoles } = await updateFile(tx, actor, params, params)
      await record(tx, file, { readRoles })
      return file
    }),
})

export const filesDelete = endpoint({
  id: 'storage.deleteFile',
  route: 'DELETE /v1/storage/buckets/:bucketId/files/:fileId',
  summary: 'Delete file',
  auth: ['session', 'jwt', 'key'],
  scopes: ['files.write'],
  rateLimit: writing,
  params: ofFile,
  response: { status: 204, model: 'file' },
  payload: 'file',
  event: 'buckets.[bucketId].files.[fileId].delete',
  audit: { event: 'file.delete', resource: 'file/{request.fileId}' },
  errors: ['storage_bucket_not_found', 'storage_file_not_found', 'user_unauthorized'],
  transaction: 'own',
  handler: ({ database, actor, params, record }) =>
    database.transaction(async (tx) => {
      const { file, readRoles } = await removeFile(tx, actor, params)
      await record(tx, file, { readRoles })
      return file
    }),
})

export const filesDownload = endpoint({
  id: 'storage.getFileDownload',
  route: 'GET /v1/storage/buckets/:bucketId/files/:fileId/download',
  aliases: ['/v1/storage/files/:fileId/download'],
  summary: 'Get file for download',
  auth: ['session', 'jwt', 'key'],
  scopes: ['files.read'],
  params: { ...ofFile, token },
  response: { status: 200, content: '*/*' },
  errors: ['storage_bucket_not_found', 'storage_file_not_found', 'storage_invalid_range', 'user_unauthorized'],
  transaction: 'own',
  handler: async ({ database, services, actor, params, request, reply }) =>
    sendContent(reply, request, await openFile(database, services.storage, actor, params, params.token), 'attachment'),
})

export const filesView = endpoint({
  id: 'storage.getFileView',
  route: 'GET /v1/storage/buckets/:bucketId/files/:fileId/view',
  aliases: ['/v1/storage/files/:fileId/view'],
  summary: 'Get file for view',
  auth: ['session', 'jwt', 'key'],
  scopes: ['files.read'],
  params: { ...ofFile, token },
  response: { status: 200, content: '*/*' },
  errors: ['storage_bucket_not_found', 'storage_file_not_found', 'storage_invalid_range', 'user_unauthorized'],
  transaction: 'own',
  handler: async ({ database, services, actor, params, request, reply }) =>
    sendContent(reply, request, await openFile(database, services.storage, actor, params, params.token), 'inline'),
})
