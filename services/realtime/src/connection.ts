import type { Caller, Credentials } from '@basalt/core/access'
import { overseer, type RealtimeEvent } from '@basalt/core/activity'
import type { Project } from '@basalt/core/projects'
import type { Actor } from '@basalt/types'
import { type RawData, WebSocket } from 'ws'
import type { Subscription } from './subscriptions.ts'

/** A `ws` socket that knows its connection, so that handlers are shared functions and not closures of each socket. */
export class GatewaySocket extends WebSocket {
  connection: Connection | null = null
  owner: Owner | null = null
}

/** Who hears what happens to sockets. */
export type Owner = {
  message(connection: Connection, text: string): void
  closed(connection: Connection): void
}

/** Lets an owner hear a socket's messages and its end. */
export function attend(socket: GatewaySocket, owner: Owner): void {
  socket.owner = owner
  socket.on('error', ignoreError)
  socket.on('close', onClose)
  socket.on('message', onMessage)
  socket.on('pong', noteLife)
  socket.on('ping', noteLife)
}

// `attend` is given our sockets only, which the types of listeners do not say.

function onMessage(this: WebSocket, data: RawData): void {
  const { connection, owner } = this as GatewaySocket
  if (!connection) return
  connection.isAlive = true
  owner?.message(connection, textOf(data))
}

function onClose(this: WebSocket): void {
  const { connection, owner } = this as GatewaySocket
  if (connection) owner?.closed(connection)
}

function noteLife(this: WebSocket): void {
  const { connection } = this as GatewaySocket
  if (connection) connection.isAlive = true
}

/** A close follows, and it is all that there is to do about a client that breaks the protocol. */
function ignoreError(): void {}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return Buffer.isBuffer(data) ? data.toString('utf8') : Buffer.from(data).toString('utf8')
}

/** Who a connection is, as one value: it is replaced as a whole. */
export type Identity = {
  /** What it is proved with, to be read again; null for guests. */
  readonly credentials: Credentials | null
  readonly userId: string | null
  readonly roles: ReadonlySet<string>
}

/** Bytes that may wait for a slow client. */
const maxWaitingBytes = 1024 * 1024

const windowMs = 60_000

/** One record for each open socket: made whole, replaced whole, removed whole. */
export class Connection {
  readonly socket: GatewaySocket
  readonly projectId: string
  /** The project that its user belongs to: the console in admin mode. */
  readonly homeId: string
  identity: Identity
  /** By id; channels of the URL are the one subscription with the empty id. */
  readonly subscriptions: Map<string, Subscription>
  /** True while all of its events are the same bytes for everybody: channels in the URL, nothing filtered. */
  isPlain = true
  /** The last event that reached it, so that an event matched by two roles is sent once. */
  lastEvent = 0
  /** Events that wait until what the client missed was sent; null for everybody else. */
  held: RealtimeEvent[] | null = null
  /** Heard since the last heartbeat. */
  isAlive = true
  #windowEndsAt = 0
  #messages = 0

  constructor(
    socket: GatewaySocket,
    place: { readonly project: Project; readonly homeId: string },
    identity: Identity,
    subscriptions: Map<string, Subscription>,
  ) {
    this.socket = socket
    this.projectId = place.project.id
    this.homeId = place.homeId
    this.identity = identity
    this.subscriptions = subscriptions
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN
  }

  /** False when the client does not keep up: it must be closed, and nothing more is kept for it. */
  send(frame: string | Buffer): boolean {
    if (!this.isOpen) return true
    if (this.socket.bufferedAmount > maxWaitingBytes) return false
    this.socket.send(frame, { binary: false })
    return true
  }

  /** Counts one message of the client; false when there were too many within a minute. */
  countMessage(limit: number): boolean {
    const now = Date.now()
    if (now >= this.#windowEndsAt) {
      this.#windowEndsAt = now + windowMs
      this.#messages = 0
    }
    return ++this.#messages <= limit
  }
}

/** The identity that a caller has here. A user who still lacks factors or a new password is a guest until it is read again. */
export function identityOf(caller: Caller, credentials: Credentials, isTrusted: boolean): Identity {
  const { user, actor } = caller
  if (!user) return guest
  if (!isTrusted) return { ...guest, credentials }
  return { credentials, userId: user.id, roles: seesAll(actor) ? new Set([...actor.roles, overseer]) : actor.roles }
}

/** Administrators who may read everything that a project tells events of. */
function seesAll({ kind, scopes }: Actor): boolean {
  return kind === 'admin' && heardScopes.every((scope) => scopes.has(scope))
}

const heardScopes = ['rows.read', 'files.read', 'users.read', 'teams.read', 'execution.read'] as const

export const guest: Identity = {
  credentials: null,
  userId: null,
  roles: new Set(['any', 'guests']),
}
