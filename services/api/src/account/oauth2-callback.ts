import { endpoint } from '#http/endpoint.ts'
import { text } from '#http/kinds.ts'
import type { ParsedParams } from '#http/params.ts'
import type { Reply } from '#http/reply.ts'
import { answer, leadOn, provider } from './oauth2-flow.ts'

// Providers know one address for each project, which is named in its path. The page that ends the sign-in is reached
// by one more redirect: by then the request names its project as all do, and carries the cookies of the browser even
// when the provider posted a form.
const params = { projectId: text({ max: 1024 }, 'Project ID.'), provider, ...answer }
const common = {
  auth: [],
  scopes: ['public'],
  params,
  response: { status: 301, content: 'text/html' },
  errorFormat: 'html',
  transaction: 'own',
} as const

export const oauth2CallbackPost = endpoint({
  ...common,
  id: '_post.v1.account.sessions.oauth2.callback.provider.projectId',
  route: 'POST /v1/account/sessions/oauth2/callback/:provider/:projectId',
  summary: 'Take the answer of a provider from a form',
  anyOrigin: true,
  handler: ({ reply, params }) => leadToEnd(reply, params),
})

export const oauth2Callback = endpoint({
  ...common,
  id: '_get.v1.account.sessions.oauth2.callback.provider.projectId',
  route: 'GET /v1/account/sessions/oauth2/callback/:provider/:projectId',
  summary: 'Take the answer of a provider',
  handler: ({ reply, params }) => leadToEnd(reply, params),
})

function leadToEnd(reply: Reply, { provider, projectId, ...given }: ParsedParams<typeof params>): void {
  const said = Object.entries(given).filter(([, value]) => value !== '')
  const query = new URLSearchParams([...said, ['project', projectId]]).toString()
  leadOn(reply, `/v1/account/sessions/oauth2/${provider}/redirect?${query}`)
}
