import { createHash, randomBytes } from 'node:crypto'
import type { OAuthProviderKey } from '@basalt/types'
import type { Project } from '../projects/index.ts'
import { hashSecret, newSecret } from '../secrets/index.ts'
import { type App, fill, requireApp } from './app.ts'
import { discover } from './discovery.ts'
import { type Outgoing, providerError } from './outgoing.ts'
import { flowCookieName, keepPending, type Pending, type PendingStore } from './pending.ts'

export type OAuth2Services = PendingStore & { readonly config: Outgoing }

export type Start = Pick<Pending, 'result' | 'success' | 'failure' | 'ownPages' | 'hasDevKey' | 'userId'> & {
  readonly project: Project
  readonly provider: OAuthProviderKey
  /** Asked for beside the provider's own. */
  readonly scopes: readonly string[]
  /** Origin under which the browser reaches this API. */
  readonly origin: string
  /** True when a server asks with its key: it hands the URL to a browser that this API has not seen. */
  readonly byServer: boolean
}

export type Started = {
  readonly url: string
  /** Ties the sign-in to the browser; null when a server began it. */
  readonly cookie: { readonly name: string; readonly value: string } | null
}

/** Begins a sign-in: where to send the browser. @throws `project_provider_disabled`, `user_oauth2_provider_error` */
export async function startSignIn(services: OAuth2Services, start: Start): Promise<Started> {
  const { project } = start
  const app = requireApp(project, start.provider, services.secrets)
  const address = await authorizeAddress(services.config, app)
  // Sessions are given to the browser that asked; a token goes to the app, which knows for whom it asked.
  const isLoose = start.byServer && start.result === 'token'
  const cookie = isLoose ? null : newSecret(32)
  const pending: Pending = {
    provider: start.provider,
    result: start.result,
    success: start.success,
    failure: start.failure,
    ownPages: start.ownPages,
    hasDevKey: start.hasDevKey,
    callback: callbackOf(app, start.origin, project.id),
    verifier: randomBytes(32).toString('base64url'),
    nonce: newSecret(16),
    userId: isLoose ? null : start.userId,
    browser: cookie === null ? null : hashSecret(cookie),
  }
  const state = await keepPending(services, project.id, pending)
  const url = addQuery(address, authorizeParams(app, pending, state, start.scopes))
  return { url, cookie: cookie === null ? null : { name: flowCookieName(state), value: cookie } }
}

async function authorizeAddress(outgoing: Outgoing, app: App): Promise<string> {
  const own = fill(app.provider.authorizeUrl, app)
  const address = own === '' ? ((await discover(outgoing, app))?.authorizationEndpoint ?? '') : own
  const protocol = URL.parse(address)?.protocol
  // Browsers are sent there: never to a script or a file.
  if (protocol !== 'https:' && protocol !== 'http:') throw providerError('it has no address to sign in at')
  return address
}

function authorizeParams(
  { provider, appId }: App,
  pending: Pending,
  state: string,
  asked: readonly string[],
): Readonly<Record<string, string>> {
  const scopes = [...new Set([...provider.scopes, ...asked])]
  const scopeParam = provider.scopeParam === undefined ? 'scope' : provider.scopeParam
  const challenge = createHash('sha256').update(pending.verifier).digest('base64url')
  return {
    ...provider.authorizeParams,
    response_type: 'code',
    client_id: appId,
    ...(provider.redirectUri === 'never' ? {} : { redirect_uri: pending.callback }),
    ...(scopeParam === null || scopes.length === 0
      ? {}
      : { [scopeParam]: scopes.join(provider.scopeSeparator ?? ' ') }),
    state,
    ...(provider.pkce ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}),
    ...(provider.discoveryUrl === undefined ? {} : { nonce: pending.nonce }),
  }
}

function callbackOf({ key, provider }: App, origin: string, projectId: string): string {
  const { localhostAs } = provider
  const host = localhostAs === undefined ? origin : origin.replace('//localhost', `//${localhostAs}`)
  return `${host}/v1/account/sessions/oauth2/callback/${key}/${encodeURIComponent(projectId)}`
}

function addQuery(address: string, params: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(params).toString()
  return `${address}${address.includes('?') ? '&' : '?'}${query}`
}
