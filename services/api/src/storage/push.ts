import { openPushedFile } from '@basalt/core/tokens'
import { endpoint } from '#http/endpoint.ts'
import { text } from '#http/kinds.ts'
import { optional } from '#http/params.ts'
import { sendContent } from '#http/send-content.ts'
import { ofFile } from './params.ts'

/** The picture of a push message: the device that shows it knows nobody's credentials but what the link carries. */
export const filesPush = endpoint({
  id: '_get.v1.storage.buckets.bucketId.files.fileId.push',
  route: 'GET /v1/storage/buckets/:bucketId/files/:fileId/push',
  summary: 'Get file of a push message',
  auth: [],
  scopes: ['public'],
  params: { ...ofFile, jwt: optional(text({ max: 2048, min: 0 }, 'JWT of the link.'), '') },
  response: { status: 200, content: '*/*' },
  errors: ['storage_bucket_not_found', 'storage_file_not_found', 'storage_invalid_range', 'user_unauthorized'],
  transaction: 'own',
  handler: async ({ database, services, project, actor, params, request, reply }) => {
    const link = { ...params, projectId: project.id }
    await sendContent(reply, request, await openPushedFile(database, services.storage, actor, link), 'inline')
  },
})
