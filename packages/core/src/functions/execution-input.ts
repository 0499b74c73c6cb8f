import { fail } from '@basalt/types'

/** What a caller asks a function. Header names are in lower case. */
export type ExecutionInput = {
  readonly method: string
  /** With its query string. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

const maxHeaders = 100
const maxHeaderBytes = 16 * 1024
const minuteMs = 60_000

/**
 * Reads the headers that a caller gives a function: an object, or JSON of one. Names in lower case that start with `x-appwrite-`
 * are the system's.
 * @throws `general_bad_request`
 */
export function readHeaders(given: unknown): Readonly<Record<string, string>> {
  const object = typeof given === 'string' ? parsed(given) : given
  if (typeof object !== 'object' || object === null) throw refused('Headers must be an object, or JSON of one.')
  const entries = Array.isArray(object) && object.length === 0 ? [] : Object.entries(object)
  if (entries.length > maxHeaders) throw refused(`There may be at most ${maxHeaders} headers.`)
  let bytes = 0
  const headers = entries.map(([name, value]: [string, unknown]) => {
    const text = typeof value === 'string' ? value : String(value)
    bytes += Buffer.byteLength(name) + Buffer.byteLength(text)
    if (!/^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/.test(name)) {
      throw refused('Names of headers have letters, digits and hyphens, and neither begin nor end with a hyphen.')
    }
    if (name.startsWith('x-appwrite-')) throw refused('Headers that start with `x-appwrite-` are set by the server.')
    if (/[^\t\u0020-\u007e\u0080-\u00ff]/.test(text))
      throw refused(`The header ${name} has characters that none may have.`)
    return [name.toLowerCase(), text] as const
  })
  if (bytes > maxHeaderBytes) throw refused(`Headers may have at most ${maxHeaderBytes} bytes in all.`)
  return Object.fromEntries(headers.filter(([name]) => !name.startsWith('x-appwrite-')))
}

/** The path of a request, with what HTTP does not allow in it in percent signs. */
export function readPath(given: string): string {
  const path = given.startsWith('/') ? given : `/${given}`
  return path.toWellFormed().replaceAll(/[^\u0021-\u007e]+/g, encodeURIComponent)
}

/** When a run is to begin: a whole minute, at least one ahead. Null: at once. @throws `general_bad_request` */
export function readScheduledAt(text: string | null, isAsync: boolean): Date | null {
  if (text === null || text === '') return null
  if (!isAsync) throw refused('Scheduled executions need async=true.')
  const at = new Date(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`)
  if (Number.isNaN(at.getTime())) throw refused('scheduledAt must be an ISO 8601 date and time.')
  if (at.getTime() < Date.now() + minuteMs) throw refused('scheduledAt must be at least one minute ahead.')
  if (at.getTime() % minuteMs !== 0) throw refused('scheduledAt must lie on a whole minute.')
  return at
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // no JSON: the caller says what is wanted
  }
}

function refused(reason: string): Error {
  return fail('general_bad_request', { reason })
}
