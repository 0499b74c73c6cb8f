import { type Execution as Ran, ExecutorError } from '@basalt/executor-client'
import type { Header } from './execution-rows.ts'

/** How a run ended, as its row says it. */
export type Outcome = {
  readonly status: 'completed' | 'failed'
  readonly responseStatusCode: number
  /** All that the function sent, for the caller alone. */
  readonly headers: readonly Header[]
  readonly body: Buffer
  readonly logs: string
  readonly errors: string
  readonly duration: number
}

const keptRequestHeaders = new Set(['content-type', 'agent', 'content-length', 'host', 'x-appwrite-client-ip'])
const keptResponseHeaders = new Set(['content-type', 'content-length'])
const maxLogCharacters = 1_000_000
const serverError = 500

export function outcomeOf(ran: Ran): Outcome {
  return {
    status: ran.statusCode < serverError ? 'completed' : 'failed',
    responseStatusCode: ran.statusCode,
    headers: headerList(ran.headers),
    body: ran.body,
    logs: cut(ran.logs),
    errors: cut(ran.errors),
    duration: ran.durationSeconds,
  }
}

/** The end of a run that the function did not answer. */
export function failureOf(error: unknown): Outcome {
  const known = error instanceof ExecutorError ? error : null
  const said = known ? known.message : 'The function could not be run.'
  return {
    status: 'failed',
    responseStatusCode: serverError,
    headers: [],
    body: Buffer.alloc(0),
    logs: cut(known?.logs ?? ''),
    errors: cut(known && known.errors !== '' ? `${known.errors}\n${said}` : said),
    duration: known?.durationSeconds ?? 0,
  }
}

export function keptRequest(headers: Readonly<Record<string, string>>): readonly Header[] {
  return Object.entries(headers).flatMap(([name, value]) => (keptRequestHeaders.has(name) ? [{ name, value }] : []))
}

export function keptResponse(headers: readonly Header[]): readonly Header[] {
  return headers.filter(({ name }) => keptResponseHeaders.has(name))
}

function headerList(headers: Ran['headers']): readonly Header[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => ({ name, value: one })),
  )
}

/** The end of a log counts: what went wrong is said last. */
function cut(text: string): string {
  if (text.length <= maxLogCharacters) return text
  const warning = `[The first part is left out: logs are kept up to ${maxLogCharacters} characters.]\n`
  return warning + text.slice(warning.length - maxLogCharacters)
}
