import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Tooltip } from 'radix-ui'
import { consoleApi } from '#api/client.ts'
import { ApiError, ConnectionError } from '#api/errors.ts'
import { Toasts } from '#ui/toasts.tsx'
import { setOnline } from './connection.ts'
import { createAppRouter } from './router.tsx'
import { hasEnded } from './session.ts'

/** A session that has ended is noticed wherever it happens. A refusal may also mean a role that lacks something. */
function notice(error: Error): void {
  if (error instanceof ConnectionError) lost()
  if (error instanceof ApiError && error.status === 401) void leaveIfEnded()
}

/** Looks for the server until it answers, and then reads what could not be read. */
function lost(): void {
  setOnline(false)
  if (looking !== null) return
  looking = setInterval(() => {
    consoleApi.call('locale.get', {}).then(found, (error: unknown) => {
      if (!(error instanceof ConnectionError)) found() // a refusal is an answer, too
    })
  }, lookMs)
}

function found(): void {
  if (looking !== null) clearInterval(looking)
  looking = null
  setOnline(true)
  void client.refetchQueries({ predicate: ({ state }) => state.status === 'error', type: 'active' })
}

const lookMs = 2000
let looking: ReturnType<typeof setInterval> | null = null

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
