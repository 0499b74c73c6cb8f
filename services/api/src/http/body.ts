import type { IncomingMessage } from 'node:http'
import { fail, parseExact } from '@basalt/types'
import { parseForm } from './query-string.ts'

const empty: Readonly<Record<string, unknown>> = Object.freeze({})

/** Of a body this much is always taken; what is more of all bodies under way shares the room. */
const smallBytes = 64 * 1024
const roomBytes = 128 * 1024 * 1024

/** Reads bodies. They come before it is known who sends them, so that all together may take so much memory only. */
export class Bodies {
  readonly #maxBytes: number
  #room: number

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
    this.#room = Math.max(roomBytes, maxBytes)
  }

  /**
   * Reads the parameters of a body: JSON when the content type says exactly so, a form otherwise.
   * @throws `general_argument_invalid` on malformed JSON and on bodies that are too large,
   *   `general_service_unavailable` while too many large ones are under way.
   */
  async read(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
    const bytes = await this.bytesOf(request)
    if (bytes.length === 0) return empty
    const contentType = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase()
    const text = bytes.toString('utf8')
    return contentType === 'application/json' ? parseObject(text) : parseForm(text)
  }

  /** The body as it came. @throws as `read` does, but for what is in it */
  async bytesOf(request: IncomingMessage): Promise<Buffer> {
    if (Number(request.headers['content-length'] ?? 0) > this.#maxBytes) throw tooLarge(this.#maxBytes)
    const chunks: Buffer[] = []
    let size = 0
    let taken = 0
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) {
        size += chunk.length
        if (size > this.#maxBytes) throw tooLarge(this.#maxBytes)
        const more = Math.max(0, size - smallBytes) - taken
        if (more > this.#room) throw fail('general_service_unavailable', { reason: 'too many large bodies' })
        taken += more
        this.#room -= more
        chunks.push(chunk)
      }
    } finally {
      this.#room += taken
    }
    return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
  }
}

/** Parses a body that must be a JSON object. */
function parseObject(text: string): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = parseExact(text)
  } catch (cause) {
    throw fail('general_argument_invalid', { reason: 'The request body is not valid JSON.' }, cause)
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown> // just tested
  if (Array.isArray(value) && value.length === 0) return empty
  throw fail('general_argument_invalid', { reason: 'The request body must be a JSON object.' })
}

function tooLarge(maxBytes: number): Error {
  return fail('general_argument_invalid', { reason: `The request body is larger than ${maxBytes} bytes.` })
}
