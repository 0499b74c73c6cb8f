import type { Bus } from '@basalt/bus'
import { missedRealtime, type RealtimeEvent } from '@basalt/core/activity'
import type { Connection } from './connection.ts'
import { Delivery } from './delivery.ts'
import { connectedFrame, type Greeting } from './frames.ts'
import type { Hub } from './hub.ts'

/** Sends events to those who hear them, now or when they come back. */
export class Broadcast {
  readonly #bus: Bus
  readonly #hub: Hub
  readonly #drop: (connection: Connection) => void

  /** `drop` ends a connection whose client does not read what it is sent: nothing more is kept for it. */
  constructor(bus: Bus, hub: Hub, drop: (connection: Connection) => void) {
    this.#bus = bus
    this.#hub = hub
    this.#drop = drop
  }

  deliver(projectId: string, event: RealtimeEvent): void {
    const delivery = new Delivery(event)
    for (const connection of this.#hub.receivers(projectId, event.channels, event.roles)) {
      if (connection.held) connection.held.push(event)
      else this.#send(connection, delivery)
    }
  }

  /** Greets, sends what was missed since the client's last event, and then what came in the meantime. */
  async resume(connection: Connection, lastEventId: string, greeting: Greeting): Promise<void> {
    const missed = await missedRealtime(this.#bus, connection.projectId, lastEventId)
    connection.send(connectedFrame({ ...greeting, resumed: missed !== null }))
    const replayed = new Set(missed?.map(({ position }) => position))
    for (const event of missed ?? []) this.#replay(connection, event)
    const held = connection.held ?? []
    connection.held = null
    for (const event of held) if (!replayed.has(event.position)) this.#replay(connection, event)
  }

  /** Sends an event to one connection, if it hears it now. */
  #replay(connection: Connection, event: RealtimeEvent): void {
    const { identity, subscriptions } = connection
    const hears = [...subscriptions.values()].some(({ targets }) =>
      targets.some(({ channel }) => event.channels.includes(channel)),
    )
    if (hears && event.roles.some((role) => identity.roles.has(role))) this.#send(connection, new Delivery(event))
  }

  #send(connection: Connection, delivery: Delivery): void {
    const frame = delivery.frameFor(connection)
    if (frame && !connection.send(frame)) this.#drop(connection)
  }
}
