import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Project } from '#app/router.tsx'

export function activityRoutes(project: Project) {
  return [
    createRoute({
      getParentRoute: () => project,
      path: '/audit',
      component: lazyRouteComponent(() => import('./audit.tsx'), 'Audit'),
    }),
    createRoute({
      getParentRoute: () => project,
      path: '/jobs',
      component: lazyRouteComponent(() => import('./jobs.tsx'), 'Jobs'),
    }),
  ] as const
}
