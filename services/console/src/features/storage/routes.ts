import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Project } from '#app/router.tsx'

export function storageRoutes(project: Project) {
  return [
    createRoute({
      getParentRoute: () => project,
      path: '/storage',
      component: lazyRouteComponent(() => import('./buckets.tsx'), 'Buckets'),
    }),
    createRoute({
      getParentRoute: () => project,
      path: '/storage/$bucketId',
      component: lazyRouteComponent(() => import('./bucket.tsx'), 'Bucket'),
    }),
  ] as const
}
