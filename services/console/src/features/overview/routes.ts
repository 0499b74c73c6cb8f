import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Project } from '#app/router.tsx'

export function overviewRoutes(project: Project) {
  return [
    createRoute({
      getParentRoute: () => project,
      path: '/',
      component: lazyRouteComponent(() => import('./overview.tsx'), 'Overview'),
    }),
  ] as const
}
