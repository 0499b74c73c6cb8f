import { type RealtimeEvent, partsOf } from '@basalt/core/activity'
import type { Connection } from './connection.ts'
import { eventFrame, eventFrameWith } from './frames.ts'
import { payloadOf } from './filters.ts'
import { wants } from './subscriptions.ts'

/** One event on its way to its receivers: what is the same for many of them is made once. */
export class Delivery {
  readonly #event: RealtimeEvent
  readonly #subject: { readonly channels: readonly string[]; readonly action: string }
  readonly #data: string
  #shared: Buffer | null = null
  #payload: { readonly value: unknown } | null = null

  constructor(event: RealtimeEvent) {
    this.#event = event
    this.#subject = { channels: event.channels, action: partsOf(event.event).action }
    // The id lets a client that comes back ask for what it missed.
    this.#data = event.position === '' ? event.data : `${event.data.slice(0, -1)},"eventId":"${event.position}"}`
  }

  /** The frame for a connection; null when its filters do not want the event. */
  frameFor(connection: Connection): Buffer | string | null {
    if (connection.isPlain) return this.#sharedFrame()
    const ids = [...connection.subscriptions.values()]
      .filter((subscription) => wants(subscription, this.#subject, this.#readPayload))
      .map(({ id }) => id)
    if (ids.length === 0) return null
    const named = ids.filter((id) => id !== '')
    return named.length === 0 ? this.#sharedFrame() : eventFrameWith(this.#data, { subscriptions: named })
  }

  #sharedFrame(): Buffer {
    this.#shared ??= eventFrame(this.#data)
    return this.#shared
  }

  readonly #readPayload = (): unknown => {
    this.#payload ??= { value: payloadOf(this.#event.data) }
    return this.#payload.value
  }
}
