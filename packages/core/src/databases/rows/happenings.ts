import type { CompiledTable, RowRecord } from '@basalt/documents'
import type { Happening } from '../../activity/index.ts'
import { readRoles } from './access.ts'
import type { RowCall } from './rows.ts'

export type RowAction = 'create' | 'update' | 'upsert' | 'delete'

/** How a call is audited: one row by itself, or all of the table's that it touched. */
export type AuditScope = 'row' | 'table'

/** What is told about a row that changed. Both vocabularies find their marker of the table in it. */
export function happeningOf(
  call: RowCall,
  table: CompiledTable,
  row: RowRecord,
  action: RowAction,
  audit: { readonly event: string; readonly scope: AuditScope } | null,
): Happening {
  const { databaseId, id: tableId, rowSecurity, enabled, databaseEnabled } = table.definition
  // What clients cannot ask for they do not hear of.
  const isOpen = enabled && databaseEnabled
  const rowRoles = rowSecurity ? readRoles(row.$permissions) : []
  return {
    event: `databases.${databaseId}.collections.${tableId}.documents.${row.$id}.${action}`,
    auditEvent: audit && audit.event,
    resource: audit && resourceOf(call, table, audit.scope === 'row' ? row.$id : null),
    payload: marked(row),
    readRoles: isOpen ? [...table.grants.read, ...rowRoles] : [],
  }
}

/**
 * The happening with the row as the answer shows it, with all that is related to it: for webhooks and functions. Sockets,
 * whose readers may not read all of that, hear of the row alone.
 */
export function withShown(happening: Happening, row: RowRecord): Happening {
  return { ...happening, payload: marked(row), realtimePayload: happening.payload ?? {} }
}

/** Puts the marker of the other vocabulary into a row, and into those inside. */
function marked(row: object): object {
  if (!('$tableId' in row)) return row
  const entries = Object.entries(row).map(([key, value]) => [key, markedValue(value)])
  return { ...Object.fromEntries(entries), $collectionId: row.$tableId }
}

function markedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(markedValue)
  return typeof value === 'object' && value !== null ? marked(value) : value
}

function resourceOf(call: RowCall, table: CompiledTable, rowId: string | null): string {
  const [parent, own] = call.surface === 'tables' ? ['table', 'row'] : ['collection', 'document']
  const path = `database/${table.definition.databaseId}/${parent}/${table.definition.id}`
  return rowId === null ? path : `${path}/${own}/${rowId}`
}

/** The word of the call's vocabulary: `row.create` or `document.create`. */
export function auditEvent(call: RowCall, action: RowAction, isPlural = false): string {
  const word = call.surface === 'tables' ? 'row' : 'document'
  return `${word}${isPlural ? 's' : ''}.${action}`
}
