import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Project } from '#app/router.tsx'

export function databaseRoutes(project: Project) {
  const table = createRoute({
    getParentRoute: () => project,
    path: '/databases/$databaseId/tables/$tableId',
    component: lazyRouteComponent(() => import('./table.tsx'), 'TableFrame'),
  })
  return [
    createRoute({
      getParentRoute: () => project,
      path: '/databases',
      component: lazyRouteComponent(() => import('./databases.tsx'), 'Databases'),
    }),
    createRoute({
      getParentRoute: () => project,
      path: '/databases/$databaseId',
      component: lazyRouteComponent(() => import('./database.tsx'), 'Database'),
    }),
    createRoute({
      getParentRoute: () => project,
      path: '/databases/$databaseId/diagram',
      component: lazyRouteComponent(() => import('./diagram.tsx'), 'Diagram'),
    }),
    table.addChildren([
      createRoute({
        getParentRoute: () => table,
        path: '/',
        component: lazyRouteComponent(() => import('./rows/rows.tsx'), 'Rows'),
      }),
      createRoute({
        getParentRoute: () => table,
        path: '/columns',
        component: lazyRouteComponent(() => import('./columns.tsx'), 'Columns'),
      }),
      createRoute({
        getParentRoute: () => table,
        path: '/indexes',
        component: lazyRouteComponent(() => import('./indexes.tsx'), 'Indexes'),
      }),
      createRoute({
        getParentRoute: () => table,
        path: '/code',
        component: lazyRouteComponent(() => import('./code.tsx'), 'TableCode'),
      }),
      createRoute({
        getParentRoute: () => table,
        path: '/settings',
        component: lazyRouteComponent(() => import('./settings.tsx'), 'TableSettings'),
      }),
    ]),
  ] as const
}
