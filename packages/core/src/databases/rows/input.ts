import { parseInstant, type Values } from '@basalt/documents'
import { type ErrorType, fail, isPrivileged, maxPermissions, parsePermission } from '@basalt/types'
import type { RowCall } from './rows.ts'

/** What a client sent of a row, split into what is its own and what is the server's. */
export type Given = {
  readonly values: Values
  /** Set by keys and admins only. */
  readonly createdAt: Date | undefined
  readonly updatedAt: Date | undefined
  /** `$id` and `$permissions` of the data: they count in lists of rows only. */
  readonly id: unknown
  readonly permissions: unknown
}

const serverOwned: Readonly<Record<RowCall['surface'], ReadonlySet<string>>> = {
  tables: new Set(['$sequence', '$databaseId', '$tableId']),
  collections: new Set(['$sequence', '$databaseId', '$collectionId']),
}

/** Lists and objects in each other that a value may have: more than any column or relationship takes. */
const maxNesting = 32

/** @throws `row_invalid_structure` for times that are none, and what no column can hold */
export function readData({ origin: { actor }, surface }: RowCall, data: Values): Given {
  const values: Record<string, unknown> = {}
  let createdAt: Date | undefined
  let updatedAt: Date | undefined
  for (const [key, value] of Object.entries(data)) {
    if (isTooDeep(value)) throw invalid(`The value of "${key.slice(0, 64)}" is nested too deeply.`)
    if (key === '__proto__') throw invalid('No column can be named "__proto__".')
    if (key === '$createdAt') createdAt = isPrivileged(actor) ? timeOf(key, value) : undefined
    else if (key === '$updatedAt') updatedAt = isPrivileged(actor) ? timeOf(key, value) : undefined
    else if (key !== '$id' && key !== '$permissions' && !serverOwned[surface].has(key)) values[key] = value
  }
  return { values, createdAt, updatedAt, id: data['$id'] ?? null, permissions: data['$permissions'] ?? null }
}

function timeOf(key: string, value: unknown): Date | undefined {
  if (value === null) return undefined
  const time = typeof value === 'string' ? parseInstant(value) : null
  if (time === null) throw invalid(`The value of "${key}" must be a date and time.`)
  return time
}

/** True for what functions that call themselves should not follow. */
export function isTooDeep(value: unknown, levels = maxNesting): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => isTooDeep(inner, levels - 1))
}

function invalid(reason: string): Error {
  return fail('row_invalid_structure', { reason })
}

export function isEmpty(data: Values | null): boolean {
  return data === null || Object.keys(data).length === 0
}

/** Permissions that came within data: checked here, as no parameter did. @throws the error type */
export function permissionsIn(given: unknown, errorType: ErrorType): readonly string[] | null {
  if (given === null) return null
  const isList = Array.isArray(given) && given.length <= maxPermissions
  if (!isList || !given.every((text) => typeof text === 'string' && parsePermission(text) !== null)) {
    throw fail(errorType, { reason: `"$permissions" must be a list of at most ${maxPermissions} permissions.` })
  }
  return given as readonly string[] // each entry was checked
}
