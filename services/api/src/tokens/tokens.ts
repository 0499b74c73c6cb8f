import { createFileToken, getToken, listFileTokens, removeToken, updateToken } from '@basalt/core/tokens'
import { endpoint } from '#http/endpoint.ts'
import { boolean, uid } from '#http/kinds.ts'
import { futureDatetime } from '#http/kinds-identity.ts'
import { queries } from '#http/kinds-records.ts'
import { maybe, optional } from '#http/params.ts'

const rateLimit = {
  limit: 60,
  windowSeconds: 60,
  keys: ['ip:{ip},method:{method},url:{url},userId:{userId}'],
}
const ofFile = { bucketId: uid('Bucket ID.'), fileId: uid('File ID.') }
const expire = maybe(futureDatetime('When the token stops; never when left out.'))
const tokenId = uid('Token ID.')

export const tokensCreate = endpoint({
  id: 'tokens.createFileToken',
  route: 'POST /v1/tokens/buckets/:bucketId/files/:fileId',
  summary: 'Create file token',
  auth: ['key', 'admin'],
  scopes: ['tokens.write'],
  rateLimit,
  params: { ...ofFile, expire },
  response: { status: 201, model: 'resourceToken' },
  event: 'tokens.[tokenId].create',
  audit: { event: 'token.create', resource: 'token/{response.$id}' },
  errors: ['storage_bucket_not_found', 'storage_file_not_found', 'user_unauthorized'],
  handler: ({ tx, services, actor, params }) => createFileToken(tx, services.secrets, actor, params, params.expire),
})

export const tokensList = endpoint({
  id: 'tokens.list',
  route: 'GET /v1/tokens/buckets/:bucketId/files/:fileId',
  summary: 'List tokens',
  auth: ['key', 'admin'],
  scopes: ['tokens.read'],
  params: {
    ...ofFile,
    queries: optional(queries(['$id', '$createdAt', '$updatedAt', '$sequence'], 'Queries to filter and order by.'), []),
    total: optional(boolean({}, 'False leaves the total out.'), true),
  },
  response: { status: 200, model: 'resourceTokenList' },
  errors: ['general_cursor_not_found', 'storage_bucket_not_found', 'storage_file_not_found', 'user_unauthorized'],
  handler: ({ db, services, actor, params }) => listFileTokens(db, services.secrets, actor, params),
})

export const tokensGet = endpoint({
  id: 'tokens.get',
  route: 'GET /v1/tokens/:tokenId',
  summary: 'Get token',
  auth: ['key', 'admin'],
  scopes: ['tokens.read'],
  params: { tokenId },
  response: { status: 200, model: 'resourceToken' },
  errors: ['token_not_found'],
  handler: ({ db, services, params }) => getToken(db, services.secrets, params.tokenId),
})

export const tokensUpdate = endpoint({
  id: 'tokens.update',
  route: 'PATCH /v1/tokens/:tokenId',
  summary: 'Update token',
  auth: ['key', 'admin'],
  scopes: ['tokens.write'],
  rateLimit,
  params: { tokenId, expire },
  response: { status: 200, model: 'resourceToken' },
  event: 'tokens.[tokenId].update',
  audit: { event: 'tokens.update', resource: 'tokens/{response.$id}' },
  errors: ['token_not_found'],
  handler: ({ tx, services, params }) => updateToken(tx, services.secrets, params.tokenId, params.expire),
})

export const tokensDelete = endpoint({
  id: 'tokens.delete',
  route: 'DELETE /v1/tokens/:tokenId',
  summary: 'Delete token',
  auth: ['key', 'admin'],
  scopes: ['tokens.write'],
  rateLimit,
  params: { tokenId },
  response: { status: 204, model: 'resourceToken' },
  payload: 'resourceToken',
  event: 'tokens.[tokenId].delete',
  audit: { event: 'tokens.delete', resource: 'token/{request.tokenId}' },
  errors: ['token_not_found'],
  handler: ({ tx, services, params }) => removeToken(tx, services.secrets, params.tokenId),
})
