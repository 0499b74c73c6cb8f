import { stepRow } from '@basalt/core/databases'
import type { ErrorType } from '@basalt/types'
import { endpoint } from '#http/endpoint.ts'
import { float, key } from '#http/kinds.ts'
import { maybe, optional } from '#http/params.ts'
import { inRow, rowCall, type Surface, transactionId, writeLimit } from './row-call.ts'

const path = '/v1/tablesdb/:databaseId/tables/:tableId/rows/:rowId/:column'
const numeric = (doc: string) => float(doc, 'numeric')
const column = key('Column key.')

const errors: readonly ErrorType[] = [
  'attribute_type_invalid',
  'column_limit_exceeded',
  'column_not_found',
  'database_not_found',
  'general_argument_invalid',
  'table_not_found',
  'transaction_expired',
  'transaction_limit_exceeded',
  'transaction_not_found',
  'transaction_not_ready',
  'user_unauthorized',
]

export const rowIncrement = (surface: Surface) =>
  endpoint({
    id: 'tablesDB.incrementRowColumn',
    route: `PATCH ${path}/increment`,
    summary: 'Increment row column',
    auth: ['session', 'jwt', 'key', 'admin'],
    scopes: ['rows.write', 'documents.write'],
    gates: ['projectOnly'],
    rateLimit: writeLimit,
    params: {
      ...inRow,
      column,
      value: optional(numeric('Number to add, above 0.'), 1),
      max: maybe(numeric('Highest result that is allowed.')),
      transactionId,
    },
    response: { status: 200, model: 'row' },
    errors,
    transaction: 'own',
    handler: (call) => stepRow(rowCall(call, surface), 'increment', { ...call.params, bound: call.params.max }),
  })

export const rowDecrement = (surface: Surface) =>
  endpoint({
    id: 'tablesDB.decrementRowColumn',
    route: `PATCH ${path}/decrement`,
    summary: 'Decrement row column',
    auth: ['session', 'jwt', 'key', 'admin'],
    scopes: ['rows.write', 'documents.write'],
    gates: ['projectOnly'],
    rateLimit: writeLimit,
    params: {
      ...inRow,
      column,
      value: optional(numeric('Number to take away, above 0.'), 1),
      min: maybe(numeric('Lowest result that is allowed.')),
      transactionId,
    },
    response: { status: 200, model: 'row' },
    errors,
    transaction: 'own',
    handler: (call) => stepRow(rowCall(call, surface), 'decrement', { ...call.params, bound: call.params.min }),
  })
