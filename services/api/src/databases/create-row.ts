import { createRow, createRows } from '@basalt/core/databases'
import { fail } from '@basalt/types'
import { endpoint } from '#http/endpoint.ts'
import { customId } from '#http/kinds.ts'
import { optional } from '#http/params.ts'
import { inDatabase, inTable } from './params.ts'
import { rowCall, rowData, rowDataList, rowPermissions, type Surface, transactionId, writeLimit } from './row-call.ts'
import { shown } from './shown.ts'

/** One row, or up to a hundred: both SDK methods share the route. */
export const rowCreate = (surface: Surface) =>
  endpoint({
    id: 'tablesDB.createRow',
    route: 'POST /v1/tablesdb/:databaseId/tables/:tableId/rows',
    summary: 'Create row',
    auth: ['session', 'jwt', 'key', 'admin'],
    scopes: ['rows.write', 'documents.write'],
    gates: ['projectOnly'],
    rateLimit: writeLimit,
    params: {
      ...inDatabase,
      rowId: optional(customId('Row ID.'), ''),
      tableId: inTable.tableId,
      data: optional(rowData, {}),
      permissions: rowPermissions,
      rows: optional(rowDataList, []),
      transactionId,
    },
    response: { status: 201, model: 'row' },
    methods: [
      {
        id: 'tablesDB.createRow',
        params: ['databaseId', 'tableId', 'rowId', 'data', 'permissions', 'transactionId'],
        required: ['databaseId', 'tableId', 'rowId', 'data'],
      },
      {
        id: 'tablesDB.createRows',
        params: ['databaseId', 'tableId', 'rows', 'transactionId'],
        required: ['databaseId', 'tableId', 'rows'],
      },
    ],
    errors: [
      'database_not_found',
      'general_bad_request',
      'general_unauthorized_scope',
      'relationship_value_invalid',
      'row_already_exists',
      'row_invalid_structure',
      'row_missing_data',
      'table_not_found',
      'transaction_expired',
      'transaction_limit_exceeded',
      'transaction_not_found',
      'transaction_not_ready',
      'user_unauthorized',
    ],
    transaction: 'own',
    handler: async (call) => {
      const { rows, ...single } = call.params
      if (rows.length === 0) {
        if (Object.keys(single.data).length === 0 || single.rowId === '') throw fail('row_missing_data')
        return createRow(rowCall(call, surface), single)
      }
      refuseMix(single)
      call.reply.model = 'rowList'
      // Staged ones are counted, but not made yet.
      if (single.transactionId !== null) call.reply.status = 200
      return shown<'row'>(await createRows(rowCall(call, surface), { ...single, rows }))
    },
  })

type Single = { readonly rowId: string; readonly data: object; readonly permissions: readonly string[] | null }

/** @throws `general_bad_request` when a list comes with what belongs to one row */
function refuseMix({ rowId, data, permissions }: Single): void {
  if (Object.keys(data).length > 0) throw fail('general_bad_request', { reason: 'Send data or a list, not both.' })
  if (rowId !== '') throw fail('general_bad_request', { reason: 'Ids of a list belong into its entries, as `$id`.' })
  if (permissions !== null) {
    throw fail('general_bad_request', { reason: 'Permissions of a list belong into its entries, as `$permissions`.' })
  }
}
