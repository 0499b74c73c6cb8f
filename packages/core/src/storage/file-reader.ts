import { join, name, type Queryable, schemaReader, sql } from '@basalt/database'
import { bucketColumns, type BucketRow } from './buckets.ts'
import { fileColumns, type FileIds, type FileRow, type OpenedFile } from './file-row.ts'

type Row = Readonly<Record<string, unknown>>

const selected = join([
  ...bucketColumns.map((column) => sql`buckets.${name(column)} AS ${name(`bucket_${column}`)}`),
  ...fileColumns.map((column) => sql`files.${name(column)} AS ${name(`file_${column}`)}`),
])

/**
 * A file and its bucket, whoever asks; null when one of them is not there. Outside of a transaction, questions of one turn
 * are asked together: one statement, however many read files.
 */
export async function findFileInBucket(db: Queryable, { bucketId, fileId }: FileIds): Promise<OpenedFile | null> {
  return read(db, keyOf(bucketId, fileId))
}

/** Ids have no slash. */
function keyOf(bucketId: string, fileId: string): string {
  return `${bucketId}/${fileId}`
}

const read = schemaReader(load)

async function load(db: Queryable, keys: readonly string[]): Promise<ReadonlyMap<string, OpenedFile>> {
  const pairs = join(
    keys.map((key) => {
      const [bucketId = '', fileId = ''] = key.split('/')
      return sql`(${bucketId}, ${fileId})`
    }),
  )
  const rows = await db.all<Row>(
    sql`SELECT ${selected} FROM files JOIN buckets ON buckets.sequence = files.bucketSequence
        WHERE (buckets.id, files.id) IN (${pairs})`,
  )
  return new Map(
    rows.map((row) => {
      const opened = openedOf(row)
      return [keyOf(opened.bucket.id, opened.file.id), opened]
    }),
  )
}

function openedOf(row: Row): OpenedFile {
  const part = (prefix: string, columns: readonly string[]): Row =>
    Object.fromEntries(columns.map((column) => [column, row[`${prefix}_${column}`]]))
  // The statement selects every column of both.
  return {
    bucket: part('bucket', bucketColumns) as BucketRow,
    file: part('file', fileColumns) as FileRow,
  }
}
