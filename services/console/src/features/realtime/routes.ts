import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Project } from '#app/router.tsx'

export function realtimeRoutes(project: Project) {
  return [
    createRoute({
      getParentRoute: () => project,
      path: '/realtime',
      component: lazyRouteComponent(() => import('./inspector.tsx'), 'Inspector'),
    }),
  ] as const
}
