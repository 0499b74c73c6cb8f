import type { JSONWebKeySet, JWTPayload } from 'jose'
import { LRUCache } from 'lru-cache'
import type { App } from './app.ts'
import { fill } from './app.ts'
import { askProvider, type Outgoing, providerError, textAt } from './outgoing.ts'

/** What an OpenID provider publishes about itself. */
export type Metadata = {
  readonly issuer: string
  readonly authorizationEndpoint: string
  readonly tokenEndpoint: string
  readonly userinfoEndpoint: string
  readonly keysUrl: string
}

const keptMs = 10 * 60 * 1000
const keptCharacters = 4 * 1024 * 1024
const clockToleranceSeconds = 60
/** Signatures of a key pair only: with a shared secret, whoever knows the app's could write ID tokens. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

// Public documents, remembered for a while: each sign-in would fetch them anew.
const documents = new LRUCache<string, object>({
  maxSize: keptCharacters,
  sizeCalculation: (document) => JSON.stringify(document).length,
  ttl: keptMs,
})

/** Null for providers without discovery. @throws `user_oauth2_provider_error` */
export async function discover(outgoing: Outgoing, app: App): Promise<Metadata | null> {
  const url = fill(app.provider.discoveryUrl ?? '', app)
  if (url === '') return null
  const document = await fetchDocument(outgoing, url)
  const metadata = {
    issuer: textAt(document, 'issuer'),
    authorizationEndpoint: textAt(document, 'authorization_endpoint'),
    tokenEndpoint: textAt(document, 'token_endpoint'),
    userinfoEndpoint: textAt(document, 'userinfo_endpoint'),
    keysUrl: textAt(document, 'jwks_uri'),
  }
  if (metadata.issuer === '' || metadata.keysUrl === '') throw providerError('its discovery document lacks fields')
  return metadata
}

/**
 * Verifies an ID token as OpenID Connect Core 3.1.3.7 asks for: signature, algorithm, issuer, audience, expiry and
 * the nonce of this very sign-in. @throws `user_oauth2_provider_error`
 */
export async function verifyIdToken(
  outgoing: Outgoing,
  app: App,
  metadata: Metadata,
  { idToken, nonce }: { readonly idToken: string; readonly nonce: string },
): Promise<JWTPayload> {
  const { createLocalJWKSet, errors, jwtVerify } = await import('jose')
  const verify = async (fresh: boolean): Promise<JWTPayload> => {
    const keys = await fetchDocument(outgoing, metadata.keysUrl, fresh)
    const { payload } = await jwtVerify(idToken, createLocalJWKSet(keys as JSONWebKeySet), {
      issuer: metadata.issuer,
      audience: app.appId,
      algorithms,
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['sub', 'iat', 'exp'],
    })
    return payload
  }
  try {
    const claims = await verify(false).catch((error: unknown) => {
      // The provider may have changed its keys since they were fetched.
      if (error instanceof errors.JWKSNoMatchingKey) return verify(true)
      throw error
    })
    if (claims['nonce'] !== nonce) throw providerError('its ID token belongs to another sign-in')
    if (Array.isArray(claims.aud) && claims.aud.length > 1 && claims['azp'] !== app.appId) {
      throw providerError('its ID token was made for another app')
    }
    return claims
  } catch (error) {
    if (error instanceof errors.JOSEError) throw providerError('its ID token is not valid', error)
    throw error
  }
}

/**
 * The claims of an ID token that came straight from the token endpoint over TLS, of a provider whose keys are not
 * looked up: the connection vouches for its issuer. @throws `user_oauth2_provider_error`
 * @see https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
 */
export async function readIdToken(app: App, idToken: string): Promise<JWTPayload> {
  const { decodeJwt, errors } = await import('jose')
  try {
    const claims = decodeJwt(idToken)
    const audience = Array.isArray(claims.aud) ? claims.aud : [claims.aud]
    if (!audience.includes(app.appId)) throw providerError('its ID token was made for another app')
    const now = Date.now() / 1000 - clockToleranceSeconds
    if (claims.exp === undefined || claims.exp < now) throw providerError('its ID token has expired')
    return claims
  } catch (error) {
    if (error instanceof errors.JOSEError) throw providerError('its ID token is not valid', error)
    throw error
  }
}

async function fetchDocument(outgoing: Outgoing, url: string, fresh = false): Promise<object> {
  const known = fresh ? undefined : documents.get(url)
  if (known) return known
  const document = await askProvider(outgoing, { url })
  if (typeof document !== 'object' || document === null) throw providerError('what it publishes is no JSON object')
  documents.set(url, document)
  return document
}
