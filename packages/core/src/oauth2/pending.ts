import { type Bus } from '@basalt/bus'
import { StoreUnavailable } from '@basalt/database'
import type { OAuthProviderKey } from '@basalt/types'
import { hashSecret, newSecret, sameSecret, type Secrets } from '../secrets/index.ts'

/** How long somebody may take at the provider. */
export const pendingSeconds = 600
const stateBytes = 32

/** What a sign-in ends in: a session in a cookie, or a token that the app exchanges. */
export type OAuth2Result = 'session' | 'token'

/** A sign-in that is under way at a provider. */
export type Pending = {
  readonly provider: OAuthProviderKey
  readonly result: OAuth2Result
  readonly success: string
  readonly failure: string
  /** True for the console's own pages, which are on no platform of the project. */
  readonly ownPages: { readonly success: boolean; readonly failure: boolean }
  readonly hasDevKey: boolean
  /** The `redirect_uri` that the provider was given. */
  readonly callback: string
  readonly verifier: string
  readonly nonce: string
  /** Who was signed in when it began: the user that the identity is linked to. */
  readonly userId: string | null
  /** Hash of the cookie of the browser in which it began; null when a server began it with its key. */
  readonly browser: string | null
}

export type PendingStore = { readonly bus: Bus; readonly secrets: Secrets }

/**
 * Keeps a pending sign-in, sealed, and answers its state: a handle that says nothing, cannot be guessed and opens it
 * once. What is lost with Redis is begun again by the user.
 */
export async function keepPending(
  { bus, secrets }: PendingStore,
  projectId: string,
  pending: Pending,
): Promise<string> {
  const state = newSecret(stateBytes)
  const sealed = secrets.encrypt(JSON.stringify(pending))
  await bus.redis.set(keyOf(projectId, state), sealed, 'EX', pendingSeconds).catch(unavailable)
  return state
}

/** Takes the pending sign-in of a state: of two calls with one state, one gets it. Null when there is none. */
export async function takePending(
  { bus, secrets }: PendingStore,
  projectId: string,
  state: string,
): Promise<Pending | null> {
  if (!/^[0-9a-f]{64}$/.test(state)) return null
  const sealed = await bus.redis.getdel(keyOf(projectId, state)).catch(unavailable)
  return sealed === null ? null : (JSON.parse(secrets.decrypt(sealed)) as Pending) // sealed by `keepPending`
}

/** Name of the cookie of one sign-in: a browser can have several under way. */
export function flowCookieName(state: string): string {
  return `a_oauth2_${hashSecret(state).slice(0, 16)}`
}

export function isSameBrowser(pending: Pending, cookie: string): boolean {
  return pending.browser === null || sameSecret(pending.browser, hashSecret(cookie))
}

function keyOf(projectId: string, state: string): string {
  return `oauth2:${projectId}:${hashSecret(state)}`
}

function unavailable(error: unknown): never {
  throw new StoreUnavailable('Redis', error)
}
