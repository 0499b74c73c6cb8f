import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Project } from '#app/router.tsx'

export function functionRoutes(project: Project) {
  const one = createRoute({
    getParentRoute: () => project,
    path: '/functions/$functionId',
    component: lazyRouteComponent(() => import('./frame.tsx'), 'FunctionFrame'),
  })
  return [
    createRoute({
      getParentRoute: () => project,
      path: '/functions',
      component: lazyRouteComponent(() => import('./functions.tsx'), 'Functions'),
    }),
    one.addChildren([
      createRoute({
        getParentRoute: () => one,
        path: '/',
        component: lazyRouteComponent(() => import('./deployments.tsx'), 'Deployments'),
      }),
      createRoute({
        getParentRoute: () => one,
        path: '/executions',
        component: lazyRouteComponent(() => import('./executions.tsx'), 'Executions'),
      }),
      createRoute({
        getParentRoute: () => one,
        path: '/variables',
        component: lazyRouteComponent(() => import('./variables.tsx'), 'Variables'),
      }),
      createRoute({
        getParentRoute: () => one,
        path: '/domains',
        component: lazyRouteComponent(() => import('./domains.tsx'), 'Domains'),
      }),
      createRoute({
        getParentRoute: () => one,
        path: '/settings',
        component: lazyRouteComponent(() => import('./settings.tsx'), 'FunctionSettings'),
      }),
    ]),
  ] as const
}
