import { countRowUse, type RowUse } from '@basalt/core/databases'
import type { Endpoint } from '#http/endpoint.ts'

type Source = Readonly<Record<string, unknown>>

/** The same operation, which counts what it did to rows once it is done. */
function counted(endpoint: Endpoint, useOf: (result: Source) => RowUse): Endpoint {
  return {
    ...endpoint,
    handler: async (call) => {
      const result = await endpoint.handler(call)
      const { databaseId, tableId, transactionId } = call.params
      // What is staged is not done.
      if (transactionId) return result
      const ids = { databaseId: String(databaseId), tableId: String(tableId) } // checked as ids by their kinds
      countRowUse(call.services.usage, call.project.schema, ids, useOf((result ?? {}) as Source))
      return result
    },
  }
}

const many = ({ total }: Source): number | null => (typeof total === 'number' ? total : null)
const isNew = (row: Source): boolean => row['$createdAt'] === row['$updatedAt']

export const countingReads = (endpoint: Endpoint): Endpoint =>
  counted(endpoint, ({ rows }) => ({ reads: Array.isArray(rows) ? Math.max(rows.length, 1) : 1 }))

export const countingCreates = (endpoint: Endpoint): Endpoint =>
  counted(endpoint, (result) => ({ writes: many(result) ?? 1, added: many(result) ?? 1 }))

export const countingUpdates = (endpoint: Endpoint): Endpoint =>
  counted(endpoint, (result) => ({ writes: many(result) ?? 1 }))

/** A row that was made is told from one that was changed by its times. */
export const countingUpserts = (endpoint: Endpoint): Endpoint =>
  counted(endpoint, (result) => {
    const rows = (result['rows'] ?? [result]) as readonly Source[] // a list of rows, or one
    return { writes: many(result) ?? 1, added: rows.filter(isNew).length }
  })

export const countingDeletes = (endpoint: Endpoint): Endpoint =>
  counted(endpoint, (result) => ({ writes: many(result) ?? 1, added: -(many(result) ?? 1) }))
