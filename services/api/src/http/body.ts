import type { IncomingMessage } from 'node:http'
import { fail, parseExact } from '@basalt/types'
import { parseForm } from './query-string.ts'

const empty: Readonly<Record<string, unknown>> = Object.freeze({})

/**
 * Reads the parameters of a body: JSON when the content type says exactly so, a form otherwise.
 * @throws `general_argument_invalid` on malformed JSON and on bodies over `maxBytes`.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Readonly<Record<string, unknown>>> {
  const bytes = await readBytes(request, maxBytes)
  if (bytes.length === 0) return empty
  const contentType = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase()
  const text = bytes.toString('utf8')
  return contentType === 'application/json' ? parseObject(text) : parseForm(text)
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

async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge(maxBytes)
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

function tooLarge(maxBytes: number): Error {
  return fail('general_argument_invalid', { reason: `The request body is larger than ${maxBytes} bytes.` })
}
