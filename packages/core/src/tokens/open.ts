import { type Schema, sql } from '@basalt/database'
import { type Actor, fail } from '@basalt/types'
import type { PreviewOptions, Previews, ShownPreview } from '../images/index.ts'
import {
  type Content,
  contentOf,
  type FileIds,
  type OpenedFile,
  previewOf,
  readableFile,
  sharedFile,
  type Storage,
} from '../storage/index.ts'
import { findToken } from './tokens.ts'

const accessedEveryMs = 24 * 3_600_000

/**
 * The bytes of a file, for those who may read it and for those who have a token of it.
 * @throws `storage_bucket_not_found`, `storage_file_not_found`, `user_unauthorized` also for the token of another file
 */
export async function openFile(
  schema: Schema,
  storage: Storage,
  actor: Actor,
  ids: FileIds,
  secret: string,
): Promise<Content> {
  return contentOf(storage, await openedFile(schema, storage, actor, ids, secret))
}

/** A small picture of a file, for the same callers. @throws as `openFile` and `previewOf` do */
export async function openPreview(
  schema: Schema,
  { storage, previews }: { readonly storage: Storage; readonly previews: Previews },
  actor: Actor,
  { secret, ...ids }: FileIds & { readonly secret: string },
  options: PreviewOptions,
): Promise<ShownPreview> {
  return previewOf({ schema, storage, previews }, actor, await openedFile(schema, storage, actor, ids, secret), options)
}

/**
 * The bytes of a file that the links in push messages lead to, for whoever has one.
 * @throws `user_unauthorized` for a JWT that is not of this file, `storage_bucket_not_found`, `storage_file_not_found`
 */
export async function openPushedFile(
  schema: Schema,
  storage: Storage,
  actor: Actor,
  { projectId, jwt, ...ids }: FileIds & { readonly projectId: string; readonly jwt: string },
): Promise<Content> {
  const claims = storage.secrets.verify(jwt)
  const isOfFile =
    claims?.['projectId'] === projectId && claims['bucketId'] === ids.bucketId && claims['fileId'] === ids.fileId
  if (!isOfFile) throw fail('user_unauthorized', ids)
  return contentOf(storage, await sharedFile(schema, actor, ids))
}

async function openedFile(
  schema: Schema,
  storage: Storage,
  actor: Actor,
  ids: FileIds,
  secret: string,
): Promise<OpenedFile> {
  const tokenId = secret === '' ? undefined : storage.secrets.verify(secret)?.['tokenId']
  const token = typeof tokenId === 'string' ? await findToken(schema, tokenId) : null
  const isOver = token?.expiresAt != null && Date.parse(token.expiresAt) <= Date.now()
  if (token === null || isOver) return readableFile(schema, actor, ids)
  if (token.bucketId !== ids.bucketId || token.fileId !== ids.fileId) throw fail('user_unauthorized', { tokenId })
  const opened = await sharedFile(schema, actor, ids)
  const isStale = token.accessedAt === null || Date.parse(token.accessedAt) < Date.now() - accessedEveryMs
  if (isStale) await schema.run(sql`UPDATE fileTokens SET accessedAt = ${new Date()} WHERE id = ${token.id}`)
  return opened
}
