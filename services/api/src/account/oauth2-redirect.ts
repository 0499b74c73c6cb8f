import { cookieName } from '@basalt/core/access'
import { type Finished, finishSignIn } from '@basalt/core/oauth2'
import { linkTo } from '@basalt/core/mails'
import type { Project } from '@basalt/core/projects'
import { endpoint } from '#http/endpoint.ts'
import { ownHostname, type RequestFacts } from '#http/request.ts'
import { answer, flowCookies, leadOn, provider, successPath } from './oauth2-flow.ts'
import { giveSessionCookie } from './session-cookie.ts'
import { cookieDomain } from './site.ts'

/** The end of a sign-in at a provider. Sessions and tokens record themselves, in the name of the user. */
export const oauth2Redirect = endpoint({
  id: '_get.v1.account.sessions.oauth2.provider.redirect',
  route: 'GET /v1/account/sessions/oauth2/:provider/redirect',
  summary: 'End a sign-in at a provider',
  auth: [],
  scopes: ['public'],
  params: { provider, ...answer },
  response: { status: 301, content: 'text/html' },
  event: 'users.[userId].sessions.[sessionId].create',
  audit: { event: 'session.create', resource: 'user/{user.$id}' },
  rateLimit: { limit: 50, windowSeconds: 3600, keys: ['ip:{ip}'] },
  errors: [
    'general_bad_request',
    'project_invalid_failure_url',
    'project_invalid_success_url',
    'project_provider_disabled',
    'project_provider_unsupported',
    'user_already_exists',
    'user_blocked',
    'user_count_exceeded',
    'user_missing_id',
    'user_oauth2_provider_error',
    'user_unauthorized',
  ],
  errorFormat: 'html',
  transaction: 'own',
  handler: async (call) => {
    const { services, database, project, origin, params, request, reply } = call
    const finished = await finishSignIn(
      services,
      database,
      { bus: services.bus, origin },
      {
        ...params,
        errorDescription: params.error_description,
        hostname: ownHostname(services.config, request),
        cookie: flowCookies(request, reply),
      },
    )
    if (finished.session) giveSessionCookie(call, finished.session)
    leadOn(reply, withSession(finished, project, request))
  },
})

/**
 * Apps on phones cannot read the browser's cookies: the console's page hands them the session, out of its own URL.
 * No other page gets it.
 */
function withSession({ url, session }: Finished, project: Project, { hostname }: RequestFacts): string {
  if (!session || URL.parse(url)?.pathname !== successPath) return url
  const domain = cookieDomain(hostname)
  return linkTo(url, {
    project: project.id,
    ...(domain === null ? {} : { domain }),
    key: cookieName(project.id),
    secret: session.secret,
  })
}
