import { isDuplicate, join, name, type Queryable, sql, type Transaction } from '@basalt/database'
import { listRecords, tableShape } from '@basalt/documents'
import { expandPermissions, fail, type Query, type Renderable } from '@basalt/types'
import { discardBucket } from './removals.ts'

export type Bucket = Renderable<'bucket'>

export type BucketRow = {
  readonly sequence: number
  readonly id: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly name: string
  readonly permissions: string
  readonly fileSecurity: number
  readonly enabled: number
  readonly maximumFileSize: number
  readonly allowedFileExtensions: string
  readonly compression: 'none' | 'gzip' | 'zstd'
  readonly encryption: number
  readonly antivirus: number
  readonly transformations: number
}

export type BucketSettings = {
  readonly name: string
  /** Null: none for a new bucket, and those that it has for one that is changed. */
  readonly permissions: readonly string[] | null
  readonly fileSecurity: boolean
  readonly enabled: boolean
  readonly maximumFileSize: number
  readonly allowedFileExtensions: readonly string[]
  readonly compression: 'none' | 'gzip' | 'zstd'
  readonly encryption: boolean
  readonly antivirus: boolean
  readonly transformations: boolean
}

export const bucketColumns = [
  ...(['sequence', 'id', 'createdAt', 'updatedAt', 'name', 'permissions', 'fileSecurity', 'enabled'] as const),
  ...(['maximumFileSize', 'allowedFileExtensions', 'compression', 'encryption', 'antivirus'] as const),
  'transformations',
] as const satisfies readonly (keyof BucketRow)[]
const columns = join(bucketColumns.map((column) => name(column)))

const shape = tableShape({
  table: 'buckets',
  fields: {
    enabled: 'boolean',
    name: 'string',
    fileSecurity: 'boolean',
    maximumFileSize: 'integer',
    encryption: 'boolean',
    antivirus: 'boolean',
    transformations: 'boolean',
  },
  search: 'search',
})

/** @throws `storage_bucket_not_found` */
export async function getBucketRow(db: Queryable, id: string): Promise<BucketRow> {
  const bucket = await db.one<BucketRow>(sql`SELECT ${columns} FROM buckets WHERE id = ${id}`)
  if (bucket === null) throw fail('storage_bucket_not_found', { bucketId: id })
  return bucket
}

/** @throws `storage_bucket_not_found` */
export async function getBucket(db: Queryable, id: string): Promise<Bucket> {
  return bucketOf(await getBucketRow(db, id))
}

type ListInput = { readonly queries: readonly Query[]; readonly search: string; readonly total: boolean }

export async function listBuckets(db: Queryable, input: ListInput): Promise<Renderable<'bucketList'>> {
  const page = await listRecords<BucketRow>(db, shape, { columns, ...input })
  return { total: page.total, buckets: page.rows.map(bucketOf) }
}

/** @throws `storage_bucket_already_exists` */
export async function createBucket(tx: Transaction, id: string, settings: BucketSettings): Promise<Bucket> {
  const now = new Date()
  try {
    await tx.run(
      sql`INSERT INTO buckets (id, createdAt, updatedAt, name, permissions, fileSecurity, enabled, maximumFileSize,
            allowedFileExtensions, compression, encryption, antivirus, transformations, search)
          VALUES (${id}, ${now}, ${now}, ${settings.name}, ${stored(settings.permissions ?? [])},
            ${settings.fileSecurity}, ${settings.enabled}, ${settings.maximumFileSize},
            ${JSON.stringify(settings.allowedFileExtensions)}, ${settings.compression}, ${settings.encryption},
            ${settings.antivirus}, ${settings.transformations}, ${searchText(id, settings.name)})`,
    )
  } catch (error) {
    if (isDuplicate(error)) throw fail('storage_bucket_already_exists', { bucketId: id }, error)
    throw error
  }
  return getBucket(tx, id)
}

/** Sets everything anew; only permissions that are left out stay. @throws `storage_bucket_not_found` */
export async function updateBucket(tx: Transaction, id: string, settings: BucketSettings): Promise<Bucket> {
  const bucket = await getBucketRow(tx, id)
  const permissions = settings.permissions === null ? bucket.permissions : stored(settings.permissions)
  await tx.run(
    sql`UPDATE buckets SET updatedAt = ${new Date()}, name = ${settings.name}, permissions = ${permissions},
          fileSecurity = ${settings.fileSecurity}, enabled = ${settings.enabled},
          maximumFileSize = ${settings.maximumFileSize},
          allowedFileExtensions = ${JSON.stringify(settings.allowedFileExtensions)},
          compression = ${settings.compression}, encryption = ${settings.encryption},
          antivirus = ${settings.antivirus}, transformations = ${settings.transformations},
          search = ${searchText(id, settings.name)}
        WHERE sequence = ${bucket.sequence}`,
  )
  return getBucket(tx, id)
}

/** Takes a bucket away with its files; their bytes follow. @throws `storage_bucket_not_found` */
export async function removeBucket(tx: Transaction, id: string): Promise<Bucket> {
  const bucket = await getBucketRow(tx, id)
  await discardBucket(tx, bucket.sequence)
  await tx.run(sql`DELETE FROM buckets WHERE sequence = ${bucket.sequence}`)
  return bucketOf(bucket)
}

function bucketOf(row: BucketRow): Bucket {
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    $permissions: parseTexts(row.permissions),
    fileSecurity: row.fileSecurity === 1,
    name: row.name,
    enabled: row.enabled === 1,
    maximumFileSize: row.maximumFileSize,
    allowedFileExtensions: parseTexts(row.allowedFileExtensions),
    compression: row.compression,
    encryption: row.encryption === 1,
    antivirus: row.antivirus === 1,
    transformations: row.transformations === 1,
  }
}

/** Reads a list of texts as it was stored. */
export function parseTexts(json: string): readonly string[] {
  return JSON.parse(json) as readonly string[] // written by this feature only
}

function stored(permissions: readonly string[]): string {
  return JSON.stringify(expandPermissions(permissions, ['create', 'update', 'delete']))
}

function searchText(id: string, name: string): string {
  return `${id} ${name}`
}
