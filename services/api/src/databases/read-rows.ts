import { getRow, listRows } from '@basalt/core/databases'
import { endpoint } from '#http/endpoint.ts'
import { inTable, total } from './params.ts'
import { queriesFor } from './response-format.ts'
import { inRow, rowCall, rowQueries, type Surface, transactionId } from './row-call.ts'

export const rowList = (surface: Surface) =>
  endpoint({
    id: 'tablesDB.listRows',
    route: 'GET /v1/tablesdb/:databaseId/tables/:tableId/rows',
    summary: 'List rows',
    auth: ['session', 'jwt', 'key'],
    scopes: ['rows.read', 'documents.read'],
    gates: ['projectOnly'],
    params: { ...inTable, queries: rowQueries, transactionId, total },
    response: { status: 200, model: 'rowList' },
    errors: [
      'database_not_found',
      'database_query_order_null',
      'general_cursor_not_found',
      'general_query_invalid',
      'table_not_found',
    ],
    transaction: 'own',
    handler: async (call) => {
      const asked = rowCall(call, surface)
      return listRows(asked, { ...call.params, queries: await queriesFor(asked, call.request, call.params) })
    },
  })

export const rowGet = (surface: Surface) =>
  endpoint({
    id: 'tablesDB.getRow',
    route: 'GET /v1/tablesdb/:databaseId/tables/:tableId/rows/:rowId',
    summary: 'Get row',
    auth: ['session', 'jwt', 'key'],
    scopes: ['rows.read', 'documents.read'],
    gates: ['projectOnly'],
    params: { ...inRow, queries: rowQueries, transactionId },
    response: { status: 200, model: 'row' },
    errors: ['database_not_found', 'general_query_invalid', 'row_not_found', 'table_not_found'],
    transaction: 'own',
    handler: async (call) => {
      const asked = rowCall(call, surface)
      return getRow(asked, { ...call.params, queries: await queriesFor(asked, call.request, call.params) })
    },
  })
