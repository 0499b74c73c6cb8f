import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Project } from '#app/router.tsx'

export function authRoutes(project: Project) {
  return [
    createRoute({
      getParentRoute: () => project,
      path: '/auth',
      component: lazyRouteComponent(() => import('./users.tsx'), 'Users'),
    }),
  ] as const
}
