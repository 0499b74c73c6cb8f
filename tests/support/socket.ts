import { WebSocket } from 'ws'
import type { Body } from './client.ts'
import { until } from './until.ts'

export type SocketOptions = {
  /** Origin of the server, as `http://127.0.0.1:4000`. */
  readonly origin: string
  readonly projectId: string
  /** Channels of the URL; none at all for clients that subscribe by message. */
  readonly channels?: readonly string[]
  /** Further values of the query, or other ones: `mode`, `project`, `channels`, … */
  readonly query?: Readonly<Record<string, string>>
  /** The encoded session of a user; guests have none. */
  readonly session?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A realtime connection that keeps every frame it gets. */
export class Socket {
  readonly frames: Body[] = []
  /** Code and reason once the server or the test has closed it. */
  closed: { readonly code: number; readonly reason: string } | null = null
  readonly #inner: WebSocket

  constructor(inner: WebSocket) {
    this.#inner = inner
    inner.on('message', (data: Buffer) => this.frames.push(JSON.parse(data.toString('utf8'))))
    inner.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString('utf8') }
    })
    inner.on('error', () => {}) // a close follows, which tests look at
  }

  /** The first frame, received or to come, for which `wanted` holds. */
  frame(wanted: (frame: Body) => boolean, deadline = 5000): Promise<Body> {
    return until(() => this.frames.find(wanted), { deadline, what: 'a realtime frame' })
  }

  /** The first `event` frame whose events include this name. */
  event(name: string, deadline = 5000): Promise<Body> {
    const isWanted = (frame: Body): boolean => frame.type === 'event' && frame.data.events.includes(name)
    return this.frame(isWanted, deadline)
  }

  /** The names of the events that came so far, the first name of each. */
  get heard(): readonly string[] {
    return this.frames.filter(({ type }) => type === 'event').map(({ data }) => String(data.events[0]))
  }

  /** A text or a buffer is sent as it is, anything else as JSON. */
  send(message: unknown): void {
    const isRaw = typeof message === 'string' || Buffer.isBuffer(message)
    this.#inner.send(isRaw ? message : JSON.stringify(message))
  }

  /** Sends a ping and waits for its answer: whatever the server sent before has then arrived. */
  async settle(): Promise<void> {
    const before = this.#pongs
    this.send({ type: 'ping' })
    await until(() => this.#pongs > before, { what: 'the pong of a socket' })
  }

  get #pongs(): number {
    return this.frames.filter(({ type }) => type === 'pong').length
  }

  /** Stops and resumes reading what the server sends. */
  pause(): void {
    this.#inner.pause()
  }

  resume(): void {
    this.#inner.resume()
  }

  async close(): Promise<void> {
    this.#inner.close()
    await until(() => this.closed, { what: 'the close of a socket' })
  }
}

/** Connects and waits for the `connected` frame, or for the refusal: then `closed` says why. */
export async function aSocket(options: SocketOptions): Promise<Socket> {
  const url = new URL('/v1/realtime', options.origin.replace(/^http/, 'ws'))
  url.searchParams.set('project', options.projectId)
  for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.set(name, value)
  for (const channel of options.channels ?? []) url.searchParams.append('channels[]', channel)
  const session = options.session === undefined ? {} : { [`a_session_${options.projectId}`]: options.session }
  const cookie = Object.entries(session).map(([name, value]) => `${name.toLowerCase()}=${encodeURIComponent(value)}`)
  const headers = { ...(cookie.length > 0 ? { cookie: cookie.join('; ') } : {}), ...options.headers }
  const socket = new Socket(new WebSocket(url, { headers, handshakeTimeout: 5000 }))
  await until(() => socket.closed ?? socket.frames.some(({ type }) => type === 'connected' || type === 'error'), {
    what: 'the connection of a socket',
  })
  return socket
}
