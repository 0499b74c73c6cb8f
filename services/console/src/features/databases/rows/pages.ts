import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { reading } from '#api/hooks.ts'
import { Query } from '#api/query.ts'
import { useProjectApi } from '#app/project.ts'
import { type Row, useTableIds } from '../model.ts'

const pageSize = 100

type Rows = {
  /** The row at this place of the list; undefined until it is read. */
  readonly at: (index: number) => Row | undefined
  readonly error: Error | null
  readonly refresh: () => Promise<void>
  /** Puts a row that has been changed in the place of what was read of it. */
  readonly replace: (row: Row) => void
}

/** Reads the parts of a long list that are in view: rows `first` to `last`. */
export function useRowsInView(queries: readonly string[], first: number, last: number): Rows {
  const api = useProjectApi()
  const ids = useTableIds()
  const client = useQueryClient()
  const from = Math.floor(first / pageSize)
  const pages = Array.from({ length: Math.floor(last / pageSize) - from + 1 }, (_, index) => from + index)
  const read = useQueries({
    queries: pages.map((page) => {
      const part = [...queries, Query.limit(pageSize), Query.offset(page * pageSize)]
      return reading(api, 'tablesDB.listRows', { ...ids, queries: part, total: false })
    }),
  })
  const refresh = useCallback(
    () => client.invalidateQueries({ queryKey: [api.projectId, 'tablesDB.listRows'] }),
    [client, api],
  )
  return {
    at: (index) => read[Math.floor(index / pageSize) - from]?.data?.rows[index % pageSize],
    error: read.find(({ error }) => error !== null)?.error ?? null,
    refresh,
    replace(row) {
      client.setQueriesData<{ readonly rows: readonly Row[] }>(
        { queryKey: [api.projectId, 'tablesDB.listRows'] },
        (page) => page && { ...page, rows: page.rows.map((each) => (each.$id === row.$id ? row : each)) },
      )
    },
  }
}
