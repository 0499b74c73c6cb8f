import { isDuplicate, list, type Queryable, type Sql, sql, type Transaction } from '@basalt/database'
import { uniqueId } from '@basalt/service'
import { fail } from '@basalt/types'
import type { Target } from './user.ts'

export type TargetRow = {
  readonly id: string
  readonly userId: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly name: string
  readonly providerId: string | null
  readonly providerType: string
  readonly identifier: string
  readonly expired: number
}

export type TargetType = 'email' | 'sms' | 'push'

export type NewTarget = {
  readonly id: string
  readonly userId: string
  readonly providerType: TargetType
  readonly identifier: string
  readonly providerId?: string | null
  readonly name?: string
  /** The session that a push target lives and dies with. */
  readonly sessionId?: string | null
}

export const targetColumns = sql`id, userId, createdAt, updatedAt, name, providerId, providerType, identifier, expired`
const maxShown = 1000

export function toTarget(row: TargetRow): Target {
  return {
    $id: row.id,
    $createdAt: row.createdAt,
    $updatedAt: row.updatedAt,
    name: row.name,
    userId: row.userId,
    providerId: row.providerId,
    providerType: row.providerType,
    identifier: row.identifier,
    expired: row.expired !== 0,
  }
}

/** @throws `user_target_not_found`, also for a target of another user. */
export async function getTarget(db: Queryable, userId: string, id: string): Promise<Target> {
  return found(
    await db.one<TargetRow>(sql`SELECT ${targetColumns} FROM targets WHERE id = ${id} AND userId = ${userId}`),
    id,
  )
}

export async function lockTarget(tx: Transaction, userId: string, id: string): Promise<Target> {
  const row = await tx.one<TargetRow>(
    sql`SELECT ${targetColumns} FROM targets WHERE id = ${id} AND userId = ${userId} FOR UPDATE`,
  )
  return found(row, id)
}

/** Targets by the id of their user, oldest first. */
export async function targetsOf(
  db: Queryable,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Target[]>> {
  if (userIds.length === 0) return new Map()
  const bound: Sql = userIds.length === 1 ? sql`LIMIT ${maxShown}` : sql``
  const rows = await db.all<TargetRow>(
    sql`SELECT ${targetColumns} FROM targets WHERE userId IN ${list(userIds)} ORDER BY sequence ${bound}`,
  )
  return Map.groupBy(rows.map(toTarget), (target) => target.userId ?? '')
}

/** @throws `user_target_already_exists`: identifiers are unique in a project. */
export async function insertTarget(tx: Transaction, target: NewTarget): Promise<Target> {
  const now = new Date()
  try {
    await tx.run(
      sql`INSERT INTO targets (id, userId, sessionId, createdAt, updatedAt, name, providerId, providerType, identifier)
          VALUES (${target.id}, ${target.userId}, ${target.sessionId ?? null}, ${now}, ${now}, ${target.name ?? ''},
            ${target.providerId ?? null}, ${target.providerType}, ${target.identifier})`,
    )
  } catch (error) {
    if (isDuplicate(error)) throw fail('user_target_already_exists', { id: target.id }, error)
    throw error
  }
  return getTarget(tx, target.userId, target.id)
}

export type TargetChanges = { readonly identifier?: string; readonly providerId?: string; readonly name?: string }

/** A new identifier counts as reachable again. @throws `user_target_already_exists` */
export async function updateTarget(tx: Transaction, target: Target, changes: TargetChanges): Promise<Target> {
  const identifier = changes.identifier ?? target.identifier ?? ''
  const expired = target.expired === true && changes.identifier === undefined
  const providerId = changes.providerId ?? target.providerId ?? null
  try {
    await tx.run(
      sql`UPDATE targets SET identifier = ${identifier}, expired = ${expired}, providerId = ${providerId},
            name = ${changes.name ?? target.name ?? ''}, updatedAt = ${new Date()} WHERE id = ${target.$id}`,
    )
  } catch (error) {
    if (isDuplicate(error)) throw fail('user_target_already_exists', { id: target.$id }, error)
    throw error
  }
  return getTarget(tx, target.userId ?? '', target.$id)
}

export async function deleteTarget(tx: Transaction, id: string): Promise<void> {
  await tx.run(sql`DELETE FROM targets WHERE id = ${id}`)
}

/** Gives a new user the target of an address, unless the address is a target already. */
export async function addContactTarget(
  tx: Transaction,
  userId: string,
  providerType: 'email' | 'sms',
  identifier: string,
): Promise<void> {
  if (await isTaken(tx, identifier)) return
  await insertTarget(tx, { id: uniqueId(), userId, providerType, identifier })
}

/**
 * Moves a user's target along with a changed e-mail or phone. Null takes the target away; `create` makes one where
 * there was none. @throws `user_target_already_exists` when the new address is a target of anybody.
 */
export async function moveContactTarget(
  tx: Transaction,
  userId: string,
  providerType: 'email' | 'sms',
  from: string | null,
  to: string | null,
  { create }: { readonly create: boolean },
): Promise<void> {
  if (to !== null && (await isTaken(tx, to))) throw fail('user_target_already_exists', { userId })
  const old =
    from === null
      ? null
      : await tx.one<TargetRow>(
          sql`SELECT ${targetColumns} FROM targets WHERE userId = ${userId} AND providerType = ${providerType}
              AND identifier = ${from} FOR UPDATE`,
        )
  if (to === null) {
    if (old) await deleteTarget(tx, old.id)
  } else if (old) await updateTarget(tx, toTarget(old), { identifier: to })
  else if (create) await insertTarget(tx, { id: uniqueId(), userId, providerType, identifier: to })
}

async function isTaken(db: Queryable, identifier: string): Promise<boolean> {
  const row = await db.one(sql`SELECT 1 FROM targets WHERE identifierHash = UNHEX(SHA2(${identifier}, 256))`)
  return row !== null
}

function found(row: TargetRow | null, id: string): Target {
  if (row === null) throw fail('user_target_not_found', { id })
  return toTarget(row)
}
