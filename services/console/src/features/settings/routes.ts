import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Project } from '#app/router.tsx'

export function settingsRoutes(project: Project) {
  return [
    createRoute({
      getParentRoute: () => project,
      path: '/keys',
      component: lazyRouteComponent(() => import('./keys.tsx'), 'Keys'),
    }),
    createRoute({
      getParentRoute: () => project,
      path: '/platforms',
      component: lazyRouteComponent(() => import('./platforms.tsx'), 'Platforms'),
    }),
    createRoute({
      getParentRoute: () => project,
      path: '/webhooks',
      component: lazyRouteComponent(() => import('./webhooks.tsx'), 'Webhooks'),
    }),
    createRoute({
      getParentRoute: () => project,
      path: '/webhooks/$webhookId',
      component: lazyRouteComponent(() => import('./webhook.tsx'), 'WebhookPage'),
    }),
    createRoute({
      getParentRoute: () => project,
      path: '/settings',
      component: lazyRouteComponent(() => import('./general.tsx'), 'General'),
    }),
  ] as const
}
