import {
  BasaltError,
  maxPermissions,
  maxQueries,
  maxQueryLength,
  parsePermission,
  parseQuery,
  type PermissionAction,
  type Query,
} from '@basalt/types'
import { invalid, param, type Param } from './params.ts'

/**
 * Query texts of a list endpoint, parsed. `attributes` are the fields that may be filtered, as OpenAPI shows them;
 * which of them exist for one table is for core to say.
 */
export function queries(attributes: readonly string[], doc: string): Param<readonly Query[]> {
  return param(
    (value, name) => {
      if (!Array.isArray(value) || value.length > maxQueries)
        throw invalid(name, `must be a list of at most ${maxQueries} queries`)
      return value.map((entry) => {
        if (typeof entry !== 'string' || entry.length > maxQueryLength) {
          throw invalid(name, `must hold queries of at most ${maxQueryLength} characters`)
        }
        return attributes.length === 0 ? parseQuery(entry) : parseFixed(entry, name)
      })
    },
    { type: 'array', items: { type: 'string' } },
    { validator: 'queries', attributes },
    doc,
  )
}

/** Where the attributes are fixed, a text that is no query is a fault of the parameter, as an unknown attribute is. */
function parseFixed(entry: string, name: string): Query {
  try {
    return parseQuery(entry)
  } catch (error) {
    if (error instanceof BasaltError) throw invalid(name, `must hold valid queries: ${error.message}`)
    throw error
  }
}

export function permissions(allowed: readonly PermissionAction[], doc: string): Param<readonly string[]> {
  return param(
    (value, name) => {
      if (!Array.isArray(value) || value.length > maxPermissions) {
        throw invalid(name, `must be a list of at most ${maxPermissions} permissions`)
      }
      for (const entry of value) {
        const permission = typeof entry === 'string' ? parsePermission(entry) : null
        if (!permission || !allowed.includes(permission.action)) {
          throw invalid(
            name,
            `must hold permissions such as ${allowed[0]}("any"), with the actions: ${allowed.join(', ')}`,
          )
        }
      }
      return value as readonly string[] // each entry was checked
    },
    { type: 'array', items: { type: 'string' } },
    { validator: 'permissions', maxItems: maxPermissions, allowed },
    doc,
  )
}
