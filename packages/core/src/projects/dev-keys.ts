import { type Queryable, sql, type Transaction } from '@basalt/database'
import { field, listRecords, tableShape } from '@basalt/documents'
import { uniqueId } from '@basalt/service'
import { type Actor, fail, type Query, type Renderable } from '@basalt/types'
import { hashSecret, newSecret, type Secrets } from '../secrets/index.ts'
import { ownedProject } from './ownership.ts'

export type DevKey = Renderable<'devKey'>
export type DevKeyRow = {
  readonly id: string
  readonly projectId: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly name: string
  readonly secret: string
  readonly expiresAt: string
  readonly accessedAt: string | null
  readonly sdks: string
}

export type DevKeyInput = { readonly name: string; readonly expiresAt: Date }

const secretBytes = 128
const devKeyColumns = sql`id, projectId, createdAt, updatedAt, name, secret, expiresAt, accessedAt, sdks`
export const selectDevKeys = sql`SELECT ${devKeyColumns} FROM devKeys`

/** Makes a dev key: no identity, it lifts rate limits and origin checks for those who develop an app. */
export async function createDevKey(
  tx: Transaction,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
  input: DevKeyInput,
): Promise<DevKey> {
  await ownedProject(tx, actor, projectId)
  const [id, secret, now] = [uniqueId(), newSecret(secretBytes), new Date()]
  await tx.run(
    sql`INSERT INTO devKeys (id, projectId, createdAt, updatedAt, name, secretHash, secret, expiresAt)
        VALUES (${id}, ${projectId}, ${now}, ${now}, ${input.name}, ${hashSecret(secret)}, ${secrets.encrypt(secret)},
          ${input.expiresAt})`,
  )
  return devKeyOf(await getDevKeyRow(tx, projectId, id), secrets)
}

const shape = tableShape({
  table: 'devKeys',
  fields: { accessedAt: 'datetime', expire: field('datetime', 'expiresAt') },
})

export async function listDevKeys(
  db: Queryable,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
  queries: readonly Query[],
): Promise<{ readonly total: number; readonly devKeys: readonly DevKey[] }> {
  await ownedProject(db, actor, projectId)
  const where = sql`projectId = ${projectId}`
  const page = await listRecords<DevKeyRow>(db, shape, { columns: devKeyColumns, queries, where, total: true })
  return { total: page.total, devKeys: page.rows.map((row) => devKeyOf(row, secrets)) }
}

export async function getDevKey(
  db: Queryable,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
  id: string,
): Promise<DevKey> {
  await ownedProject(db, actor, projectId)
  return devKeyOf(await getDevKeyRow(db, projectId, id), secrets)
}

export async function updateDevKey(
  tx: Transaction,
  secrets: Secrets,
  actor: Actor,
  projectId: string,
  id: string,
  input: DevKeyInput,
): Promise<DevKey> {
  await ownedProject(tx, actor, projectId)
  await tx.run(
    sql`UPDATE devKeys SET name = ${input.name}, expiresAt = ${input.expiresAt}, updatedAt = ${new Date()}
        WHERE projectId = ${projectId} AND id = ${id}`,
  )
  return devKeyOf(await getDevKeyRow(tx, projectId, id), secrets)
}

/** @throws `key_not_found` */
export async function removeDevKey(tx: Transaction, actor: Actor, projectId: string, id: string): Promise<void> {
  await ownedProject(tx, actor, projectId)
  const removed = await tx.run(sql`DELETE FROM devKeys WHERE projectId = ${projectId} AND id = ${id}`)
  if (removed.affectedRows === 0) throw fail('key_not_found', { keyId: id })
}

export function devKeyOf(row: DevKeyRow, secrets: Secrets): DevKey {
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    name: row.name,
    expire: row.expiresAt,
    secret: secrets.decrypt(row.secret),
    accessedAt: row.accessedAt,
    sdks: JSON.parse(row.sdks) as readonly string[], // written by the access feature only
  }
}

async function getDevKeyRow(db: Queryable, projectId: string, id: string): Promise<DevKeyRow> {
  const row = await db.one<DevKeyRow>(sql`${selectDevKeys} WHERE projectId = ${projectId} AND id = ${id}`)
  if (row === null) throw fail('key_not_found', { keyId: id })
  return row
}
