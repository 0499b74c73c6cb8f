import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { consoleApi } from '#api/client.ts'
import { reading } from '#api/hooks.ts'
import type { SignedIn } from '#app/router.tsx'

export function organisationRoutes(signedIn: SignedIn) {
  return [
    createRoute({
      getParentRoute: () => signedIn,
      path: '/',
      // The start page is the first organisation's; somebody who has none yet sets one up.
      beforeLoad: async ({ context }) => {
        const { teams } = await context.client.ensureQueryData(reading(consoleApi, 'teams.list', {}))
        const [first] = teams
        if (!first) throw redirect({ to: '/welcome' })
        throw redirect({ to: '/organisations/$organisationId', params: { organisationId: first.$id } })
      },
    }),
    createRoute({
      getParentRoute: () => signedIn,
      path: '/welcome',
      component: lazyRouteComponent(() => import('./welcome.tsx'), 'Welcome'),
    }),
    createRoute({
      getParentRoute: () => signedIn,
      path: '/organisations/$organisationId',
      component: lazyRouteComponent(() => import('./projects.tsx'), 'Projects'),
    }),
    createRoute({
      getParentRoute: () => signedIn,
      path: '/organisations/$organisationId/members',
      component: lazyRouteComponent(() => import('./members.tsx'), 'OrganisationMembers'),
    }),
    createRoute({
      getParentRoute: () => signedIn,
      path: '/organisations/$organisationId/settings',
      component: lazyRouteComponent(() => import('./settings.tsx'), 'OrganisationSettings'),
    }),
  ] as const
}
