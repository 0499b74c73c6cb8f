import { join, list, name, type Queryable, sql, type Sql, type Transaction } from '@basalt/database'
import { listRecords, tableShape } from '@basalt/documents'
import { type Actor, fail, grantsOf, type Query, type Renderable } from '@basalt/types'
import { grantable } from '../access/index.ts'
import { bucketGrants, demand, fileGrants, isOpen, openBucket, readersOf } from './access.ts'
import { type BucketRow, parseTexts } from './buckets.ts'
import { findFileInBucket } from './file-reader.ts'
import { fileColumns, type FileIds, type FileRow, type OpenedFile } from './file-row.ts'
import { discardFile } from './removals.ts'

export type File = Renderable<'file'>
/** A file as the caller gets it, and the roles that hear of it. */
export type Shown = { readonly file: File; readonly readRoles: readonly string[] }

const columns = join(fileColumns.map((column) => name(column)))

const shape = tableShape({
  table: 'files',
  fields: {
    name: 'string',
    signature: 'id',
    mimeType: 'id',
    sizeOriginal: 'integer',
    chunksTotal: 'integer',
    chunksUploaded: 'integer',
  },
  search: 'search',
})

export async function findFileRow(db: Queryable, bucket: BucketRow, fileId: string): Promise<FileRow | null> {
  return db.one<FileRow>(sql`SELECT ${columns} FROM files WHERE bucketSequence = ${bucket.sequence} AND id = ${fileId}`)
}

/** @throws `storage_file_not_found` */
async function getFileRow(db: Queryable, bucket: BucketRow, fileId: string): Promise<FileRow> {
  const file = await findFileRow(db, bucket, fileId)
  if (file === null) throw fail('storage_file_not_found', { bucketId: bucket.id, fileId })
  return file
}

/** A file that a token opens, whoever asks. @throws `storage_bucket_not_found`, `storage_file_not_found` */
export async function sharedFile(db: Queryable, actor: Actor, { bucketId, fileId }: FileIds): Promise<OpenedFile> {
  const found = await findFileInBucket(db, { bucketId, fileId })
  if (found && isOpen(actor, found.bucket)) return found
  const bucket = await openBucket(db, actor, bucketId)
  throw fail('storage_file_not_found', { bucketId: bucket.id, fileId })
}

/**
 * A file that the caller may read. Where files have a say, one that may not be read is not there.
 * @throws `storage_bucket_not_found`, `storage_file_not_found`, `user_unauthorized`
 */
export async function readableFile(db: Queryable, actor: Actor, { bucketId, fileId }: FileIds): Promise<OpenedFile> {
  const found = await findFileInBucket(db, { bucketId, fileId })
  if (found && isOpen(actor, found.bucket) && fileGrants(actor, found.bucket, found.file, 'read')) return found
  const bucket = found?.bucket ?? (await openBucket(db, actor, bucketId))
  if (!isOpen(actor, bucket)) throw fail('storage_bucket_not_found', { bucketId })
  demand(bucketGrants(actor, bucket, 'read') || bucket.fileSecurity === 1, 'read', bucket)
  throw fail('storage_file_not_found', { bucketId, fileId })
}

export async function getFile(db: Queryable, actor: Actor, ids: FileIds): Promise<File> {
  const { bucket, file } = await readableFile(db, actor, ids)
  return fileOf(bucket, file)
}

type ListInput = {
  readonly bucketId: string
  readonly queries: readonly Query[]
  readonly search: string
  readonly total: boolean
}

/** @throws `storage_bucket_not_found`, `user_unauthorized` when neither the bucket nor its files can let them be read */
export async function listFiles(db: Queryable, actor: Actor, input: ListInput): Promise<Renderable<'fileList'>> {
  const bucket = await openBucket(db, actor, input.bucketId)
  const seesAll = bucketGrants(actor, bucket, 'read')
  demand(seesAll || bucket.fileSecurity === 1, 'read', bucket)
  const { queries, search, total } = input
  const where = seesAll ? inBucket(bucket) : sql`${inBucket(bucket)} AND ${readableBy(actor)}`
  const page = await listRecords<FileRow>(db, shape, { columns, queries, search, total, where })
  return { total: page.total, files: page.rows.map((row) => fileOf(bucket, row)) }
}

type FileChanges = { readonly name: string | null; readonly permissions: readonly string[] | null }

/** Changes the name or the permissions; null leaves them. @throws `storage_file_not_found`, `user_unauthorized` */
export async function updateFile(tx: Transaction, actor: Actor, ids: FileIds, changes: FileChanges): Promise<Shown> {
  const { bucket, file } = await fileFor(tx, actor, ids, 'update')
  const permissions = changes.permissions === null ? null : grantable(actor, changes.permissions)
  const name = changes.name ?? file.name
  await tx.run(
    sql`UPDATE files SET updatedAt = ${new Date()}, name = ${name}, search = ${searchText(file.id, name)},
          permissions = ${permissions === null ? file.permissions : JSON.stringify(permissions)}
        WHERE sequence = ${file.sequence}`,
  )
  if (permissions !== null) await replaceReaders(tx, file.sequence, permissions)
  return shown(bucket, await getFileRow(tx, bucket, file.id))
}

/** Takes a file away, also one whose upload is under way. @throws `storage_file_not_found`, `user_unauthorized` */
export async function removeFile(tx: Transaction, actor: Actor, ids: FileIds): Promise<Shown> {
  const { bucket, file } = await fileFor(tx, actor, ids, 'delete')
  await discardFile(tx, file.sequence)
  return shown(bucket, file)
}

/**
 * A file that the caller may open to others: that takes reading the bucket and changing the file.
 * @throws `storage_bucket_not_found`, `storage_file_not_found`, `user_unauthorized`
 */
export async function fileToShare(db: Queryable, actor: Actor, ids: FileIds): Promise<{ readonly sequence: number }> {
  const bucket = await openBucket(db, actor, ids.bucketId)
  demand(bucketGrants(actor, bucket, 'read'), 'read', bucket)
  const file = await getFileRow(db, bucket, ids.fileId)
  demand(fileGrants(actor, bucket, file, 'update'), 'update', bucket)
  return { sequence: file.sequence }
}

/** The file, for a caller who may change it; reading it is not needed for that. */
async function fileFor(tx: Transaction, actor: Actor, { bucketId, fileId }: FileIds, action: 'update' | 'delete') {
  const bucket = await openBucket(tx, actor, bucketId)
  demand(bucketGrants(actor, bucket, action) || bucket.fileSecurity === 1, action, bucket)
  const file = await getFileRow(tx, bucket, fileId)
  demand(fileGrants(actor, bucket, file, action), action, bucket)
  return { bucket, file }
}

/** Writes down who may read a file, for lists. */
export async function replaceReaders(tx: Transaction, sequence: number, permissions: readonly string[]): Promise<void> {
  await tx.run(sql`DELETE FROM fileReads WHERE fileSequence = ${sequence}`)
  for (const role of new Set(grantsOf(permissions).read)) {
    await tx.run(sql`INSERT INTO fileReads (fileSequence, role) VALUES (${sequence}, ${role})`)
  }
}

export function shown(bucket: BucketRow, file: FileRow): Shown {
  return { file: fileOf(bucket, file), readRoles: readersOf(bucket, file) }
}

export function searchText(id: string, name: string): string {
  return `${id} ${name}`
}

function fileOf(bucket: BucketRow, row: FileRow): File {
  return {
    $id: row.id,
    bucketId: bucket.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    $permissions: parseTexts(row.permissions),
    name: row.name,
    signature: row.signature,
    mimeType: row.mimeType,
    sizeOriginal: row.sizeOriginal,
    chunksTotal: row.chunksTotal,
    chunksUploaded: row.chunksUploaded,
  }
}

function inBucket(bucket: BucketRow): Sql {
  return sql`bucketSequence = ${bucket.sequence}`
}

function readableBy(actor: Actor): Sql {
  return sql`sequence IN (SELECT fileSequence FROM fileReads WHERE role IN ${list([...actor.roles])})`
}
