import { fail } from '@basalt/types'

/** A message of a client, as far as this server understands it. */
export type ClientMessage =
  | { readonly type: 'ping' }
  | { readonly type: 'authentication'; readonly session: string; readonly jwt: string }
  | { readonly type: 'subscribe'; readonly wishes: readonly Wish[] }
  | { readonly type: 'unsubscribe'; readonly ids: readonly string[] }

export type Wish = { readonly id: string; readonly channels: readonly string[]; readonly queries: readonly string[] }

const maxIdLength = 128

/** @throws `realtime_message_format_invalid` */
export function parseMessage(text: string): ClientMessage {
  const message = recordOf(json(text))
  const { type, data } = message
  switch (type) {
    case 'ping':
      return { type }
    case 'authentication': {
      const { session = '', jwt = '' } = recordOf(data)
      if (typeof session !== 'string' || typeof jwt !== 'string' || session + jwt === '') {
        throw invalid('The session is missing.')
      }
      return { type, session, jwt }
    }
    case 'subscribe':
      return { type, wishes: listOf(data).map(wishOf) }
    case 'unsubscribe':
      return { type, ids: listOf(data).map((entry) => idOf(recordOf(entry))) }
    default:
      throw invalid('The type of the message is not known.')
  }
}

function wishOf(entry: unknown): Wish {
  const wish = recordOf(entry)
  const { channels, queries = [] } = wish
  if (!isTexts(channels) || channels.length === 0) throw invalid('A subscription needs a list of channels.')
  if (!isTexts(queries)) throw invalid('The queries of a subscription must be a list of texts.')
  return { id: idOf(wish), channels, queries }
}

function idOf({ subscriptionId: id }: Readonly<Record<string, unknown>>): string {
  if (typeof id === 'string' && id !== '' && id.length <= maxIdLength) return id
  throw invalid('A subscription needs an id.')
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) return value
  throw invalid('The data of the message must be a list.')
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown> // checked
  throw invalid('The message must be an object with a type.')
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string')
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw invalid('The message is not JSON.', cause)
  }
}

function invalid(reason: string, cause?: unknown): Error {
  return fail('realtime_message_format_invalid', { reason }, cause)
}
