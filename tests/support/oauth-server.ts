import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

/** Who is signed in at the provider. */
export type Person = {
  readonly id: string
  readonly email: string | null
  readonly emailVerified: boolean
  readonly name: string
}

type Grant = { readonly person: Person; readonly query: URLSearchParams }
type Key = Awaited<ReturnType<typeof generateKeyPair>>
type Answer = { readonly status?: number; readonly body: object }

/**
 * A provider of sign-ins: OAuth2 with PKCE, OpenID Connect with discovery, and the user API of GitLab. It is as strict
 * as the specifications are, and lies where a test tells it to.
 */
export class OAuthServer {
  readonly origin: string
  readonly clientId = 'app-of-the-test'
  readonly clientSecret = 'secret of the app & more'
  person: Person = { id: 'nobody', email: null, emailVerified: false, name: '' }
  /** What the ID token says, and how it is signed. */
  idToken: { claims: (claims: JWTPayload) => JWTPayload; sign: 'own' | 'foreign' | 'secret' | 'none' } = {
    claims: (claims) => claims,
    sign: 'own',
  }
  /** When set, people refuse, with this error. */
  refusal: string | null = null
  /** When set, the token endpoint answers with this status. */
  tokenFault: number | null = null
  /** Id that the user info is about, where it is not the person's. */
  userInfoId: string | null = null
  /** What came to `/token`, newest last. */
  readonly exchanges: URLSearchParams[] = []
  readonly refreshTokens = new Map<string, Person>()
  readonly #server: Server
  #key: Key
  #keyId = 'one'
  readonly #foreignKey: Key
  readonly #grants = new Map<string, Grant>()
  readonly #accessTokens = new Map<string, Person>()

  private constructor(server: Server, key: Key, foreignKey: Key) {
    this.#server = server
    this.#key = key
    this.#foreignKey = foreignKey
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on TCP
    server.on('request', (request, response) => void this.#answer(request, response))
  }

  static async open(): Promise<OAuthServer> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const [key, foreignKey] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
    return new OAuthServer(server, key, foreignKey)
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Signs with a new key from now on, and publishes that alone. */
  async changeKey(): Promise<void> {
    this.#key = await generateKeyPair('RS256')
    this.#keyId = randomBytes(4).toString('hex')
  }

  /** The person consents or refuses: where the browser is sent back to. */
  authorize(url: string): URL {
    const { searchParams: query } = new URL(url)
    const back = new URL(query.get('redirect_uri') ?? '')
    if (query.get('client_id') !== this.clientId || query.get('response_type') !== 'code') {
      throw new Error(`the provider refuses ${url}`)
    }
    back.searchParams.set('state', query.get('state') ?? '')
    if (this.refusal === null) {
      const code = randomBytes(8).toString('hex')
      this.#grants.set(code, { person: this.person, query })
      back.searchParams.set('code', code)
    } else {
      back.searchParams.set('error', this.refusal)
      back.searchParams.set('error_description', 'The person said no.')
    }
    return back
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const path = new URL(request.url ?? '/', this.origin).pathname
    const { status = 200, body } = await this.#route(path, new URLSearchParams(text), request)
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  }

  async #route(path: string, form: URLSearchParams, request: IncomingMessage): Promise<Answer> {
    if (path === '/.well-known/openid-configuration') return { body: this.#metadata() }
    if (path === '/jwks') {
      return {
        body: { keys: [{ ...(await exportJWK(this.#key.publicKey)), kid: this.#keyId, alg: 'RS256', use: 'sig' }] },
      }
    }
    if (path === '/token' || path === '/oauth/token') return this.#token(form)
    const person = this.#accessTokens.get((request.headers.authorization ?? '').replace('Bearer ', ''))
    if (!person) return { status: 401, body: { error: 'invalid_token' } }
    const { id, email, emailVerified, name } = person
    if (path === '/userinfo') {
      return { body: { sub: this.userInfoId ?? id, email, email_verified: emailVerified, name } }
    }
    // GitLab's confirms addresses by an instant.
    const confirmed = emailVerified ? '2024-01-01T00:00:00.000Z' : null
    return { body: { id, email, name, confirmed_at: confirmed } }
  }

  #metadata(): object {
    const { origin } = this
    return {
      issuer: origin,
      authorization_endpoint: `${origin}/authorize`,
      token_endpoint: `${origin}/token`,
      userinfo_endpoint: `${origin}/userinfo`,
      jwks_uri: `${origin}/jwks`,
    }
  }

  async #token(form: URLSearchParams): Promise<Answer> {
    this.exchanges.push(form)
    if (this.tokenFault !== null) return { status: this.tokenFault, body: { error: 'invalid_grant' } }
    if (form.get('client_id') !== this.clientId || form.get('client_secret') !== this.clientSecret) {
      return { status: 401, body: { error: 'invalid_client' } }
    }
    if (form.get('grant_type') === 'refresh_token') {
      const token = form.get('refresh_token') ?? ''
      const person = this.refreshTokens.get(token)
      this.refreshTokens.delete(token)
      return person ? { body: this.#tokensFor(person) } : { status: 400, body: { error: 'invalid_grant' } }
    }
    const code = form.get('code') ?? ''
    const grant = this.#grants.get(code)
    this.#grants.delete(code)
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const fits =
      grant?.query.get('redirect_uri') === form.get('redirect_uri') &&
      grant.query.get('code_challenge_method') === 'S256' &&
      grant.query.get('code_challenge') === challenge
    if (!fits) return { status: 400, body: { error: 'invalid_grant' } }
    const id_token = await this.#idTokenFor(grant)
    return { body: { ...this.#tokensFor(grant.person), id_token } }
  }

  #tokensFor(person: Person): object {
    const [access_token, refresh_token] = [randomBytes(8).toString('hex'), randomBytes(8).toString('hex')]
    this.#accessTokens.set(access_token, person)
    this.refreshTokens.set(refresh_token, person)
    return { access_token, refresh_token, token_type: 'Bearer', expires_in: 3600 }
  }

  #idTokenFor({ person, query }: Grant): Promise<string> | string {
    const now = Math.floor(Date.now() / 1000)
    const usual = { iss: this.origin, aud: this.clientId, sub: person.id, iat: now, exp: now + 300 }
    const nonce = query.get('nonce')
    const claims = this.idToken.claims({ ...usual, ...(nonce === null ? {} : { nonce }) })
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    if (this.idToken.sign === 'none') return `${part({ alg: 'none' })}.${part(claims)}.`
    if (this.idToken.sign === 'secret') {
      const jwt = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: this.#keyId })
      return jwt.sign(new TextEncoder().encode(this.clientSecret))
    }
    const { privateKey } = this.idToken.sign === 'own' ? this.#key : this.#foreignKey
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: this.#keyId }).sign(privateKey)
  }
}
