import { name, type Queryable, sql, type Sql } from '@basalt/database'
import { type Actor, refuseClients, type Renderable } from '@basalt/types'
import { births, growth, readUsage, type Series, type Usage, type UsageRange, type UsageSpan } from '../usage/index.ts'
import { getBucketRow } from './buckets.ts'

/** Files that are whole. */
export const wholeFiles = sql`files WHERE objectKey IS NOT NULL`

/** Counts a picture that was made of a file. */
export function countTransformation(usage: Usage, schema: string, bucketId: string): void {
  usage.raise(schema, 'storage.transformations')
  usage.raise(schema, `storage.${bucketId}.transformations`)
}

export async function transformations(
  db: Queryable,
  range: UsageRange | UsageSpan,
  metric = 'storage.transformations',
): Promise<Series> {
  return (await readUsage(db, [metric], range)).get(metric) ?? { total: 0, points: [] }
}

/** @throws `general_unauthorized_scope` for clients, who may read files, but have no business with their number */
export async function storageUsage(
  db: Queryable,
  actor: Actor,
  range: UsageRange,
): Promise<Renderable<'usageStorage'>> {
  refuseClients(actor)
  const [buckets, files] = await Promise.all([births(db, sql`buckets`, range), filesUsage(db, wholeFiles, range)])
  return { range, bucketsTotal: buckets.total, buckets: buckets.points, ...files }
}

/** @throws `general_unauthorized_scope`, `storage_bucket_not_found` */
export async function bucketUsage(
  db: Queryable,
  actor: Actor,
  bucketId: string,
  range: UsageRange,
): Promise<Renderable<'usageBuckets'>> {
  refuseClients(actor)
  const { sequence } = await getBucketRow(db, bucketId)
  const [files, made] = await Promise.all([
    filesUsage(db, sql`${wholeFiles} AND bucketSequence = ${sequence}`, range),
    transformations(db, range, `storage.${bucketId}.transformations`),
  ])
  return { range, ...files, imageTransformationsTotal: made.total, imageTransformations: made.points }
}

async function filesUsage(db: Queryable, which: Sql, range: UsageRange) {
  const { count, size } = await growth(db, which, name('sizeOriginal'), range)
  return { filesTotal: count.total, filesStorageTotal: size.total, files: count.points, storage: size.points }
}
