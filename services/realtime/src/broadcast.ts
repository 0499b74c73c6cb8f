import { missedRealtime, type RealtimeEvent } from '@basalt/core/activity'
import { countRealtime } from '@basalt/core/overview'
import { consoleProjectId } from '@basalt/core/projects'
import type { Counter } from '@basalt/service'
import type { Connection } from './connection.ts'
import { Delivery } from './delivery.ts'
import { connectedFrame, type Greeting } from './frames.ts'
import type { Hub } from './hub.ts'
import type { Services } from './services.ts'

/** Sends events to those who hear them, now or when they come back. */
export class Broadcast {
  readonly #services: Services
  readonly #events: Counter
  readonly #frames: Counter
  readonly #hub: Hub
  readonly #drop: (connection: Connection) => void

  /** `drop` ends a connection whose client does not read what it is sent: nothing more is kept for it. */
  constructor(services: Services, hub: Hub, drop: (connection: Connection) => void) {
    this.#services = services
    this.#events = services.metrics.counter('realtime_events', 'Events of projects that have sockets here.')
    this.#frames = services.metrics.counter('realtime_frames', 'Events as they were sent to sockets.')
    this.#hub = hub
    this.#drop = drop
  }

  deliver(projectId: string, event: RealtimeEvent): void {
    const delivery = new Delivery(event)
    let sent = 0
    for (const connection of this.#hub.receivers(projectId, event.channels, event.roles)) {
      if (connection.held) connection.held.push(event)
      else if (this.#send(connection, delivery)) sent++
    }
    this.#events.add()
    this.#frames.add(sent)
    if (sent === 0 || projectId === consoleProjectId) return
    const project = this.#services.projects.lastSeen(projectId)
    if (project) countRealtime(this.#services.usage, project.schema, sent)
  }

  /** Greets, sends what was missed since the client's last event, and then what came in the meantime. */
  async resume(connection: Connection, lastEventId: string, greeting: Greeting): Promise<void> {
    const missed = await missedRealtime(this.#services.bus, connection.projectId, lastEventId)
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

  /** True when the connection wanted the event and took it. */
  #send(connection: Connection, delivery: Delivery): boolean {
    const frame = delivery.frameFor(connection)
    if (!frame) return false
    if (connection.send(frame)) return true
    this.#drop(connection)
    return false
  }
}
