import { bucketUsage, storageUsage } from '@basalt/core/storage'
import { usageRanges } from '@basalt/core/usage'
import { endpoint } from '#http/endpoint.ts'
import { choice } from '#http/kinds.ts'
import { optional } from '#http/params.ts'
import { inBucket } from './params.ts'

const range = optional(choice(usageRanges, 'How far back the series go.'), '30d')

export const storageUsageGet = endpoint({
  id: 'storage.getUsage',
  route: 'GET /v1/storage/usage',
  summary: 'Get storage usage',
  auth: ['admin'],
  scopes: ['files.read'],
  params: { range },
  response: { status: 200, model: 'usageStorage' },
  handler: ({ db, actor, params }) => storageUsage(db, actor, params.range),
})

export const bucketUsageGet = endpoint({
  id: 'storage.getBucketUsage',
  route: 'GET /v1/storage/:bucketId/usage',
  summary: 'Get bucket usage',
  auth: ['admin'],
  scopes: ['files.read'],
  params: { ...inBucket, range },
  response: { status: 200, model: 'usageBuckets' },
  errors: ['storage_bucket_not_found'],
  handler: ({ db, actor, params }) => bucketUsage(db, actor, params.bucketId, params.range),
})
