import { relationPaths, type RowCall } from '@basalt/core/databases'
import type { Query } from '@basalt/types'
import type { RequestFacts } from '#http/request.ts'

type Asked = { readonly databaseId: string; readonly tableId: string; readonly queries: readonly Query[] }

/**
 * The queries of a legacy caller. SDKs from before 1.8, which say so in a header, expect related documents within the
 * documents that they read; later ones select them.
 */
export async function queriesFor(call: RowCall, request: RequestFacts, asked: Asked): Promise<readonly Query[]> {
  const { queries } = asked
  const selects = queries.filter(({ method }) => method === 'select')
  const isWhole = selects.length === 0 || selects.some(({ values }) => values.includes('*'))
  if (call.surface !== 'collections' || !isWhole || !isBefore18(request.headers['x-appwrite-response-format'])) {
    return queries
  }
  const paths = await relationPaths(call.schema, call.rows.tables, asked)
  if (paths.length === 0) return queries
  const named = new Set(selects.flatMap(({ values }) => values))
  const values = ['*', ...paths].filter((path) => !named.has(path))
  return [...queries, { method: 'select', attribute: '', values, queries: [] }]
}

function isBefore18(format: string | undefined): boolean {
  const [, major, minor] = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}/.exec(format ?? '') ?? []
  return (
    major !== undefined && minor !== undefined && (Number(major) === 0 || (Number(major) === 1 && Number(minor) < 8))
  )
}
