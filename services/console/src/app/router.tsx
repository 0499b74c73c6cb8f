import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { accountRoutes } from '../features/account/routes.ts'
import { activityRoutes } from '../features/activity/routes.ts'
import { authRoutes } from '../features/auth/routes.ts'
import { databaseRoutes } from '../features/databases/routes.ts'
import { functionRoutes } from '../features/functions/routes.ts'
import { mailRoutes } from '../features/mails/routes.ts'
import { overviewRoutes } from '../features/overview/routes.ts'
import { organisationRoutes } from '../features/organisations/routes.ts'
import { realtimeRoutes } from '../features/realtime/routes.ts'
import { settingsRoutes } from '../features/settings/routes.ts'
import { signInRoutes } from '../features/sign-in/routes.ts'
import { storageRoutes } from '../features/storage/routes.ts'
import { Failure, NotFound } from './failures.tsx'
import { readAccount } from './session.ts'

const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Outlet })

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: lazyRouteComponent(() => import('./shell.tsx'), 'Shell'),
  beforeLoad: async ({ context, location }) => {
    if ((await readAccount(context.client)) !== null) return
    throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } })
  },
})

const project = createRoute({
  getParentRoute: () => signedIn,
  path: '/project/$projectId',
  component: lazyRouteComponent(() => import('./project-gate.tsx'), 'ProjectGate'),
})

export type SignedIn = typeof signedIn
export type Root = typeof root
export type Project = typeof project

// One line a feature: its routes, below the part of the app that they belong to.
const tree = root.addChildren([
  ...signInRoutes(root),
  signedIn.addChildren([
    ...organisationRoutes(signedIn),
    ...accountRoutes(signedIn),
    project.addChildren([
      ...overviewRoutes(project),
      ...authRoutes(project),
      ...databaseRoutes(project),
      ...storageRoutes(project),
      ...functionRoutes(project),
      ...realtimeRoutes(project),
      ...mailRoutes(project),
      ...activityRoutes(project),
      ...settingsRoutes(project),
    ]),
  ]),
])

export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    basepath: '/console',
    context: { client },
    defaultPreload: 'intent',
    defaultErrorComponent: Failure,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  })
}
