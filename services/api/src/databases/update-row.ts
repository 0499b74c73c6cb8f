import { deleteRow, updateRow, upsertRow } from '@basalt/core/databases'
import { endpoint } from '#http/endpoint.ts'
import { optional } from '#http/params.ts'
import { inTable } from './params.ts'
import {
  deleteLimit,
  inRow,
  rowCall,
  rowData,
  rowIdOrNew,
  rowPermissions,
  type Surface,
  transactionId,
  unmodifiedSince,
  writeLimit,
} from './row-call.ts'

const path = '/v1/tablesdb/:databaseId/tables/:tableId/rows/:rowId'

export const rowUpdate = (surface: Surface) =>
  endpoint({
    id: 'tablesDB.updateRow',
    route: `PATCH ${path}`,
    summary: 'Update row',
    auth: ['session', 'jwt', 'key'],
    scopes: ['rows.write', 'documents.write'],
    gates: ['projectOnly'],
    rateLimit: writeLimit,
    params: { ...inRow, data: optional(rowData, {}), permissions: rowPermissions, transactionId },
    response: { status: 200, model: 'row' },
    errors: [
      'database_not_found',
      'general_bad_request',
      'relationship_value_invalid',
      'row_already_exists',
      'row_invalid_structure',
      'row_missing_payload',
      'row_not_found',
      'row_update_conflict',
      'table_not_found',
      'transaction_expired',
      'transaction_limit_exceeded',
      'transaction_not_found',
      'transaction_not_ready',
      'user_unauthorized',
    ],
    transaction: 'own',
    handler: (call) =>
      updateRow(rowCall(call, surface), { ...call.params, unmodifiedSince: unmodifiedSince(call.request) }),
  })

export const rowUpsert = (surface: Surface) =>
  endpoint({
    id: 'tablesDB.upsertRow',
    route: `PUT ${path}`,
    summary: 'Upsert row',
    auth: ['session', 'jwt', 'key'],
    scopes: ['rows.write', 'documents.write'],
    gates: ['projectOnly'],
    rateLimit: writeLimit,
    params: {
      ...inTable,
      rowId: rowIdOrNew,
      data: optional(rowData, {}),
      permissions: rowPermissions,
      transactionId,
    },
    response: { status: 201, model: 'row' },
    errors: [
      'database_not_found',
      'general_bad_request',
      'relationship_value_invalid',
      'row_already_exists',
      'row_invalid_structure',
      'row_missing_payload',
      'table_not_found',
      'transaction_expired',
      'transaction_limit_exceeded',
      'transaction_not_found',
      'transaction_not_ready',
      'user_unauthorized',
    ],
    transaction: 'own',
    handler: (call) => {
      // Staged ones are made later.
      if (call.params.transactionId === null) call.reply.status = 200
      return upsertRow(rowCall(call, surface), call.params)
    },
  })

export const rowDelete = (surface: Surface) =>
  endpoint({
    id: 'tablesDB.deleteRow',
    route: `DELETE ${path}`,
    summary: 'Delete row',
    auth: ['session', 'jwt', 'key'],
    scopes: ['rows.write', 'documents.write'],
    gates: ['projectOnly'],
    rateLimit: deleteLimit,
    params: { ...inRow, transactionId },
    response: { status: 204 },
    errors: [
      'database_not_found',
      'row_delete_restricted',
      'row_not_found',
      'row_update_conflict',
      'table_not_found',
      'transaction_expired',
      'transaction_limit_exceeded',
      'transaction_not_found',
      'transaction_not_ready',
      'user_unauthorized',
    ],
    transaction: 'own',
    handler: async (call) => {
      await deleteRow(rowCall(call, surface), { ...call.params, unmodifiedSince: unmodifiedSince(call.request) })
    },
  })
