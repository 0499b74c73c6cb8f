import { BasaltError } from '@basalt/types'

/** Close codes of RFC 6455 that clients act upon; 1008 tells them not to come back. */
export const closeCodes = { restart: 1012, policy: 1008, later: 1013, failed: 1011 } as const

export type Refusal = { readonly code: number; readonly message: string; readonly closeCode: number }

export const pong = '{"type":"pong"}'

export type Greeting = {
  readonly channels: readonly string[]
  readonly user: object | null
  /** Where the events of the project stand: what `lastEventId` may ask to go on from. */
  readonly eventId: string
  /** Whether all that was missed follows; only for clients that asked. */
  readonly resumed?: boolean
}

export function connectedFrame(data: Greeting): string {
  return JSON.stringify({ type: 'connected', data })
}

/** `data` is the JSON of an event; the frame is the same for everybody who listens by URL. */
export function eventFrame(data: string): Buffer {
  return Buffer.from(`{"type":"event","data":${data}}`)
}

/** An event with keys of its own for one client; `data` is a JSON object that is not empty. */
export function eventFrameWith(data: string, more: Readonly<Record<string, unknown>>): string {
  return `{"type":"event","data":${data.slice(0, -1)},${JSON.stringify(more).slice(1)}}`
}

export function responseFrame(to: string, more: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ type: 'response', data: { to, success: true, ...more } })
}

export function errorFrame({ code, message }: Refusal): string {
  return JSON.stringify({ type: 'error', data: { code, message } })
}

/** What a client is told of an error, and the code that its socket is closed with. Only our own errors keep their words. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof BasaltError)) {
    const isAway = error instanceof Error && error.name === 'StoreUnavailable'
    return isAway
      ? { code: 503, message: 'The server is busy. Try again later.', closeCode: closeCodes.later }
      : { code: 500, message: 'The server failed.', closeCode: closeCodes.failed }
  }
  const { status, message } = error
  const closeCode = status >= 1000 ? status : status === 429 ? closeCodes.later : closeCodes.policy
  return { code: status, message, closeCode }
}
