import type { Queryable } from '@basalt/database'
import { type Action, type Actor, fail, grantsOf, holdsAny, isPrivileged } from '@basalt/types'
import { type BucketRow, getBucketRow, parseTexts } from './buckets.ts'

/** The bucket as this caller sees it: a disabled one is not there for clients. @throws `storage_bucket_not_found` */
export async function openBucket(db: Queryable, actor: Actor, bucketId: string): Promise<BucketRow> {
  const bucket = await getBucketRow(db, bucketId)
  if (!isOpen(actor, bucket)) throw fail('storage_bucket_not_found', { bucketId })
  return bucket
}

export function isOpen(actor: Actor, bucket: BucketRow): boolean {
  return bucket.enabled === 1 || isPrivileged(actor)
}

/** True when the bucket itself grants the action. */
export function bucketGrants(actor: Actor, bucket: BucketRow, action: Action): boolean {
  return isPrivileged(actor) || holdsAny(actor, grantsOf(parseTexts(bucket.permissions))[action])
}

/** True when the bucket grants the action, or the file does in a bucket where files have a say. */
export function fileGrants(
  actor: Actor,
  bucket: BucketRow,
  file: { readonly permissions: string },
  action: Exclude<Action, 'create'>,
): boolean {
  if (bucketGrants(actor, bucket, action)) return true
  return bucket.fileSecurity === 1 && holdsAny(actor, grantsOf(parseTexts(file.permissions))[action])
}

/** @throws `user_unauthorized` */
export function demand(granted: boolean, action: Action, bucket: BucketRow): void {
  if (!granted) throw fail('user_unauthorized', { action, bucketId: bucket.id })
}

/** Roles that hear of a file. */
export function readersOf(bucket: BucketRow, file: { readonly permissions: string }): readonly string[] {
  const ofBucket = grantsOf(parseTexts(bucket.permissions)).read
  return bucket.fileSecurity === 1 ? [...ofBucket, ...grantsOf(parseTexts(file.permissions)).read] : ofBucket
}
