import { boolean, key, text, uid } from '#http/kinds.ts'
import { permissions, queries } from '#http/kinds-records.ts'
import { invalid, maybe, optional, param, type Param } from '#http/params.ts'

/** Parameters that many of these operations share. */

export const inDatabase = { databaseId: uid('Database ID.') }
export const inTable = { ...inDatabase, tableId: uid('Table ID.') }

export const columnKey = key('Column key.')
export const indexKey = key('Index key.')
export const newKey = maybe(key('New key of the column.'))

export const strict = (doc: string): Param<boolean> => boolean({ loose: false }, doc)

export const named = text({ max: 128 }, 'Name. Max length: 128 chars.')
export const enabled = optional(strict('False hides it from users; API keys and the console still see it.'), true)
export const tablePermissions = maybe(
  permissions(['create', 'read', 'update', 'delete', 'write'], 'Who may do what with the rows of the table.'),
)
export const rowSecurity = optional(boolean({}, 'True lets the permissions of single rows grant access too.'), false)

const system = ['$id', '$createdAt', '$updatedAt', '$sequence']

export const listQueries = (attributes: readonly string[]) =>
  optional(queries([...attributes, ...system], 'Queries to filter and order by, as JSON texts.'), [])
export const pageQueries = optional(queries([], 'Queries `limit` and `offset`, as JSON texts.'), [])
export const search = optional(text({ max: 256 }, 'Words to look for in id and name. Max length: 256 chars.'), '')
export const total = optional(boolean({}, 'False leaves the total out.'), true)

/** A key of a column, or one of the fields that every row has. */
export function fieldKey(doc: string): Param<string> {
  return param(
    (value, name) => {
      if (typeof value === 'string' && fieldPattern.test(value)) return value
      throw invalid(name, 'must be the key of a column, `$id`, `$createdAt` or `$updatedAt`')
    },
    { type: 'string' },
    { validator: 'key', max: 36, allowInternal: true },
    doc,
  )
}

const fieldPattern = /^(?:[a-zA-Z0-9][a-zA-Z0-9._-]{0,35}|\$id|\$createdAt|\$updatedAt)$/
