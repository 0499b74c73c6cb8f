import { fail, foldAddress } from '@basalt/types'
import { type App, fill } from './app.ts'
import { discover, readIdToken, verifyIdToken } from './discovery.ts'
import { askProvider, type Outgoing, providerError, textAt } from './outgoing.ts'
import type { ProfileRequest } from './provider.ts'
import { basic, type ProviderTokens } from './tokens.ts'

/** Who a provider says the user is. */
export type Profile = {
  readonly uid: string
  /** Lower-cased; null when there is none, or none that could be one. */
  readonly email: string | null
  /** True only when the provider says that this very address was verified. */
  readonly emailVerified: boolean
  readonly name: string
}

const maxUid = 512
const maxName = 128
const maxEmail = 320

/**
 * Reads who the user is, with tokens that were just given out for it.
 * @throws `user_missing_id`, `user_oauth2_provider_error`, and those of `askProvider`
 */
export async function readProfile(
  outgoing: Outgoing,
  app: App,
  tokens: ProviderTokens,
  nonce: string,
): Promise<Profile> {
  const { profile } = app.provider
  const metadata = await discover(outgoing, app)
  const claims = await claimsOf()
  const answers: unknown[] = []
  for (const request of profile.requests) {
    const url = fill(request.url, app, tokens.fields) || (metadata?.userinfoEndpoint ?? '')
    // A provider may say everything in its ID token.
    answers.push(url === '' && claims ? claims : await ask(outgoing, app, tokens, { ...request, url }))
  }
  if (claims && answers.length > 0 && textAt(answers[0], 'sub') !== claims.sub) {
    throw providerError('its user info is of somebody else')
  }
  const source = { ...Object.fromEntries(answers.entries()), idToken: claims }
  return profileFrom(app, (path) => valueAt(source, path))

  async function claimsOf() {
    const { idToken } = tokens
    if (metadata) return verifyIdToken(outgoing, app, metadata, { idToken, nonce })
    return profile.requests.length === 0 ? readIdToken(app, idToken) : null
  }
}

function ask(outgoing: Outgoing, app: App, tokens: ProviderTokens, request: ProfileRequest): Promise<unknown> {
  const { url, method = 'GET', auth = 'Bearer', headers = {} } = request
  const filled = Object.entries(headers).map(([name, value]) => [name, fill(value, app)])
  const base = { method, headers: Object.fromEntries(filled) as Record<string, string> }
  const [kind, param] = auth.split(':')
  if (kind === 'query' && param !== undefined) {
    const separator = url.includes('?') ? '&' : '?'
    const query = new URLSearchParams({ [param]: tokens.accessToken }).toString()
    return askProvider(outgoing, { ...base, url: `${url}${separator}${query}` })
  }
  const Authorization = auth === 'Basic' ? basic(app.clientSecret, '') : `${auth} ${tokens.accessToken}`
  return askProvider(outgoing, { ...base, url, headers: { ...base.headers, Authorization } })
}

/** Takes the fields out of the answers. @throws `user_missing_id` */
export function profileFrom({ provider }: Pick<App, 'provider'>, read: (path: string) => unknown): Profile {
  const { profile } = provider
  const uid = wordOf(read(profile.id))
  // Ids compare as the database does, to which spaces at the end are nothing.
  if (uid === '' || uid.length > maxUid || uid !== uid.trim()) throw fail('user_missing_id')
  const email = foldAddress(wordOf(read(profile.email)).trim())
  const usable = email.length <= maxEmail && /^[^\s@]+@[^\s@]+$/.test(email)
  const name = profile.name.map((path) => wordOf(read(path))).filter((word) => word !== '')
  return {
    uid,
    email: usable ? email : null,
    emailVerified: usable && profile.emailVerified !== null && isTrue(read(profile.emailVerified)),
    name: name.join(' ').slice(0, maxName),
  }
}

/**
 * Follows a path through answers: names and numbers between dots, and `[flag]` for the first entry of a list whose
 * flag is set.
 */
export function valueAt(source: unknown, path: string): unknown {
  let value: unknown = source
  for (const step of path.split('.')) {
    const [, flag] = /^\[(\w+)\]$/.exec(step) ?? []
    if (flag !== undefined) {
      value = Array.isArray(value) ? value.find((entry) => isTrue(valueAt(entry, flag))) : undefined
    } else {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
      value = (value as Readonly<Record<string, unknown>>)[step]
    }
  }
  return value
}

function wordOf(value: unknown): string {
  if (typeof value === 'string') return value
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : ''
}

/** Providers write true as itself, as 1, as a text, or as the instant at which it became true. */
function isTrue(value: unknown): boolean {
  if (typeof value === 'string') return value === 'true' || value === '1' || /^\d{4}-\d{2}-\d{2}T/.test(value)
  return value === true || value === 1
}
