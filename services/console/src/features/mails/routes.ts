import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Project } from '#app/router.tsx'

export function mailRoutes(project: Project) {
  return [
    createRoute({
      getParentRoute: () => project,
      path: '/mails',
      component: lazyRouteComponent(() => import('./mails.tsx'), 'Mails'),
    }),
    createRoute({
      getParentRoute: () => project,
      path: '/mails/$type/$locale',
      component: lazyRouteComponent(() => import('./wording.tsx'), 'WordingPage'),
    }),
  ] as const
}
