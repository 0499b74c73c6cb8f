import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { Root } from '#app/router.tsx'

type Search = { readonly next?: string }

/** Where to go after signing in; only to a page of the console. */
function validateSearch({ next }: Record<string, unknown>): Search {
  return typeof next === 'string' && /^\/(?!\/)/.test(next) ? { next } : {}
}

export function signInRoutes(root: Root) {
  return [
    createRoute({
      getParentRoute: () => root,
      path: '/sign-in',
      validateSearch,
      component: lazyRouteComponent(() => import('./sign-in.tsx'), 'SignIn'),
    }),
    createRoute({
      getParentRoute: () => root,
      path: '/sign-up',
      component: lazyRouteComponent(() => import('./sign-up.tsx'), 'SignUp'),
    }),
    createRoute({
      getParentRoute: () => root,
      path: '/invitation',
      component: lazyRouteComponent(() => import('./invitation.tsx'), 'Invitation'),
    }),
  ] as const
}
