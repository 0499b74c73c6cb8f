import { randomBytes } from 'node:crypto'
import { type Answer, Client, expectStatus } from '#support/client.ts'
import { OAuthServer, type Person } from '#support/oauth-server.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer } from '#support/server.ts'

export const success = 'http://localhost/in?kept=1'
export const failure = 'http://localhost/out'

type Key = 'oidc' | 'gitlab'
type Begin = {
  readonly provider?: Key
  readonly result?: 'sessions' | 'tokens'
  readonly query?: Readonly<Record<string, unknown>>
}

/** A project whose people sign in at a provider of the test's own. */
export type SignInPlace = {
  readonly project: TestProject
  readonly provider: OAuthServer
  /** A browser without cookies. It sends no header that pages cannot send when they lead somewhere. */
  aBrowser(): Client
  /** Asks the API where to sign in: its redirect to the provider. */
  begin(browser: Client, options?: Begin): Promise<Answer>
  /** From the provider's page to the end: the answer that leads to the app, or an error page. */
  consent(browser: Client, begun: Answer, person?: Person): Promise<Answer>
  /** All of it. */
  signIn(browser: Client, person?: Person, options?: Begin): Promise<Answer>
  close(): Promise<void>
}

export async function aSignInPlace(): Promise<SignInPlace> {
  const [provider, server] = await Promise.all([OAuthServer.open(), aServer({ BASALT_PRIVATE_ADDRESSES: 'allow' })])
  const project = await aProject({ on: server })
  const { origin, clientId: appId, clientSecret } = provider
  const secrets: Readonly<Record<Key, object>> = {
    oidc: { clientSecret, wellKnownEndpoint: `${origin}/.well-known/openid-configuration` },
    gitlab: { clientSecret, endpoint: origin },
  }
  for (const [key, secret] of Object.entries(secrets)) {
    const body = { provider: key, appId, secret: JSON.stringify(secret), enabled: true }
    expectStatus(await project.owner.patch(`/v1/projects/${project.id}/oauth2`, body), 200)
  }
  const begin: SignInPlace['begin'] = (browser, { provider: key = 'oidc', result = 'sessions', query = {} } = {}) =>
    browser.get(`/v1/account/${result}/oauth2/${key}`, { project: project.id, success, failure, ...query })
  const consent: SignInPlace['consent'] = async (browser, begun, person = aPerson()) => {
    provider.person = person
    return follow(browser, provider.authorize(leadsTo(begun).href))
  }
  return {
    project,
    provider,
    aBrowser: () => new Client(server.origin),
    begin,
    consent,
    signIn: async (browser, person, options) => consent(browser, await begin(browser, options), person),
    async close() {
      await server.close()
      await provider.close()
    },
  }
}

/** From the callback of the provider to the page that ends the sign-in, and its answer. */
export async function follow(browser: Client, callback: URL): Promise<Answer> {
  const { pathname, search } = leadsTo(await browser.get(callback.pathname + callback.search))
  return browser.get(pathname + search)
}

/** Where a redirect leads. */
export function leadsTo(answer: Answer): URL {
  const { location } = expectStatus(answer, 301).headers
  return new URL(location ?? '', 'http://api.test')
}

/** The error that the failure page is told. */
export function errorOf(answer: Answer): { readonly message: string; readonly type: string; readonly code: number } {
  const url = leadsTo(answer)
  if (!url.href.startsWith(failure)) throw new Error(`led to ${url.href}`)
  return JSON.parse(url.searchParams.get('error') ?? '') as ReturnType<typeof errorOf> // what the API writes there
}

export function aPerson(more: Partial<Person> = {}): Person {
  const tag = randomBytes(4).toString('hex')
  return { id: `sub-${tag}`, email: `${tag}@provider.test`, emailVerified: true, name: `Person ${tag}`, ...more }
}
