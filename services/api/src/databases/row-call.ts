import type { RowCall } from '@basalt/core/databases'
import type { Schema } from '@basalt/database'
import { customId, json, list, text, uid } from '#http/kinds.ts'
import { permissions, queries } from '#http/kinds-records.ts'
import { invalid, maybe, optional, type Param } from '#http/params.ts'
import type { RequestFacts } from '#http/request.ts'
import type { Services } from '#http/services.ts'
import { inTable } from './params.ts'

/** In whose words rows are audited. */
export type Surface = RowCall['surface']

type Given = {
  readonly services: Services
  readonly origin: RowCall['origin']
  readonly database: Schema
}

/** What core wants to know of a call that works on rows. */
export function rowCall({ services, origin, database }: Given, surface: Surface): RowCall {
  return { rows: services.rows, schema: database, origin, surface }
}

export const inRow = { ...inTable, rowId: uid('Row ID.') }

/** An id that may also be made here, where the contract knows it as that of a row that exists. */
export const rowIdOrNew: Param<string> = { ...customId('Row ID.'), rule: uid('').rule }

const values = json('Values of the row by the keys of its columns.')
/** A list is no data: what misses then is for each operation to say. */
export const rowData: typeof values = {
  ...values,
  parse: (value, name, context) => (Array.isArray(value) ? {} : values.parse(value, name, context)),
}
export const rowDataList = list(json('Values of a row, with its $id.'), { max: 100 }, 'Rows.')
export const rowPermissions = maybe(permissions(['read', 'update', 'delete', 'write'], 'Who may do what with the row.'))
/** Queries as texts: which of them fit is for the table to say. */
export const rowQueries = optional(
  {
    ...queries([], 'Queries, as JSON texts.'),
    rule: list(text({ max: 4096 }, ''), { max: 100 }, '').rule,
  },
  [],
)

export const transactionId = maybe(uid('Transaction ID.'))

const urlKey = 'ip:{ip},method:{method},url:{url},userId:{userId}'

/** How often one client may write in a minute. */
export const writeLimit = { limit: 120, windowSeconds: 60, keys: [urlKey] } as const
export const deleteLimit = { limit: 60, windowSeconds: 60, keys: [urlKey] } as const

/**
 * The time since when the row must not have changed, of the header X-Appwrite-Timestamp.
 * @throws `general_argument_invalid` when the header holds no time
 */
export function unmodifiedSince({ headers }: RequestFacts): Date | null {
  const header = headers['x-appwrite-timestamp']
  if (header === undefined || header === '') return null
  const time = new Date(header)
  if (Number.isNaN(time.getTime())) throw invalid('X-Appwrite-Timestamp', 'must be a date and time')
  return time
}
