import { type Queryable, sql, type Transaction } from '@basalt/database'
import { listRecords, tableShape } from '@basalt/documents'
import { uniqueId } from '@basalt/service'
import { type Actor, fail, type Query, type Renderable } from '@basalt/types'
import type { Secrets } from '../secrets/index.ts'
import { type FileIds, fileToShare } from '../storage/index.ts'

export type Token = Renderable<'resourceToken'>

export type TokenRow = {
  readonly id: string
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly accessedAt: string | null
  readonly bucketId: string
  readonly fileId: string
}

const from = sql`fileTokens JOIN files ON files.sequence = fileTokens.fileSequence
  JOIN buckets ON buckets.sequence = files.bucketSequence`
const columns = sql`fileTokens.id, fileTokens.createdAt, fileTokens.expiresAt, fileTokens.accessedAt,
  buckets.id AS bucketId, files.id AS fileId`

const shape = tableShape({ table: 'fileTokens', fields: {} })

export async function findToken(db: Queryable, id: string): Promise<TokenRow | null> {
  return db.one<TokenRow>(sql`SELECT ${columns} FROM ${from} WHERE fileTokens.id = ${id}`)
}

/** @throws `storage_bucket_not_found`, `storage_file_not_found`, `user_unauthorized` */
export async function createFileToken(
  tx: Transaction,
  secrets: Secrets,
  actor: Actor,
  ids: FileIds,
  expiresAt: Date | null,
): Promise<Token> {
  const { sequence } = await fileToShare(tx, actor, ids)
  const id = uniqueId()
  const now = new Date()
  await tx.run(
    sql`INSERT INTO fileTokens (id, fileSequence, createdAt, updatedAt, expiresAt)
        VALUES (${id}, ${sequence}, ${now}, ${now}, ${expiresAt})`,
  )
  return getToken(tx, secrets, id)
}

/** @throws `token_not_found` */
export async function getToken(db: Queryable, secrets: Secrets, id: string): Promise<Token> {
  const row = await findToken(db, id)
  if (row === null) throw fail('token_not_found', { tokenId: id })
  return tokenOf(secrets, row)
}

type ListInput = FileIds & { readonly queries: readonly Query[]; readonly total: boolean }

/** @throws `storage_bucket_not_found`, `storage_file_not_found`, `user_unauthorized` */
export async function listFileTokens(
  db: Queryable,
  secrets: Secrets,
  actor: Actor,
  { bucketId, fileId, queries, total }: ListInput,
): Promise<Renderable<'resourceTokenList'>> {
  const { sequence } = await fileToShare(db, actor, { bucketId, fileId })
  const page = await listRecords<Omit<TokenRow, 'bucketId' | 'fileId'>>(db, shape, {
    columns: sql`sequence, id, createdAt, expiresAt, accessedAt`,
    where: sql`fileSequence = ${sequence}`,
    queries,
    total,
  })
  return { total: page.total, tokens: page.rows.map((row) => tokenOf(secrets, { ...row, bucketId, fileId })) }
}

/** Null takes the expiry away. @throws `token_not_found` */
export async function updateToken(
  tx: Transaction,
  secrets: Secrets,
  id: string,
  expiresAt: Date | null,
): Promise<Token> {
  await tx.run(sql`UPDATE fileTokens SET expiresAt = ${expiresAt}, updatedAt = ${new Date()} WHERE id = ${id}`)
  return getToken(tx, secrets, id)
}

/** @throws `token_not_found` */
export async function removeToken(tx: Transaction, secrets: Secrets, id: string): Promise<Token> {
  const token = await getToken(tx, secrets, id)
  await tx.run(sql`DELETE FROM fileTokens WHERE id = ${id}`)
  return token
}

function tokenOf(secrets: Secrets, row: TokenRow): Token {
  const resourceId = `${row.bucketId}:${row.fileId}`
  const exp = row.expiresAt === null ? {} : { exp: Math.floor(Date.parse(row.expiresAt) / 1000) }
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    resourceId,
    resourceType: 'files',
    expire: row.expiresAt,
    accessedAt: row.accessedAt,
    secret: secrets.sign({ tokenId: row.id, resourceId, resourceType: 'files', ...exp }, null),
  }
}
