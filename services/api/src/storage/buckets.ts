import { createBucket, getBucket, listBuckets, removeBucket, updateBucket } from '@basalt/core/storage'
import { endpoint } from '#http/endpoint.ts'
import { boolean, customId, text } from '#http/kinds.ts'
import { queries } from '#http/kinds-records.ts'
import { invalid, optional } from '#http/params.ts'
import type { Services } from '#http/services.ts'
import { bucketSettings, inBucket } from './params.ts'

export const bucketsCreate = endpoint({
  id: 'storage.createBucket',
  route: 'POST /v1/storage/buckets',
  summary: 'Create bucket',
  auth: ['key'],
  scopes: ['buckets.write'],
  params: { bucketId: customId('Bucket ID.'), ...bucketSettings },
  response: { status: 201, model: 'bucket' },
  event: 'buckets.[bucketId].create',
  audit: { event: 'bucket.create', resource: 'bucket/{response.$id}' },
  errors: ['storage_bucket_already_exists'],
  handler: ({ tx, services, params }) => createBucket(tx, params.bucketId, withLimit(services, params)),
})

export const bucketsList = endpoint({
  id: 'storage.listBuckets',
  route: 'GET /v1/storage/buckets',
  summary: 'List buckets',
  auth: ['key'],
  scopes: ['buckets.read'],
  params: {
    queries: optional(
      queries(
        [
          'enabled',
          'name',
          'fileSecurity',
          'maximumFileSize',
          'encryption',
          'antivirus',
          'transformations',
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
  response: { status: 200, model: 'bucketList' },
  errors: ['database_query_order_null', 'general_cursor_not_found', 'general_query_invalid'],
  handler: ({ db, params }) => listBuckets(db, params),
})

export const bucketsGet = endpoint({
  id: 'storage.getBucket',
  route: 'GET /v1/storage/buckets/:bucketId',
  summary: 'Get bucket',
  auth: ['key'],
  scopes: ['buckets.read'],
  params: inBucket,
  response: { status: 200, model: 'bucket' },
  errors: ['storage_bucket_not_found'],
  handler: ({ db, params }) => getBucket(db, params.bucketId),
})

export const bucketsUpdate = endpoint({
  id: 'storage.updateBucket',
  route: 'PUT /v1/storage/buckets/:bucketId',
  summary: 'Update bucket',
  auth: ['key'],
  scopes: ['buckets.write'],
  params: { ...inBucket, ...bucketSettings },
  response: { status: 200, model: 'bucket' },
  event: 'buckets.[bucketId].update',
  audit: { event: 'bucket.update', resource: 'bucket/{response.$id}' },
  errors: ['storage_bucket_not_found'],
  handler: ({ tx, services, params }) => updateBucket(tx, params.bucketId, withLimit(services, params)),
})

export const bucketsDelete = endpoint({
  id: 'storage.deleteBucket',
  route: 'DELETE /v1/storage/buckets/:bucketId',
  summary: 'Delete bucket',
  auth: ['key'],
  scopes: ['buckets.write'],
  params: inBucket,
  response: { status: 204, model: 'bucket' },
  payload: 'bucket',
  event: 'buckets.[bucketId].delete',
  audit: { event: 'bucket.delete', resource: 'bucket/{request.bucketId}' },
  errors: ['storage_bucket_not_found'],
  handler: ({ tx, params }) => removeBucket(tx, params.bucketId),
})

/** A bucket allows no more than the installation does, and as much when it does not say. */
function withLimit<P extends { readonly maximumFileSize: number }>({ storage }: Services, params: P): P {
  const { maxFileBytes } = storage
  if (params.maximumFileSize > maxFileBytes) throw invalid('maximumFileSize', `must be at most ${maxFileBytes}`)
  return { ...params, maximumFileSize: params.maximumFileSize || maxFileBytes }
}
