import { keepRealtime, missedRealtime, type RealtimeEvent, subscribeRealtime } from '@basalt/core/activity'
import type { Services } from './services.ts'

/** What the feed asks of the gateway. */
export type Listener = {
  /** True when the event changes identities of open sockets: it and what follows must then wait for `prepare`. */
  mustPrepare(projectId: string, event: RealtimeEvent): boolean
  /** Brings identities up to date around the delivery of such an event. */
  prepare(projectId: string, event: RealtimeEvent, deliver: () => void): Promise<void>
  deliver(projectId: string, event: RealtimeEvent): void
  /** Events were lost or too many wait: the sockets of the project must come back later. */
  overrun(projectId: string): void
}

type Channel = {
  sockets: number
  readonly ready: Promise<Opened>
  /** Events that wait for identities; null while nothing waits. */
  waiting: RealtimeEvent[] | null
  lastPosition: string
}

type Opened = { readonly position: string; unsubscribe(): void }

const maxWaiting = 5000

/** The events of the projects that have sockets here, each project's in their order. */
export class Feed {
  readonly #services: Services
  readonly #listener: Listener
  readonly #channels = new Map<string, Channel>()
  readonly #forgetGap: () => void

  constructor(services: Services, listener: Listener) {
    this.#services = services
    this.#listener = listener
    this.#forgetGap = services.bus.onGap(() => this.#catchUp())
  }

  /** Hears a project from now on, and says where its events stand. Every call that succeeds is matched by one of `leave`. */
  async join(projectId: string): Promise<string> {
    let channel = this.#channels.get(projectId)
    if (!channel) {
      channel = { sockets: 0, ready: this.#open(projectId), waiting: null, lastPosition: '' }
      this.#channels.set(projectId, channel)
    }
    channel.sockets++
    try {
      const { position } = await channel.ready
      return channel.lastPosition || position
    } catch (error) {
      this.leave(projectId)
      throw error
    }
  }

  leave(projectId: string): void {
    const channel = this.#channels.get(projectId)
    if (!channel || --channel.sockets > 0) return
    this.#channels.delete(projectId)
    channel.ready.then(
      (opened) => opened.unsubscribe(),
      () => undefined, // it never opened
    )
  }

  /** Keeps the streams of all projects with sockets alive. */
  async keep(): Promise<void> {
    await Promise.all([...this.#channels.keys()].map((projectId) => keepRealtime(this.#services.bus, projectId)))
  }

  close(): void {
    this.#forgetGap()
  }

  async #open(projectId: string): Promise<Opened> {
    const position = await keepRealtime(this.#services.bus, projectId)
    const hear = (event: RealtimeEvent): void => this.#hear(projectId, event)
    return { position, unsubscribe: await subscribeRealtime(this.#services.bus, projectId, hear) }
  }

  #hear(projectId: string, event: RealtimeEvent): void {
    const channel = this.#channels.get(projectId)
    if (!channel) return
    if (event.isLoss) {
      this.#listener.overrun(projectId)
      return
    }
    if (channel.waiting) {
      channel.waiting.push(event)
      if (channel.waiting.length > maxWaiting) {
        channel.waiting.length = 0
        this.#listener.overrun(projectId)
      }
    } else if (this.#listener.mustPrepare(projectId, event)) {
      channel.waiting = [event]
      this.#drain(projectId, channel).catch((error: unknown) => this.#lose(projectId, channel, error))
    } else {
      this.#deliver(projectId, channel, event)
    }
  }

  async #drain(projectId: string, channel: Channel): Promise<void> {
    for (let event = channel.waiting?.shift(); event; event = channel.waiting?.shift()) {
      const next = event
      const deliver = (): void => this.#deliver(projectId, channel, next)
      try {
        if (this.#listener.mustPrepare(projectId, event)) await this.#listener.prepare(projectId, event, deliver)
        else deliver()
      } catch (error) {
        // One event that cannot be told must not hold up those behind it.
        this.#services.log.error({ err: error, projectId }, 'an event could not be delivered')
      }
    }
    channel.waiting = null
  }

  #deliver(projectId: string, channel: Channel, event: RealtimeEvent): void {
    if (event.position !== '') {
      if (!isAfter(event.position, channel.lastPosition)) return // caught up before
      channel.lastPosition = event.position
    }
    if (event.data !== '') this.#listener.deliver(projectId, event)
  }

  /** What waited cannot be delivered in its order any more: the sockets come back and ask for it. */
  #lose(projectId: string, channel: Channel, error: unknown): void {
    this.#services.log.error({ err: error, projectId }, 'delivering events failed')
    channel.waiting = null
    this.#listener.overrun(projectId)
  }

  /** After Redis was away: what was published meanwhile is read from the streams, and delivered before what comes. */
  #catchUp(): void {
    for (const [projectId, channel] of this.#channels) {
      if (channel.waiting) continue // what waits is drained, and the sockets read their users again anyway
      channel.waiting = []
      this.#fill(projectId, channel).catch((error: unknown) => this.#lose(projectId, channel, error))
    }
  }

  async #fill(projectId: string, channel: Channel): Promise<void> {
    try {
      const last = channel.lastPosition || (await channel.ready).position
      await keepRealtime(this.#services.bus, projectId)
      const missed = await missedRealtime(this.#services.bus, projectId, last)
      if (missed === null) this.#listener.overrun(projectId)
      else channel.waiting?.unshift(...missed)
    } catch (error) {
      this.#services.log.warn({ err: error, projectId }, 'missed events could not be read')
    }
    await this.#drain(projectId, channel)
  }
}

/** Compares two positions of a stream: milliseconds, then a number within them. */
function isAfter(position: string, other: string): boolean {
  if (other === '') return true
  const [left = '', leftCount = ''] = position.split('-')
  const [right = '', rightCount = ''] = other.split('-')
  return left === right ? Number(leftCount) > Number(rightCount) : Number(left) > Number(right)
}
