import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { RealtimeEvent } from '@basalt/core/activity'
import { consoleProjectId } from '@basalt/core/projects'
import { Forwarding } from '@basalt/service'
import { WebSocketServer } from 'ws'
import { admit, type Opening } from './admission.ts'
import { answerMessage } from './answers.ts'
import { Broadcast } from './broadcast.ts'
import { attend, Connection, GatewaySocket, type Identity, type Owner } from './connection.ts'
import { Counters } from './counters.ts'
import { Feed } from './feed.ts'
import { closeCodes, connectedFrame, errorFrame, type Refusal, refusalOf } from './frames.ts'
import { Heart } from './heart.ts'
import { Hub } from './hub.ts'
import { Identities } from './identities.ts'
import { limits, type Services } from './services.ts'
import { channelsFor, isPlain, type Subscription, targetsOf } from './subscriptions.ts'

const closeTimeoutMs = 5000
const reportSeconds = 5
const keepSeconds = 60

/** The sockets of this process: opens them, feeds them, and ends them. */
export class Gateway implements Owner {
  readonly hub = new Hub()
  readonly identities: Identities
  readonly #services: Services
  readonly #forwarding: Forwarding
  readonly #broadcast: Broadcast
  readonly #feed: Feed
  readonly #heart: Heart
  readonly #counters: Counters
  readonly #server = new WebSocketServer<typeof GatewaySocket>({
    noServer: true,
    clientTracking: false,
    maxPayload: limits.frameBytes,
    // A compressor for each socket would cost more memory than the socket.
    perMessageDeflate: false,
    WebSocket: GatewaySocket,
  })
  #isClosing = false
  #opening = 0

  constructor(services: Services) {
    this.#services = services
    this.#forwarding = new Forwarding(services.config.http.trustedProxies)
    this.identities = new Identities(services, this.hub, (connection, refusal) => this.end(connection, refusal))
    services.metrics.gauge('realtime_connections', 'Open sockets.', () => this.hub.size)
    const slow = services.metrics.counter('realtime_slow_clients', 'Clients that were closed because they do not read.')
    this.#broadcast = new Broadcast(services, this.hub, (connection) => {
      slow.add()
      this.#forget(connection)
      connection.socket.close(closeCodes.later, 'Too slow.')
    })
    this.#feed = new Feed(services, {
      mustPrepare: (projectId, event) => usersOf(event).some((userId) => this.identities.concerns(projectId, userId)),
      prepare: (projectId, event, deliver) => this.#prepare(projectId, event, deliver),
      deliver: (projectId, event) => this.#broadcast.deliver(projectId, event),
      overrun: (projectId) => this.#overrun(projectId),
    })
    this.#counters = new Counters(services, this.hub, this.#broadcast)
    this.#heart = new Heart({
      lost: (connection) => connection.socket.terminate(),
      beat: (connection) => this.#beat(connection),
      tick: (seconds) => this.#tick(seconds),
    })
    services.bus.onGap(() => {
      for (const connection of this.hub.all()) void this.identities.refresh(connection)
    })
  }

  /** Takes over a request to open a socket. Refusals are told through the socket, as clients expect them. */
  accept(request: IncomingMessage, raw: Duplex, head: Buffer): void {
    if (this.#isClosing || this.hub.size + this.#opening >= limits.connections) {
      raw.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n\r\n')
      return
    }
    this.#server.handleUpgrade(request, raw, head, (socket) => {
      attend(socket, this)
      socket.pause() // messages wait until it is known whose they are
      this.#opening++
      this.#open(socket, request)
        .catch((error: unknown) => this.#refuse(socket, error))
        .finally(() => {
          this.#opening--
          socket.resume()
        })
    })
  }

  /** Called for each message of a connection. */
  message(connection: Connection, text: string): void {
    void answerMessage(this, this.#services, connection, text)
  }

  /** Called when a socket of a connection has closed. */
  closed(connection: Connection): void {
    this.#forget(connection)
  }

  /** Ends a connection and says why. */
  end(connection: Connection, refusal: Refusal): void {
    if (!this.#forget(connection)) return
    connection.send(errorFrame(refusal))
    connection.socket.close(refusal.closeCode)
  }

  /** Changes the subscriptions of a connection. */
  resubscribe(connection: Connection, change: (subscriptions: Map<string, Subscription>) => void): void {
    this.hub.change(connection, () => {
      change(connection.subscriptions)
      connection.isPlain = [...connection.subscriptions.values()].every(isPlain)
    })
  }

  /** Tells every client to come back, to another process or later, and waits for them to go. */
  async close(): Promise<void> {
    this.#isClosing = true
    this.#heart.stop()
    this.#feed.close()
    const sockets = [...this.hub.all()].map(({ socket }) => socket)
    for (const socket of sockets) socket.close(closeCodes.restart, 'The server restarts. Try again.')
    const deadline = Date.now() + closeTimeoutMs
    while (this.hub.size > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20))
    for (const socket of sockets) socket.terminate()
    await this.#counters.forget()
  }

  async #open(socket: GatewaySocket, request: IncomingMessage): Promise<void> {
    const opening = await admit(this.#services, this.#forwarding, request)
    const { project, home, credentials } = opening
    const eventId = await this.#join(opening)
    try {
      await this.identities.establish(project, home.id, credentials, async (identity) => {
        const user = await this.identities.account(home, identity)
        const connection = this.#place(socket, opening, identity)
        const channels = channelsFor(opening.asked ?? [], identity.userId)
        if (opening.lastEventId === '') connection.send(connectedFrame({ channels, user, eventId }))
        else await this.#broadcast.resume(connection, opening.lastEventId, { channels, user, eventId })
        return connection
      })
    } catch (error) {
      if (!socket.connection) this.#leave(project.id, home.id)
      throw error
    }
    if (project.id === consoleProjectId && opening.asked?.includes('project')) await this.#counters.tellConsole()
  }

  #place(socket: GatewaySocket, opening: Opening, identity: Identity): Connection {
    const { asked } = opening
    const own = { id: '', asked: asked ?? [], filter: null, targets: targetsOf(asked ?? [], identity.userId) }
    const subscriptions = new Map<string, Subscription>(asked ? [['', own]] : [])
    const connection = new Connection(
      socket,
      { project: opening.project, homeId: opening.home.id },
      identity,
      subscriptions,
    )
    connection.isPlain = isPlain(own)
    connection.held = opening.lastEventId === '' ? null : []
    socket.connection = connection
    this.hub.add(connection)
    this.#heart.add(connection)
    if (!connection.isOpen) this.#forget(connection) // it left while it was let in
    return connection
  }

  /** Members hear of their joining and no more after their leaving; accounts hear how their session ends. */
  async #prepare(projectId: string, event: RealtimeEvent, deliver: () => void): Promise<void> {
    const own = subjectOf(event)
    const others = event.rolesChangedFor.filter((userId) => userId !== own)
    await Promise.all(others.map((userId) => this.identities.userChanged(projectId, userId)))
    deliver()
    if (own !== null) await this.identities.userChanged(projectId, own)
  }

  #overrun(projectId: string): void {
    this.#services.log.error({ projectId }, 'events were lost for sockets, which must come back')
    const refusal = { code: closeCodes.later, message: 'Events were lost. Connect again.', closeCode: closeCodes.later }
    for (const connection of this.hub.ofProject(projectId)) this.end(connection, refusal)
  }

  #beat(connection: Connection): void {
    this.identities.recheck(connection).catch((error: unknown) => {
      this.#services.log.warn({ err: error }, 'a socket could not be checked')
    })
  }

  #tick(seconds: number): void {
    const failed = (error: unknown): void => this.#services.log.warn({ err: error }, 'counters of sockets failed')
    if (seconds % reportSeconds === 0) this.#counters.report().catch(failed)
    if (seconds % keepSeconds === 0) this.#feed.keep().catch(failed)
  }

  async #join({ project, home }: Opening): Promise<string> {
    const eventId = await this.#feed.join(project.id)
    try {
      if (home.id !== project.id) await this.#feed.join(home.id)
    } catch (error) {
      this.#feed.leave(project.id)
      throw error
    }
    return eventId
  }

  #leave(projectId: string, homeId: string): void {
    this.#feed.leave(projectId)
    if (homeId !== projectId) this.#feed.leave(homeId)
  }

  /** True when the connection was still there. */
  #forget(connection: Connection): boolean {
    if (!this.hub.remove(connection)) return false
    this.#heart.remove(connection)
    this.#leave(connection.projectId, connection.homeId)
    return true
  }

  #refuse(socket: GatewaySocket, error: unknown): void {
    const refusal = refusalOf(error)
    if (refusal.closeCode === closeCodes.failed) this.#services.log.error({ err: error }, 'opening a socket failed')
    const { connection } = socket
    if (connection) {
      this.end(connection, refusal)
      return
    }
    socket.send(errorFrame(refusal))
    socket.close(refusal.closeCode)
  }
}

/** Users whose open sockets an event is about. */
function usersOf(event: RealtimeEvent): readonly string[] {
  const own = subjectOf(event)
  return own === null ? event.rolesChangedFor : [...event.rolesChangedFor, own]
}

/** The user whose account an event is of. */
function subjectOf({ event }: RealtimeEvent): string | null {
  const [type, userId] = event.split('.', 2)
  return type === 'users' && userId !== undefined ? userId : null
}
