import { type Caller, parseCookies } from '@basalt/core/access'
import { flowCookieSeconds, type OAuth2Result, startSignIn } from '@basalt/core/oauth2'
import { isAllowedOrigin, type Project } from '@basalt/core/projects'
import { type OAuthProviderKey, oauthProviders } from '@basalt/types'
import { choice, list, text } from '#http/kinds.ts'
import { redirectUrl } from '#http/kinds-identity.ts'
import { optional } from '#http/params.ts'
import type { Reply } from '#http/reply.ts'
import type { RequestFacts } from '#http/request.ts'
import type { Services } from '#http/services.ts'
import { consolePage } from './console-page.ts'

/** Where the cookies that tie a sign-in to its browser are sent: the page that ends it lies below. */
const flowPath = '/v1/account/sessions/oauth2'
export const successPath = '/console/auth/oauth2/success'
const failurePath = '/console/auth/oauth2/failure'

export const provider = choice(
  oauthProviders.map(({ key }) => key),
  'OAuth2 provider.',
)
/** What providers answer with, in the query or in a form. */
export const answer = {
  code: optional(text({ min: 0, max: 2048 }, 'Code that the provider gave.'), ''),
  state: optional(text({ max: 2048 }, 'State that the sign-in was begun with.'), ''),
  error: optional(text({ min: 0, max: 2048 }, 'Error of the provider.'), ''),
  error_description: optional(text({ min: 0, max: 2048 }, 'What the provider says about its error.'), ''),
}
export const startParams = {
  provider,
  success: optional(
    redirectUrl('URL to go to after success, on one of the platforms of the project.', { allowEmpty: true }),
    '',
  ),
  failure: optional(
    redirectUrl('URL to go to after failure, on one of the platforms of the project.', { allowEmpty: true }),
    '',
  ),
  scopes: optional(
    list(text({ max: 4096 }, ''), { max: 100 }, 'Scopes to ask the provider for, beside the usual ones.'),
    [],
  ),
}

type StartCall = {
  readonly services: Services
  readonly project: Project
  readonly caller: Caller
  readonly request: RequestFacts
  readonly reply: Reply
  readonly params: {
    readonly provider: OAuthProviderKey
    readonly success: string
    readonly failure: string
    readonly scopes: readonly string[]
  }
}

/** Sends the browser to the provider. */
export async function leadToProvider(call: StartCall, result: OAuth2Result): Promise<void> {
  const { services, project, caller, request, reply, params } = call
  const { url, cookie } = await startSignIn(services, {
    project,
    result,
    provider: params.provider,
    scopes: params.scopes,
    success: params.success || consolePage(services, request, successPath),
    // The page tells the app, and must know which one.
    failure: params.failure || `${consolePage(services, request, failurePath)}?project=${project.id}`,
    ownPages: { success: params.success === '', failure: params.failure === '' },
    hasDevKey: caller.hasDevKey,
    userId: isFromApp(project, request) ? (caller.user?.id ?? null) : null,
    origin: `${request.protocol}://${request.host}`,
    byServer: caller.actor.kind === 'key',
  })
  if (cookie) reply.flowCookie({ ...cookie, path: flowPath, maxAgeSeconds: flowCookieSeconds })
  leadOn(reply, url)
}

/**
 * Whether the browser came from the app itself, and not from a page that wants its own account linked to this user.
 * Browsers say when they come from another site; who hides which one is not believed.
 */
function isFromApp(project: Project, { headers, hostname, origin }: RequestFacts): boolean {
  return headers['sec-fetch-site'] !== 'cross-site' || isAllowedOrigin(origin, project, hostname)
}

/** Redirects in a way that no browser remembers: each one is for this time only. */
export function leadOn(reply: Reply, url: string): void {
  reply.header('Cache-Control', 'no-store, no-cache, must-revalidate, max-age=0')
  reply.header('Referrer-Policy', 'no-referrer')
  reply.redirect(url)
}

/** Reads the cookies of a sign-in, and takes them from the browser. */
export function flowCookies({ headers }: RequestFacts, reply: Reply): (name: string) => string {
  const cookies = parseCookies(headers['cookie'] ?? '')
  return (name) => {
    const value = cookies.get(name)
    if (value === undefined) return ''
    reply.flowCookie({ name, value: '', path: flowPath, maxAgeSeconds: 0 })
    return value
  }
}
