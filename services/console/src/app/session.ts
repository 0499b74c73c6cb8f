import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import { consoleApi, type Result } from '#api/client.ts'
import { ApiError } from '#api/errors.ts'

/** The person at the console; null when nobody is signed in. */
const account = queryOptions({
  queryKey: ['console', 'account.get', {}],
  queryFn: async ({ signal }): Promise<Result<'account.get'> | null> => {
    try {
      return await consoleApi.call('account.get', {}, signal)
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
  staleTime: 60_000,
})

export function readAccount(client: QueryClient): Promise<Result<'account.get'> | null> {
  return client.ensureQueryData(account)
}

/** Whether somebody was signed in, and is not any more. Asks the server. */
export async function hasEnded(client: QueryClient): Promise<boolean> {
  if (!client.getQueryData(account.queryKey)) return false
  return (await client.fetchQuery({ ...account, staleTime: 0 })) === null
}

/** Forgets everything that was read, as it belongs to whoever was signed in before. */
export function forgetAccount(client: QueryClient): void {
  client.clear()
}

export function useAccount(): Result<'account.get'> | null {
  return useQuery(account).data ?? null
}
