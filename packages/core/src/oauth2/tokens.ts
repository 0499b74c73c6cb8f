import { fail } from '@basalt/types'
import { type App, fill } from './app.ts'
import { discover } from './discovery.ts'
import { askProvider, type Outgoing, providerError, textAt } from './outgoing.ts'
import type { Provider } from './provider.ts'

/** What a provider hands out for a code. */
export type ProviderTokens = {
  readonly accessToken: string
  /** Empty when the provider gave none. */
  readonly refreshToken: string
  readonly expiresAt: Date | null
  readonly idToken: string
  /** Texts of the answer, for URLs that need one. */
  readonly fields: Readonly<Record<string, string>>
}

type Exchange = { readonly code: string; readonly callback: string; readonly verifier: string }

const appleSecretSeconds = 300
/** A lifetime beyond this is a mistake of the provider. */
const maxLifetimeSeconds = 10 * 365 * 86_400

/** Exchanges a code. @throws those of `askProvider` */
export function exchangeCode(
  outgoing: Outgoing,
  app: App,
  { code, callback, verifier }: Exchange,
): Promise<ProviderTokens> {
  return askTokens(outgoing, app, {
    grant_type: 'authorization_code',
    code,
    ...(app.provider.redirectUri === undefined ? { redirect_uri: callback } : {}),
    ...(app.provider.pkce ? { code_verifier: verifier } : {}),
  })
}

/** New tokens for a refresh token. @throws those of `askProvider` */
export function refreshTokens(outgoing: Outgoing, app: App, refreshToken: string): Promise<ProviderTokens> {
  return askTokens(outgoing, app, { grant_type: 'refresh_token', refresh_token: refreshToken })
}

async function askTokens(
  outgoing: Outgoing,
  app: App,
  params: Readonly<Record<string, string>>,
): Promise<ProviderTokens> {
  const { provider } = app
  const own = fill(provider.tokenUrl, app)
  const url = own === '' ? ((await discover(outgoing, app))?.tokenEndpoint ?? '') : own
  const { headers, proof } = await credentials(app)
  const method = provider.tokenMethod ?? 'POST'
  return tokensFrom(provider, await askProvider(outgoing, { url, method, headers, form: { ...params, ...proof } }))
}

/**
 * How the app proves itself: headers, and fields of the form.
 * @see https://developer.apple.com/documentation/accountorganizationaldatasharing/creating-a-client-secret
 */
export async function credentials(
  app: App,
): Promise<{ readonly headers: Record<string, string>; readonly proof: Record<string, string> }> {
  switch (app.provider.clientAuth) {
    case 'basic':
      return { headers: { Authorization: basic(app.appId, app.clientSecret) }, proof: {} }
    case 'none':
      return { headers: {}, proof: { client_id: app.appId } }
    case 'key':
      return { headers: {}, proof: { client_id: app.appId, client_secret: await appleSecret(app) } }
    default:
      return { headers: {}, proof: { client_id: app.appId, client_secret: app.clientSecret } }
  }
}

export function basic(name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
}

async function appleSecret({ appId, secret }: App): Promise<string> {
  const { importPKCS8, SignJWT } = await import('jose')
  const pem = (secret['p8'] ?? '').replaceAll(String.raw`\n`, '\n')
  const key = await importPKCS8(pem, 'ES256').catch((error: unknown) => {
    throw providerError('the private key of the app cannot be read', error)
  })
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid: secret['keyID'] ?? '' })
    .setIssuer(secret['teamID'] ?? '')
    .setIssuedAt(now)
    .setExpirationTime(now + appleSecretSeconds)
    .setAudience('https://appleid.apple.com')
    .setSubject(appId)
    .sign(key)
}

/** Reads the answer of a token endpoint. @throws `user_oauth2_bad_request` when there is no token in it */
export function tokensFrom({ tokensIn }: Provider, answer: unknown): ProviderTokens {
  const inner = tokensIn === undefined ? answer : fieldOf(answer, tokensIn)
  const texts = typeof inner === 'object' && inner !== null ? Object.entries(inner) : []
  const fields = Object.fromEntries(texts.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  const accessToken = fields['access_token'] ?? fields['token'] ?? ''
  if (accessToken === '') {
    // Some providers refuse with the status of success.
    throw fail('user_oauth2_bad_request', { said: textAt(answer, 'error') })
  }
  const seconds = Number(fieldOf(inner, 'expires_in'))
  return {
    accessToken,
    refreshToken: fields['refresh_token'] ?? '',
    expiresAt: seconds > 0 && seconds < maxLifetimeSeconds ? new Date(Date.now() + seconds * 1000) : null,
    idToken: fields['id_token'] ?? '',
    fields: { ...fields, owner: accessToken.split('.', 1)[0] ?? '' },
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}
