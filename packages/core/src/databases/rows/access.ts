import type { Schema } from '@basalt/database'
import { type Access, type CompiledTable, readableBy } from '@basalt/documents'
import { type Action, type Actor, fail, holdsAny, isPrivileged } from '@basalt/types'
import type { Standing } from './pages.ts'
import type { RowCall, TableIds } from './rows.ts'

/** The table, if the caller may see it: a disabled one, or one of a disabled database, is not there for clients. */
export async function openTable(call: RowCall, ids: TableIds): Promise<CompiledTable> {
  return (await openStanding(call, ids)).table
}

/** As `openTable`, with what tells whether its rows still stand. */
export async function openStanding(call: RowCall, ids: TableIds): Promise<Standing> {
  const standing = await call.rows.standing(call.schema, ids)
  refuseDisabled(call.origin.actor, standing.table)
  return standing
}

/** @throws `database_not_found`, `table_not_found` */
export function refuseDisabled(actor: Actor, { definition }: CompiledTable): void {
  if (isPrivileged(actor)) return
  const { databaseId, id } = definition
  if (!definition.databaseEnabled) throw fail('database_not_found', { databaseId })
  if (!definition.enabled) throw fail('table_not_found', { databaseId, tableId: id })
}

/** True when the table itself grants the action. */
export function tableGrants(actor: Actor, table: CompiledTable, action: Action): boolean {
  return isPrivileged(actor) || holdsAny(actor, table.grants[action])
}

/** True when the table grants the action, or the row does in a table where rows have a say. */
export function rowGrants(
  actor: Actor,
  table: CompiledTable,
  action: Exclude<Action, 'create'>,
  permissions: readonly string[],
): boolean {
  if (tableGrants(actor, table, action)) return true
  if (!table.definition.rowSecurity) return false
  const prefix = `${action}("`
  return permissions.some((text) => text.startsWith(prefix) && actor.roles.has(text.slice(prefix.length, -2)))
}

/** @throws `user_unauthorized` */
export function demand(granted: boolean, action: Action, table: CompiledTable): void {
  if (!granted) throw fail('user_unauthorized', { action, tableId: table.definition.id })
}

/**
 * The condition that keeps a list to what the caller may read; undefined when that is all of it.
 * @throws `user_unauthorized` when neither the table nor any of its rows can grant it
 */
export async function readCondition(
  call: { readonly rows: RowCall['rows']; readonly schema: Schema },
  actor: Actor,
  table: CompiledTable,
): Promise<Access | undefined> {
  if (tableGrants(actor, table, 'read')) return undefined
  demand(table.definition.rowSecurity, 'read', table)
  const readers = await call.rows.roles(call.schema).find(actor.roles)
  return readableBy(table, readers, await call.rows.spread(call.schema, table, readers))
}

/** Roles that a row lets read, in the order given. */
export function readRoles(permissions: readonly string[]): readonly string[] {
  return permissions.filter((text) => text.startsWith('read("')).map((text) => text.slice('read("'.length, -2))
}
