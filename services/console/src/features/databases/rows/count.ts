import { useQuery } from '@tanstack/react-query'
import { useReading } from '#api/hooks.ts'
import { Query } from '#api/query.ts'
import { useProjectApi } from '#app/project.ts'
import { useTableIds } from '../model.ts'

/** The API counts no further. */
const mostCounted = 5000

/** How many rows a list has: what the API counts, and beyond that by looking where it ends. */
export function useRowCount(queries: readonly string[]) {
  const api = useProjectApi()
  const ids = useTableIds()
  const counted = useReading(
    api,
    'tablesDB.listRows',
    { ...ids, queries: [...queries, Query.limit(1)] },
    { keep: true },
  )
  const isCapped = counted.data?.total === mostCounted
  const exact = useQuery({
    // Below the operation's name, so that it is read again when rows change.
    queryKey: [api.projectId, 'tablesDB.listRows', 'count', ids, queries],
    enabled: isCapped,
    queryFn: ({ signal }) =>
      endOf(mostCounted, async (index) => {
        const one = [...queries, Query.limit(1), Query.offset(index)]
        const page = await api.call('tablesDB.listRows', { ...ids, queries: one, total: false }, signal)
        return page.rows.length > 0
      }),
  })
  const total = counted.data && (isCapped ? (exact.data ?? mostCounted) : counted.data.total)
  return { data: total, error: counted.error, refetch: counted.refetch }
}

/** The length of a list of which `known` are certain, by asking whether there is something at a place. */
async function endOf(known: number, has: (index: number) => Promise<boolean>): Promise<number> {
  let [low, high] = [known, known * 2]
  while (await has(high - 1)) [low, high] = [high, high * 2]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (await has(middle - 1)) low = middle
    else high = middle
  }
  return low
}
