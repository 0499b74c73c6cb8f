import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Tooltip } from 'radix-ui'
import { ApiError, ConnectionError } from '#api/errors.ts'
import { Toasts } from '#ui/toasts.tsx'
import { setOnline } from './connection.ts'
import { createAppRouter } from './router.tsx'
import { hasEnded } from './session.ts'

/** A session that has ended is noticed wherever it happens. A refusal may also mean a role that lacks something. */
function notice(error: Error): void {
  if (error instanceof ConnectionError) setOnline(false)
  if (error instanceof ApiError && error.status === 401) void leaveIfEnded()
}

async function leaveIfEnded(): Promise<void> {
  // That the server cannot be reached is noticed by itself.
  if (await hasEnded(client).catch(() => false)) await router.invalidate()
}

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: notice, onSuccess: () => setOnline(true) }),
  mutationCache: new MutationCache({ onError: notice, onSuccess: () => setOnline(true) }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal stays one; a connection may come back.
      retry: (count, error) => error instanceof ConnectionError && count < 2,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

const router = createAppRouter(client)

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

export function App() {
  return (
    <QueryClientProvider client={client}>
      <Tooltip.Provider delayDuration={300}>
        <RouterProvider router={router} />
        <Toasts />
      </Tooltip.Provider>
    </QueryClientProvider>
  )
}
