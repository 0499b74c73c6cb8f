import { callOutside, CallFailed } from '@basalt/delivery'
import type { Config } from '@basalt/config'
import { fail } from '@basalt/types'

const timeoutSeconds = 10
const maxCharacters = 256 * 1024

/** What calls to providers need of the process. */
export type Outgoing = Pick<Config, 'outgoing'>

export type ProviderRequest = {
  readonly url: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as a form, or in the query of a GET. */
  readonly form?: Readonly<Record<string, string>>
}

/**
 * Asks a provider, and reads its answer: JSON, or a form as older ones send.
 * @throws `user_oauth2_bad_request`, `user_oauth2_unauthorized`, `user_oauth2_provider_error`
 */
export async function askProvider({ outgoing }: Outgoing, request: ProviderRequest): Promise<unknown> {
  const method = request.method ?? 'GET'
  const form = request.form ? new URLSearchParams(request.form).toString() : ''
  const url = method === 'GET' && form !== '' ? `${request.url}?${form}` : request.url
  // Codes, secrets and tokens travel here: in the clear only where an operator lets Basalt call its own networks.
  if (!url.startsWith('https://') && !outgoing.allowPrivate) throw providerError('its address is not one of https')
  const answer = await callOutside({
    url,
    method,
    headers: {
      Accept: 'application/json',
      'User-Agent': 'Basalt',
      ...(method === 'POST' && request.form ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
      ...request.headers,
    },
    body: method === 'POST' ? form : '',
    timeoutSeconds,
    verifyTls: true,
    allowPrivate: outgoing.allowPrivate,
    maxCharacters,
  }).catch((error: unknown) => {
    if (error instanceof CallFailed) throw providerError('it cannot be reached', error)
    throw error
  })
  const body = parsed(answer.text)
  if (answer.status >= 200 && answer.status < 300) return body
  // Without the query, in which some providers want tokens.
  const details = { status: answer.status, url: request.url.replace(/\?.*/s, ''), said: textAt(body, 'error') }
  if (answer.status === 400) throw fail('user_oauth2_bad_request', details)
  if (answer.status === 401) throw fail('user_oauth2_unauthorized', details)
  throw fail('user_oauth2_provider_error', details)
}

export function providerError(what: string, cause?: unknown): Error {
  return fail('user_oauth2_provider_error', { reason: `The provider could not be used: ${what}.` }, cause)
}

/** A field of an answer when it is a text, otherwise empty. */
export function textAt(body: unknown, field: string): string {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, field)) return ''
  const value = (body as Readonly<Record<string, unknown>>)[field]
  return typeof value === 'string' ? value : ''
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return Object.fromEntries(new URLSearchParams(text)) // what is no form either has none of the fields that are asked for
  }
}
