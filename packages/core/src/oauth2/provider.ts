/**
 * A sign-in provider as data. `{secret.x}` in a URL stands for a field of the app's secret, `{appId}` for its id, and
 * `{token.x}` for a field of the token answer.
 */
export type Provider = {
  readonly authorizeUrl: string
  /** Beyond client_id, redirect_uri, response_type, state and scope. */
  readonly authorizeParams?: Readonly<Record<string, string>>
  /** Asked for always; callers can add to them. */
  readonly scopes: readonly string[]
  /** Name of the parameter that carries them. Default: `scope`. Null: the provider takes none. */
  readonly scopeParam?: string | null
  /** Default: a space. */
  readonly scopeSeparator?: string
  readonly tokenUrl: string
  /** `authorize`: the callback is named there alone; `never`: the registered one is meant. Default: everywhere. */
  readonly redirectUri?: 'authorize' | 'never'
  /** Default: POST. */
  readonly tokenMethod?: 'GET' | 'POST'
  /**
   * How the app proves itself where codes are exchanged. Default: `body`, as `client_secret`. `key` signs a JWT with
   * the app's private key; `none` relies on PKCE alone.
   */
  readonly clientAuth?: 'body' | 'basic' | 'key' | 'none'
  /** Field of the token answer that holds the tokens, where they are not at its top. */
  readonly tokensIn?: string
  /** Sends a code challenge (S256), so that a stolen code is worthless. */
  readonly pkce?: boolean
  readonly profile: Profile
  /** The ID token is verified against the keys of this provider, with a nonce. */
  readonly discoveryUrl?: string
  /** The secret is a JSON object with `clientSecret` and more; otherwise it is the client secret itself. */
  readonly secretIsJson?: boolean
  /** Values of fields that the secret may leave out. */
  readonly secretDefaults?: Readonly<Record<string, string>>
  /** The host of the callback, where the provider does not take `localhost`. */
  readonly localhostAs?: string
}

type Profile = {
  /** Read one after the other; none where the ID token says all. */
  readonly requests: readonly ProfileRequest[]
  /** Paths into the answers, see `valueAt`: `0` is the first answer, `idToken` the claims. */
  readonly id: string
  readonly email: string
  readonly name: readonly string[]
  /** Path of the provider's word that this very address was verified; null when it gives none that counts. */
  readonly emailVerified: string | null
}

export type ProfileRequest = {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  /** Scheme of the Authorization header. Default: `Bearer`. `Basic` sends the client secret. `query:x` a parameter. */
  readonly auth?: string
}
