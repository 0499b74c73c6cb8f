import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { SignedIn } from '#app/router.tsx'

export function accountRoutes(signedIn: SignedIn) {
  return [
    createRoute({
      getParentRoute: () => signedIn,
      path: '/account',
      component: lazyRouteComponent(() => import('./account.tsx'), 'AccountPage'),
    }),
  ] as const
}
