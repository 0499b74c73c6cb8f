import { deleteRows, updateRows, upsertRows } from '@basalt/core/databases'
import { endpoint } from '#http/endpoint.ts'
import { optional } from '#http/params.ts'
import { inTable } from './params.ts'
import {
  deleteLimit,
  rowCall,
  rowData,
  rowDataList,
  rowQueries,
  type Surface,
  transactionId,
  writeLimit,
} from './row-call.ts'

const path = '/v1/tablesdb/:databaseId/tables/:tableId/rows'

export const rowsUpsert = (surface: Surface) =>
  endpoint({
    id: 'tablesDB.upsertRows',
    route: `PUT ${path}`,
    summary: 'Upsert rows',
    auth: ['key', 'admin'],
    scopes: ['rows.write', 'documents.write'],
    gates: ['projectOnly'],
    rateLimit: writeLimit,
    params: { ...inTable, rows: rowDataList, transactionId },
    response: { status: 201, model: 'rowList' },
    errors: [
      'database_not_found',
      'general_bad_request',
      'row_already_exists',
      'row_invalid_structure',
      'table_not_found',
      'transaction_expired',
      'transaction_limit_exceeded',
      'transaction_not_found',
      'transaction_not_ready',
    ],
    transaction: 'own',
    handler: (call) => {
      call.reply.status = 200
      return upsertRows(rowCall(call, surface), call.params)
    },
  })

export const rowsUpdate = (surface: Surface) =>
  endpoint({
    id: 'tablesDB.updateRows',
    route: `PATCH ${path}`,
    summary: 'Update rows',
    auth: ['key', 'admin'],
    scopes: ['rows.write', 'documents.write'],
    gates: ['projectOnly'],
    rateLimit: writeLimit,
    params: { ...inTable, data: optional(rowData, {}), queries: rowQueries, transactionId },
    response: { status: 200, model: 'rowList' },
    errors: [
      'database_not_found',
      'general_bad_request',
      'general_query_invalid',
      'row_already_exists',
      'row_invalid_structure',
      'row_missing_payload',
      'table_not_found',
      'transaction_expired',
      'transaction_limit_exceeded',
      'transaction_not_found',
      'transaction_not_ready',
    ],
    transaction: 'own',
    handler: (call) => updateRows(rowCall(call, surface), call.params),
  })

export const rowsDelete = (surface: Surface) =>
  endpoint({
    id: 'tablesDB.deleteRows',
    route: `DELETE ${path}`,
    summary: 'Delete rows',
    auth: ['key', 'admin'],
    scopes: ['rows.write', 'documents.write'],
    gates: ['projectOnly'],
    rateLimit: deleteLimit,
    params: { ...inTable, queries: rowQueries, transactionId },
    response: { status: 200, model: 'rowList' },
    errors: [
      'database_not_found',
      'general_bad_request',
      'general_query_invalid',
      'row_delete_restricted',
      'table_not_found',
      'transaction_expired',
      'transaction_limit_exceeded',
      'transaction_not_found',
      'transaction_not_ready',
    ],
    transaction: 'own',
    handler: (call) => deleteRows(rowCall(call, surface), call.params),
  })
