import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Project } from '#app/router.tsx'

export function authRoutes(project: Project) {
  const frame = createRoute({
    getParentRoute: () => project,
    path: '/auth',
    component: lazyRouteComponent(() => import('./frame.tsx'), 'AuthFrame'),
  })
  return [
    frame.addChildren([
      createRoute({
        getParentRoute: () => frame,
        path: '/',
        component: lazyRouteComponent(() => import('./users.tsx'), 'Users'),
      }),
      createRoute({
        getParentRoute: () => frame,
        path: '/teams',
        component: lazyRouteComponent(() => import('./teams.tsx'), 'Teams'),
      }),
      createRoute({
        getParentRoute: () => frame,
        path: '/providers',
        component: lazyRouteComponent(() => import('./providers.tsx'), 'Providers'),
      }),
      createRoute({
        getParentRoute: () => frame,
        path: '/security',
        component: lazyRouteComponent(() => import('./security.tsx'), 'Security'),
      }),
    ]),
    createRoute({
      getParentRoute: () => project,
      path: '/auth/users/$userId',
      component: lazyRouteComponent(() => import('./user.tsx'), 'UserPage'),
    }),
    createRoute({
      getParentRoute: () => project,
      path: '/auth/teams/$teamId',
      component: lazyRouteComponent(() => import('./team.tsx'), 'TeamPage'),
    }),
  ] as const
}
