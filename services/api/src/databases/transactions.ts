import {
  createOperations,
  createTransaction,
  endTransaction,
  getTransaction,
  listTransactions,
  removeTransaction,
} from '@basalt/core/databases'
import { endpoint } from '#http/endpoint.ts'
import { json, list, range, uid } from '#http/kinds.ts'
import { optional } from '#http/params.ts'
import { listQueries, strict } from './params.ts'
import { rowCall, type Surface } from './row-call.ts'

const inTransaction = { transactionId: uid('Transaction ID.') }
const path = '/v1/tablesdb/transactions'

export const transactionCreate = endpoint({
  id: 'tablesDB.createTransaction',
  route: `POST ${path}`,
  summary: 'Create transaction',
  auth: ['session', 'jwt', 'key'],
  scopes: ['rows.write', 'documents.write'],
  gates: ['projectOnly'],
  params: { ttl: optional(range({ min: 60, max: 3600 }, 'Seconds until the transaction expires.'), 300) },
  response: { status: 201, model: 'transaction' },
  errors: ['transaction_limit_exceeded'],
  handler: ({ tx, actor, params }) => createTransaction(tx, actor, { ttlSeconds: params.ttl }),
})

export const transactionList = endpoint({
  id: 'tablesDB.listTransactions',
  route: `GET ${path}`,
  summary: 'List transactions',
  auth: ['session', 'jwt', 'key'],
  scopes: ['rows.read', 'documents.read'],
  gates: ['projectOnly'],
  params: { queries: listQueries(['status', 'expiresAt']) },
  response: { status: 200, model: 'transactionList' },
  errors: ['general_query_invalid'],
  handler: ({ db, actor, params }) => listTransactions(db, actor, params.queries),
})

export const transactionGet = endpoint({
  id: 'tablesDB.getTransaction',
  route: `GET ${path}/:transactionId`,
  summary: 'Get transaction',
  auth: ['session', 'jwt', 'key'],
  scopes: ['rows.read', 'documents.read'],
  gates: ['projectOnly'],
  params: inTransaction,
  response: { status: 200, model: 'transaction' },
  errors: ['transaction_not_found'],
  handler: ({ db, actor, params }) => getTransaction(db, actor, params.transactionId),
})

export const transactionDelete = endpoint({
  id: 'tablesDB.deleteTransaction',
  route: `DELETE ${path}/:transactionId`,
  summary: 'Delete transaction',
  auth: ['session', 'jwt', 'key'],
  scopes: ['rows.write', 'documents.write'],
  gates: ['projectOnly'],
  params: inTransaction,
  response: { status: 204 },
  errors: ['transaction_not_found'],
  handler: ({ tx, actor, params }) => removeTransaction(tx, actor, params.transactionId),
})

/** Commits or rolls back. What a commit changes is told in core, row by row. */
export const transactionUpdate = (surface: Surface) =>
  endpoint({
    id: 'tablesDB.updateTransaction',
    route: `PATCH ${path}/:transactionId`,
    summary: 'Update transaction',
    auth: ['session', 'jwt', 'key'],
    scopes: ['rows.write', 'documents.write'],
    gates: ['projectOnly'],
    params: {
      ...inTransaction,
      commit: optional(strict('True makes all that was staged.'), false),
      rollback: optional(strict('True drops all that was staged.'), false),
    },
    response: { status: 200, model: 'transaction' },
    errors: [
      'attribute_limit_exceeded',
      'document_invalid_structure',
      'document_not_found',
      'general_bad_request',
      'general_query_invalid',
      'transaction_conflict',
      'transaction_expired',
      'transaction_failed',
      'transaction_not_found',
      'transaction_not_ready',
    ],
    transaction: 'own',
    handler: (call) => endTransaction(rowCall(call, surface), call.params),
  })

const actions = [
  'create',
  'update',
  'upsert',
  'delete',
  'increment',
  'decrement',
  'bulkCreate',
  'bulkUpdate',
  'bulkUpsert',
  'bulkDelete',
]

/** Operations to stage: their parts are checked in core, which knows each action. */
const operationsOf = (surface: Surface) => {
  const [kind, table] = surface === 'tables' ? ['tablesdb', 'tableId'] : ['legacy', 'collectionId']
  const items = { validator: 'transactionOperation', required: ['databaseId', 'action', table], actions, kind }
  const operations = list(json('An operation: its action, where, and its data.'), { max: null }, 'Operations to stage.')
  return optional({ ...operations, rule: { validator: 'array', items, maxItems: null } }, [])
}

export const operationsCreate = (surface: Surface) =>
  endpoint({
    id: 'tablesDB.createOperations',
    route: `POST ${path}/:transactionId/operations`,
    summary: 'Create operations',
    auth: ['session', 'jwt', 'key'],
    scopes: ['rows.write', 'documents.write'],
    gates: ['projectOnly'],
    params: { ...inTransaction, operations: operationsOf(surface) },
    response: { status: 201, model: 'transaction' },
    errors: [
      'collection_not_found',
      'database_not_found',
      'document_not_found',
      'general_bad_request',
      'transaction_expired',
      'transaction_limit_exceeded',
      'transaction_not_found',
      'user_unauthorized',
    ],
    transaction: 'own',
    handler: (call) => createOperations(rowCall(call, surface), call.params),
  })
