import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ModelName, toJson } from '@basalt/types'

export type Cookie = {
  readonly name: string
  readonly value: string
  readonly expiresAt: Date
  readonly domain: string | null
}

/** A cookie of a way through several pages. It comes back also when another site leads to the path. */
export type FlowCookie = {
  readonly name: string
  readonly value: string
  readonly path: string
  readonly maxAgeSeconds: number
}

/** What a handler may say beside its result: headers, cookies, a redirect or a body of its own. */
export class Reply {
  /** Set when the handler has taken the answer over (redirect, text, stream). */
  sent = false
  /** A status that replaces the declared one. */
  status: number | null = null
  /** A model that replaces the declared one, where SDK methods that share a route answer with different ones. */
  model: ModelName | null = null
  readonly #response: ServerResponse
  readonly #secure: boolean

  constructor(response: ServerResponse, secure: boolean) {
    this.#response = response
    this.#secure = secure
  }

  header(name: string, value: string): void {
    this.#response.setHeader(name, value)
  }

  /** Sets an HttpOnly cookie for `/`: once with SameSite=None, and for old browsers under `<name>_legacy` without. */
  sessionCookie({ name, value, expiresAt, domain }: Cookie): void {
    const parts = [
      `expires=${expiresAt.toUTCString()}`,
      'path=/',
      ...(domain === null ? [] : [`domain=${domain}`]),
      ...(this.#secure ? ['secure'] : []),
      'httponly',
    ].join('; ')
    this.#response.appendHeader('Set-Cookie', `${name}_legacy=${encodeURIComponent(value)}; ${parts}`)
    this.#response.appendHeader('Set-Cookie', `${name}=${encodeURIComponent(value)}; ${parts}; samesite=None`)
  }

  /** Sets a cookie that the browser sends back to one path, for so long; 0 seconds take it away. */
  flowCookie({ name, value, path, maxAgeSeconds }: FlowCookie): void {
    const secure = this.#secure ? '; secure' : ''
    const line = `${name}=${value}; max-age=${maxAgeSeconds}; path=${path}; httponly; samesite=Lax${secure}`
    this.#response.appendHeader('Set-Cookie', line)
  }

  redirect(url: string, status = 301): void {
    this.sent = true
    this.#response.writeHead(status, { Location: url }).end()
  }

  text(body: string, contentType = 'text/plain; charset=UTF-8'): void {
    this.sent = true
    this.#response.writeHead(this.status ?? 200, { 'Content-Type': contentType }).end(body)
  }

  /** An answer of headers alone: they say what its body would be. */
  empty(status: number): void {
    this.sent = true
    this.#response.writeHead(status).end()
  }

  /**
   * Sends bytes as they come, as fast as the client takes them. The head is sent with the first of them, so that what
   * fails before is still answered with an error; what fails later cuts the answer short.
   */
  async stream(body: AsyncIterable<Uint8Array>, status: number): Promise<void> {
    const bytes = body[Symbol.asyncIterator]()
    const first = await bytes.next()
    this.sent = true
    this.#response.writeHead(status)
    if (first.done === true) {
      this.#response.end()
      return
    }
    this.#response.write(first.value)
    await pipeline(Readable.from({ [Symbol.asyncIterator]: () => bytes }), this.#response)
  }

  bytes(body: Uint8Array, contentType: string): void {
    this.sent = true
    const headers = { 'Content-Type': contentType, 'Content-Length': body.length }
    this.#response.writeHead(this.status ?? 200, headers).end(body)
  }

  /** Sends an object in parts, one for each of its fields, so that those in `raw` can be bytes. */
  multipart(fields: object, raw: Readonly<Record<string, Uint8Array>>): void {
    const boundary = `basalt-${randomUUID()}`
    const parts = Object.entries(fields).map(([name, value]) => partOf(boundary, name, raw[name] ?? value))
    const body = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
    this.bytes(body, `multipart/form-data; boundary=${boundary}`)
  }
}

function partOf(boundary: string, name: string, value: unknown): Buffer {
  const isJson = typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n${isJson ? 'Content-Type: application/json\r\n' : ''}\r\n`
  return Buffer.concat([Buffer.from(head), bytesOf(value), Buffer.from('\r\n')])
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  if (value === null || value === undefined) return Buffer.alloc(0)
  if (typeof value === 'boolean') return Buffer.from(value ? '1' : '0')
  return Buffer.from(typeof value === 'object' ? toJson(value) : String(value as string | number | bigint))
}
