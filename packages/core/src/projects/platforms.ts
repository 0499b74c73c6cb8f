import { name, type Queryable, sql, type Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { type Actor, fail, type Renderable } from '@basalt/types'
import { lockOwnedProject, ownedProject } from './ownership.ts'
import { maxParts, moveVersion } from './queries.ts'

export type PlatformModel = Renderable<'platform'>
export type PlatformRow = {
  readonly id: string
  readonly projectId: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly name: string
  readonly type: string
  readonly key: string
  readonly store: string
  readonly hostname: string
}

export type PlatformInput = {
  readonly name: string
  readonly key: string
  readonly store: string
  readonly hostname: string
}

export const selectPlatforms = sql`SELECT id, projectId, createdAt, updatedAt, name, type, ${name('key')}, store, hostname FROM platforms`

/** Registers an app or a host from which people use the project. */
export async function createPlatform(
  tx: Transaction,
  actor: Actor,
  projectId: string,
  input: PlatformInput & { readonly type: string },
): Promise<PlatformModel> {
  await lockOwnedProject(tx, actor, projectId)
  const [id, now] = [uniqueId(), new Date()]
  await tx.run(
    sql`INSERT INTO platforms (id, projectId, createdAt, updatedAt, name, type, ${name('key')}, store, hostname)
        VALUES (${id}, ${projectId}, ${now}, ${now}, ${input.name}, ${input.type}, ${input.key}, ${input.store},
          ${input.hostname})`,
  )
  await moveVersion(tx, projectId)
  return platformOf(await getPlatformRow(tx, projectId, id))
}

export async function listPlatforms(db: Queryable, actor: Actor, projectId: string): Promise<readonly PlatformModel[]> {
  await ownedProject(db, actor, projectId)
  const rows = await db.all<PlatformRow>(
    sql`${selectPlatforms} WHERE projectId = ${projectId} ORDER BY sequence LIMIT ${maxParts}`,
  )
  return rows.map(platformOf)
}

export async function getPlatform(db: Queryable, actor: Actor, projectId: string, id: string): Promise<PlatformModel> {
  await ownedProject(db, actor, projectId)
  return platformOf(await getPlatformRow(db, projectId, id))
}

/** Replaces everything but the type. */
export async function updatePlatform(
  tx: Transaction,
  actor: Actor,
  projectId: string,
  id: string,
  input: PlatformInput,
): Promise<PlatformModel> {
  await lockOwnedProject(tx, actor, projectId)
  await tx.run(
    sql`UPDATE platforms SET name = ${input.name}, ${name('key')} = ${input.key}, store = ${input.store},
          hostname = ${input.hostname}, updatedAt = ${new Date()}
        WHERE projectId = ${projectId} AND id = ${id}`,
  )
  await moveVersion(tx, projectId)
  return platformOf(await getPlatformRow(tx, projectId, id))
}

/** @throws `platform_not_found` */
export async function removePlatform(tx: Transaction, actor: Actor, projectId: string, id: string): Promise<void> {
  await lockOwnedProject(tx, actor, projectId)
  const removed = await tx.run(sql`DELETE FROM platforms WHERE projectId = ${projectId} AND id = ${id}`)
  if (removed.affectedRows === 0) throw fail('platform_not_found', { platformId: id })
  await moveVersion(tx, projectId)
}

export function platformOf(row: PlatformRow): PlatformModel {
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    name: row.name,
    type: row.type as NonNullable<PlatformModel['type']>, // checked by the endpoint that created it
    key: row.key,
    store: row.store,
    hostname: row.hostname,
    httpUser: null,
    httpPass: null,
  }
}

async function getPlatformRow(db: Queryable, projectId: string, id: string): Promise<PlatformRow> {
  const row = await db.one<PlatformRow>(sql`${selectPlatforms} WHERE projectId = ${projectId} AND id = ${id}`)
  if (row === null) throw fail('platform_not_found', { platformId: id })
  return row
}
