import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query'
import { type Api, type Operation, type Params, type Result } from './client.ts'

/** What is read is kept under its project, operation and parameters, in this order, so that each of them can be refreshed. */
export function reading<O extends Operation>(api: Api, operation: O, params: Params<O>) {
  return queryOptions({
    queryKey: [api.projectId, operation, params] as const,
    queryFn: ({ signal }) => api.call(operation, params, signal),
  })
}

export function useReading<O extends Operation>(
  api: Api,
  operation: O,
  params: Params<O>,
  options: { readonly enabled?: boolean; readonly everyMs?: number; readonly keep?: boolean } = {},
) {
  return useQuery({
    ...reading(api, operation, params),
    enabled: options.enabled ?? true,
    refetchInterval: options.everyMs ?? false,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  })
}

/** Calls an operation that changes something; what was read by `refreshes` is read again before it counts as done. */
export function useChange<O extends Operation>(
  api: Api,
  operation: O,
  refreshes: readonly Operation[] = [],
): UseMutationResult<Result<O>, Error, Params<O>> {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (params: Params<O>) => api.call(operation, params),
    onSuccess: async () => {
      await Promise.all(refreshes.map((each) => client.invalidateQueries({ queryKey: [api.projectId, each] })))
    },
  })
}
