import { isPrivileged, isRole } from '@basalt/types'
import { completeValues, type CompiledTable, type NewRow, readOperators, type Values } from '@basalt/documents'
import { newPermissions } from '../../access/index.ts'
import { readRoles } from './access.ts'
import { type Given, readData } from './input.ts'
import type { RowCall } from './rows.ts'

/** What a request wants of one row, read and prepared before a transaction opens. */
export type Write = {
  readonly id: string
  readonly given: Given
  /** What the request sets; null keeps what is there. */
  readonly permissions: readonly string[] | null
  /** What a new row gets. */
  readonly newPermissions: readonly string[]
  /** Numbers of the roles that may read the row with the permissions set, or that a new row lets read. */
  readonly readers: readonly number[]
}

/** Reads the data of a row that is written by itself; its permissions are checked already. */
export function prepareWrite(
  call: RowCall,
  id: string,
  data: Values,
  permissions: readonly string[] | null,
): Promise<Write> {
  return prepareGiven(call, id, readData(call, data), permissions)
}

export async function prepareGiven(
  call: RowCall,
  id: string,
  data: Given,
  permissions: readonly string[] | null,
): Promise<Write> {
  const granted = permissions ?? newPermissions(call.origin.actor, null)
  // Rows inside the row are written while a transaction is open: the numbers of their roles must be known by then.
  const { actor } = call.origin
  const inside = rolesWithin(Object.values(data.values), 0).filter(
    (role) => isPrivileged(actor) || actor.roles.has(role),
  )
  if (inside.length > 0) await call.rows.roles(call.schema).ensure(inside)
  return {
    id,
    given: data,
    permissions,
    newPermissions: granted,
    readers: await call.rows.roles(call.schema).ensure(readRoles(granted)),
  }
}

/** Levels of rows inside rows that are written. */
const maxDepth = 3

function rolesWithin(values: readonly unknown[], depth: number): readonly string[] {
  if (depth > maxDepth) return []
  return values.flatMap((value) => {
    if (Array.isArray(value)) return rolesWithin(value as readonly unknown[], depth)
    if (typeof value !== 'object' || value === null) return []
    const { $permissions: permissions, ...fields } = value as { readonly $permissions?: unknown } // any object
    const own = Array.isArray(permissions) ? permissions.filter((text) => typeof text === 'string') : []
    const roles = readRoles(own).filter((role) => isRole(role))
    return [...roles, ...rolesWithin(Object.values(fields), depth + 1)]
  })
}

/** The same write with its operators understood; where a row is created they are plain values. */
export function withOperators(write: Write): Write {
  return { ...write, given: { ...write.given, values: readOperators(write.given.values) } }
}

/** The row that a write makes where there is none. @throws `row_invalid_structure` */
export function newRowOf(table: CompiledTable, { id, given, readers, ...write }: Write, now = new Date()): NewRow {
  return {
    id,
    createdAt: given.createdAt ?? now,
    updatedAt: given.updatedAt ?? now,
    permissions: write.newPermissions,
    values: completeValues(table, given.values, null, now),
    readers,
  }
}
