import { type Queryable, sql, type Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { type Actor, fail, type Renderable } from '@basalt/types'
import { hashSecret, newSecret, type Secrets } from '../secrets/index.ts'
import { authoriseGrant, ownedProject } from './ownership.ts'
import { maxParts } from './queries.ts'

export type Key = Renderable<'key'>
export type KeyRow = {
  readonly id: string
  readonly projectId: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly name: string
  readonly scopes: string
  readonly secret: string
  readonly expiresAt: string | null
  readonly accessedAt: string | null
  readonly sdks: string
}

export type KeyInput = {
  readonly name: string
  readonly scopes: readonly string[]
  /** Null for a key that never expires. */
  readonly expiresAt: Date | null
}

const secretBytes = 128
export const selectKeys = sql`SELECT id, projectId, createdAt, updatedAt, name, scopes, secret, expiresAt, accessedAt, sdks FROM apiKeys`

/** Makes an API key. Its secret is kept encrypted, to be shown again, and hashed, to be found. */
export async function createKey(
  tx: Transaction,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
  input: KeyInput,
): Promise<Key> {
  await ownedProject(tx, actor, projectId)
  authoriseGrant(actor, input.scopes)
  const [id, secret, now] = [uniqueId(), `standard_${newSecret(secretBytes)}`, new Date()]
  await tx.run(
    sql`INSERT INTO apiKeys (id, projectId, createdAt, updatedAt, name, scopes, secretHash, secret, expiresAt)
        VALUES (${id}, ${projectId}, ${now}, ${now}, ${input.name}, ${JSON.stringify(input.scopes)},
          ${hashSecret(secret)}, ${secrets.encrypt(secret)}, ${input.expiresAt})`,
  )
  return keyOf(await getKeyRow(tx, projectId, id), secrets)
}

export async function listKeys(
  db: Queryable,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
): Promise<readonly Key[]> {
  await ownedProject(db, actor, projectId)
  const rows = await db.all<KeyRow>(
    sql`${selectKeys} WHERE projectId = ${projectId} ORDER BY sequence LIMIT ${maxParts}`,
  )
  return rows.map((row) => keyOf(row, secrets))
}

export async function getKey(
  db: Queryable,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
  id: string,
): Promise<Key> {
  await ownedProject(db, actor, projectId)
  return keyOf(await getKeyRow(db, projectId, id), secrets)
}

/** Replaces what a key may do; its secret stays. */
export async function updateKey(
  tx: Transaction,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
  id: string,
  input: KeyInput,
): Promise<Key> {
  await ownedProject(tx, actor, projectId)
  authoriseGrant(actor, input.scopes)
  await tx.run(
    sql`UPDATE apiKeys SET name = ${input.name}, scopes = ${JSON.stringify(input.scopes)},
          expiresAt = ${input.expiresAt}, updatedAt = ${new Date()}
        WHERE projectId = ${projectId} AND id = ${id}`,
  )
  return keyOf(await getKeyRow(tx, projectId, id), secrets)
}

/** @throws `key_not_found` */
export async function removeKey(tx: Transaction, actor: Actor, projectId: string, id: string): Promise<void> {
  await ownedProject(tx, actor, projectId)
  const removed = await tx.run(sql`DELETE FROM apiKeys WHERE projectId = ${projectId} AND id = ${id}`)
  if (removed.affectedRows === 0) throw fail('key_not_found', { keyId: id })
}

export function keyOf(row: KeyRow, secrets: Secrets): Key {
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    name: row.name,
    expire: row.expiresAt,
    scopes: JSON.parse(row.scopes) as readonly string[], // written by this file only
    secret: secrets.decrypt(row.secret),
    accessedAt: row.accessedAt,
    sdks: JSON.parse(row.sdks) as readonly string[], // written by the access feature only
  }
}

async function getKeyRow(db: Queryable, projectId: string, id: string): Promise<KeyRow> {
  const row = await db.one<KeyRow>(sql`${selectKeys} WHERE projectId = ${projectId} AND id = ${id}`)
  if (row === null) throw fail('key_not_found', { keyId: id })
  return row
}
