import { getDatabase, getRow, getTable } from '@basalt/core/databases'
import { listLogs } from '@basalt/core/logs'
import { refuseClients } from '@basalt/types'
import { endpoint } from '#http/endpoint.ts'
import { logReaderOf } from '#http/readers.ts'
import { inDatabase, inTable, pageQueries } from './params.ts'
import { inRow, rowCall, type Surface } from './row-call.ts'

/** Each surface audits in its own words, and shows what was done through it. */
const words: Readonly<Record<Surface, { readonly table: string; readonly row: string }>> = {
  tables: { table: 'table', row: 'row' },
  collections: { table: 'collection', row: 'document' },
}

export const databaseLogs = endpoint({
  id: 'tablesDB.listLogs',
  route: 'GET /v1/tablesdb/:databaseId/logs',
  summary: 'List database logs',
  auth: ['admin'],
  scopes: ['databases.read'],
  gates: ['projectOnly'],
  params: { ...inDatabase, queries: pageQueries },
  response: { status: 200, model: 'logList' },
  errors: ['database_not_found', 'general_query_invalid'],
  handler: async ({ db, services, actor, origin, params }) => {
    // Logs tell of other people: users may read rows, but not who touched them.
    refuseClients(actor)
    const { $id } = await getDatabase(db, params.databaseId)
    return listLogs(db, { resource: `database/${$id}` }, logReaderOf(services, origin), {
      queries: params.queries,
      total: true,
    })
  },
})

export const tableLogs = (surface: Surface) =>
  endpoint({
    id: 'tablesDB.listTableLogs',
    route: 'GET /v1/tablesdb/:databaseId/tables/:tableId/logs',
    summary: 'List table logs',
    auth: ['admin'],
    scopes: ['tables.read', 'collections.read'],
    gates: ['projectOnly'],
    params: { ...inTable, queries: pageQueries },
    response: { status: 200, model: 'logList' },
    errors: ['database_not_found', 'general_query_invalid', 'table_not_found'],
    handler: async ({ db, services, actor, origin, params }) => {
      refuseClients(actor)
      const { $id } = await getTable(db, services.tables, params)
      const resource = `database/${params.databaseId}/${words[surface].table}/${$id}`
      return listLogs(db, { resource }, logReaderOf(services, origin), { queries: params.queries, total: true })
    },
  })

export const rowLogs = (surface: Surface) =>
  endpoint({
    id: 'tablesDB.listRowLogs',
    route: 'GET /v1/tablesdb/:databaseId/tables/:tableId/rows/:rowId/logs',
    summary: 'List row logs',
    auth: ['admin'],
    scopes: ['rows.read', 'documents.read'],
    gates: ['projectOnly'],
    params: { ...inRow, queries: pageQueries },
    response: { status: 200, model: 'logList' },
    errors: ['database_not_found', 'general_query_invalid', 'row_not_found', 'table_not_found'],
    transaction: 'own',
    handler: async (call) => {
      const { actor, database, services, origin, params } = call
      refuseClients(actor)
      const row = await getRow(rowCall(call, surface), { ...params, queries: [] })
      const { table, row: word } = words[surface]
      const resource = `database/${params.databaseId}/${table}/${params.tableId}/${word}/${row.$id}`
      return listLogs(database, { resource }, logReaderOf(services, origin), { queries: params.queries, total: true })
    },
  })
