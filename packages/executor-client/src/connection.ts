import { Agent, type IncomingMessage, request } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ExecutorError } from './errors.ts'

export type Call = {
  readonly method: string
  readonly path: string
  readonly body?: Uint8Array | Readable
  readonly timeoutSeconds: number
  readonly signal?: AbortSignal
}

/** Ends idle connections before the executor does, which keeps them for 95 s. */
const idleMs = 60_000
const notConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** The HTTP connections to the executors. */
export class Connection implements Disposable {
  readonly #agent = new Agent({ keepAlive: true, maxFreeSockets: 64, timeout: idleMs })
  readonly #token: string

  constructor(token: string) {
    this.#token = token
  }

  /**
   * Calls one executor and answers once its headers have come. `signal` and the time-out also end the reading of its body.
   * @throws {ExecutorError} `unavailable`, with `mayRetry` as its cause when the executor has not heard of the call
   */
  async send(origin: string, call: Call): Promise<IncomingMessage> {
    const sending = Promise.withResolvers<IncomingMessage>()
    const { signal } = call
    const headers = this.#headers(call.body)
    const outgoing = request(
      new URL(call.path, origin),
      { method: call.method, agent: this.#agent, headers, ...(signal ? { signal } : {}) },
      sending.resolve,
    )
    // Not a signal that times out: thousands of those would be kept until their time, however soon the answers come.
    const timer = setTimeout(
      () => outgoing.destroy(new Error('the executor did not answer in time')),
      call.timeoutSeconds * 1000,
    )
    outgoing.once('close', () => clearTimeout(timer))
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (call.signal?.aborted) return sending.reject(call.signal.reason)
      const cause = notConnected.has(error.code ?? '') ? new NeverArrived(error.message) : error
      sending.reject(new ExecutorError('unavailable', {}, { cause }))
    })
    if (call.body === undefined || call.body instanceof Uint8Array) outgoing.end(call.body)
    // Its failure is heard by the handler above; an answer that comes before the body was sent is an answer too.
    else pipeline(call.body, outgoing).catch(() => undefined)
    return sending.promise
  }

  [Symbol.dispose](): void {
    this.#agent.destroy()
  }

  #headers(body: Call['body']): Record<string, string | number> {
    const length: Record<string, number> = body instanceof Uint8Array ? { 'content-length': body.length } : {}
    return { ...length, authorization: `Bearer ${this.#token}` }
  }
}

/** The executor has not heard of the call: another one may be asked. */
export class NeverArrived extends Error {
  override readonly name = 'NeverArrived'
}

/** Reads a whole answer. @throws {ExecutorError} what the executor says, or `unavailable` when it breaks off */
export async function readAnswer(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
  } catch (cause) {
    throw new ExecutorError('unavailable', {}, { cause })
  }
  const bytes = Buffer.concat(chunks)
  if (response.statusCode === 200) return bytes
  throw ExecutorError.from(parse(bytes.toString()))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
