import { Agent, request, type IncomingHttpHeaders } from 'node:http'

/**
 * A body as a test reads it. Tests state what they expect of it; a type would only repeat them.
 */
// oxlint-disable-next-line typescript/no-explicit-any
export type Body = any

export type Answer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** A JSON answer parsed, any other as text. */
  readonly body: Body
  readonly bytes: Buffer
}

export type Ask = {
  /** Sent as JSON; a string or buffer is sent as it is. */
  readonly body?: unknown
  readonly query?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

const timeoutMs = 30_000
const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Speaks HTTP to one server with fixed headers. It keeps cookies as a browser does, unless it holds an API key. */
export class Client {
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: Map<string, string>

  /** `endpoint` is an origin, as `http://127.0.0.1:4000`; paths start with `/v1`. */
  constructor(
    endpoint: string,
    headers: Readonly<Record<string, string>> = {},
    cookies: ReadonlyMap<string, string> = new Map(),
  ) {
    this.endpoint = endpoint
    this.headers = headers
    this.cookies = new Map(cookies)
  }

  /** The same caller with further headers; an empty value takes a header away. */
  with(headers: Readonly<Record<string, string>>): Client {
    const merged = Object.entries({ ...this.headers, ...headers }).filter(([, value]) => value !== '')
    return new Client(this.endpoint, Object.fromEntries(merged), this.cookies)
  }

  get(path: string, query: Ask['query'] = {}, headers: Ask['headers'] = {}): Promise<Answer> {
    return this.send('GET', path, { query, headers })
  }

  post(path: string, body: unknown = {}, headers: Ask['headers'] = {}): Promise<Answer> {
    return this.send('POST', path, { body, headers })
  }

  put(path: string, body: unknown = {}, headers: Ask['headers'] = {}): Promise<Answer> {
    return this.send('PUT', path, { body, headers })
  }

  patch(path: string, body: unknown = {}, headers: Ask['headers'] = {}): Promise<Answer> {
    return this.send('PATCH', path, { body, headers })
  }

  delete(path: string, body?: unknown, headers: Ask['headers'] = {}): Promise<Answer> {
    return this.send('DELETE', path, { body, headers })
  }

  /** One request and its whole answer. A JSON answer is parsed, any other is text; redirects are not followed. */
  async send(method: string, path: string, ask: Ask = {}): Promise<Answer> {
    const { bytes, type } = encode(ask.body)
    const headers: Record<string, string | number> = {
      ...(type === null ? {} : { 'content-type': type }),
      ...(bytes === null ? {} : { 'content-length': bytes.length }),
      ...(this.cookies.size === 0 ? {} : { cookie: cookieHeader(this.cookies) }),
      ...lowerCased(this.headers),
      ...lowerCased(ask.headers ?? {}),
    }
    const url = `${this.endpoint}${path}${queryText(ask.query ?? {}, path.includes('?'))}`
    const answer = await exchange(url, method, headers, bytes)
    this.#keepCookies(answer.headers['set-cookie'] ?? [])
    return answer
  }

  #keepCookies(lines: readonly string[]): void {
    if (Object.hasOwn(this.headers, 'x-appwrite-key')) return
    for (const line of lines) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? []
      if (name === undefined || value === undefined) continue
      const [, expires] = /;\s*expires=([^;]+)/i.exec(line) ?? []
      if (expires !== undefined && Date.parse(expires) <= Date.now()) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
  }
}

/** @throws with the whole answer when a step of the preparation did not go as planned. */
export function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status === status) return answer
  throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`)
}

function exchange(
  url: string,
  method: string,
  headers: Record<string, string | number>,
  bytes: Buffer | null,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent, timeout: timeoutMs }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const whole = Buffer.concat(chunks)
        const text = whole.toString('utf8')
        const isJson = /^application\/json\b/.test(response.headers['content-type'] ?? '')
        try {
          const body: unknown = isJson && text !== '' ? JSON.parse(text) : text
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body, bytes: whole })
        } catch (error) {
          reject(new Error(`${method} ${url} answered with broken JSON: ${text.slice(0, 200)}`, { cause: error }))
        }
      })
    })
    sent.on('timeout', () => sent.destroy(new Error(`${method} ${url} got no answer within ${timeoutMs} ms`)))
    sent.on('error', reject)
    sent.end(bytes ?? undefined)
  })
}

function encode(body: unknown): { readonly bytes: Buffer | null; readonly type: string | null } {
  if (body === undefined) return { bytes: null, type: null }
  if (Buffer.isBuffer(body)) return { bytes: body, type: 'application/json' }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { bytes: Buffer.from(text), type: 'application/json' }
}

function cookieHeader(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** Writes a query as the SDKs do: lists as `queries[0]=…`. */
function queryText(query: Readonly<Record<string, unknown>>, continues: boolean): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => flatten(name, value))
  if (pairs.length === 0) return ''
  const text = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
  return `${continues ? '&' : '?'}${text}`
}

function flatten(name: string, value: unknown): readonly (readonly [string, string])[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((entry, index) => flatten(`${name}[${index}]`, entry))
  return [[name, typeof value === 'string' ? value : JSON.stringify(value)]]
}
