import { Agent, type IncomingMessage, request, type RequestOptions } from 'node:http'
import { apiVersion } from './names.ts'

const timeoutMs = 30_000
const maxAnswerBytes = 16 * 1024 * 1024

/** What the engine, or the proxy before it, refused. `status` is 0 when it could not be asked. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  readonly status: number

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

type Call = {
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
  /** Instead of the usual time-out, for what may take long. */
  readonly signal?: AbortSignal
}

/** A Docker engine, or the proxy before it, by the few calls of its HTTP API that functions need. */
export class Engine {
  readonly #place: RequestOptions
  readonly #agent = new Agent({ keepAlive: true })

  /** `host` is `unix:///var/run/docker.sock` or `tcp://host:2375`. */
  constructor(host: string) {
    const { protocol, hostname, port, pathname } = new URL(host)
    this.#place = protocol === 'unix:' ? { socketPath: pathname } : { host: hostname, port: Number(port || 2375) }
  }

  /** @returns the answer as JSON, null when there is none @throws {EngineError} */
  async call(method: string, path: string, call: Call = {}): Promise<unknown> {
    const answer = await this.stream(method, path, { ...call, signal: call.signal ?? AbortSignal.timeout(timeoutMs) })
    const text = await readText(answer)
    return text === '' ? null : JSON.parse(text)
  }

  /** Like `call`, but resolves with the first bytes, for answers that go on. The signal ends them. @throws {EngineError} */
  async stream(method: string, path: string, { query = {}, body, signal }: Call): Promise<IncomingMessage> {
    const answer = await this.#send(
      method,
      `/${apiVersion}${path}?${new URLSearchParams(query).toString()}`,
      body,
      signal,
    )
    const { statusCode = 0 } = answer
    if (statusCode < 400) return answer
    throw new EngineError(statusCode, messageIn(await readText(answer)))
  }

  close(): void {
    this.#agent.destroy()
  }

  #send(
    method: string,
    path: string,
    body: object | undefined,
    signal: AbortSignal | undefined,
  ): Promise<IncomingMessage> {
    const bytes = body === undefined ? null : Buffer.from(JSON.stringify(body))
    const headers = bytes === null ? {} : { 'content-type': 'application/json', 'content-length': bytes.length }
    return new Promise((resolve, reject) => {
      const asking = request(
        { ...this.#place, agent: this.#agent, method, path, headers, ...(signal ? { signal } : {}) },
        resolve,
      )
      asking.once('error', (cause) => {
        reject(
          signal?.aborted ? signal.reason : new EngineError(0, `Docker cannot be reached: ${cause.message}`, { cause }),
        )
      })
      asking.end(bytes)
    })
  }
}

async function readText(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxAnswerBytes) throw new EngineError(0, 'The answer of Docker is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size).toString()
}

function messageIn(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown }
    if (typeof message === 'string') return message
  } catch {
    // Not the engine's own answer: it is shown as it is.
  }
  return text
}
