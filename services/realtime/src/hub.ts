import type { Connection } from './connection.ts'

type Roles = Map<string, Set<Connection>>

/**
 * Finds the connections that hear an event by project, channel and role, so that an event costs its receivers and
 * not the sockets that are open. A connection stands in it with the roles and channels that it has at the moment.
 */
export class Hub {
  readonly #projects = new Map<string, Map<string, Roles>>()
  readonly #users = new Map<string, Set<Connection>>()
  readonly #all = new Map<string, Set<Connection>>()
  #size = 0
  #events = 0

  get size(): number {
    return this.#size
  }

  add(connection: Connection): void {
    const connections = this.#all.get(connection.projectId) ?? new Set()
    connections.add(connection)
    this.#all.set(connection.projectId, connections)
    this.#size++
    this.#place(connection)
  }

  /** True when it was there. */
  remove(connection: Connection): boolean {
    const connections = this.#all.get(connection.projectId)
    if (!connections?.delete(connection)) return false
    if (connections.size === 0) this.#all.delete(connection.projectId)
    this.#size--
    this.#displace(connection)
    return true
  }

  /** Changes what a connection hears: it leaves with its old roles and channels, and stands with the new ones. */
  change(connection: Connection, work: () => void): void {
    if (!this.has(connection)) {
      work()
      return
    }
    this.#displace(connection)
    work()
    this.#place(connection)
  }

  has(connection: Connection): boolean {
    return this.#all.get(connection.projectId)?.has(connection) ?? false
  }

  /** Every connection that hears an event for these channels and roles, once each. */
  *receivers(projectId: string, channels: readonly string[], roles: readonly string[]): Generator<Connection> {
    const index = this.#projects.get(projectId)
    if (!index) return
    const event = ++this.#events
    for (const channel of channels) {
      const byRole = index.get(channel)
      if (!byRole) continue
      for (const role of roles) {
        for (const connection of byRole.get(role) ?? []) {
          if (connection.lastEvent === event) continue
          connection.lastEvent = event
          yield connection
        }
      }
    }
  }

  /** Connections of one user, in whatever project they listen. */
  ofUser(homeId: string, userId: string): ReadonlySet<Connection> {
    return this.#users.get(`${homeId}/${userId}`) ?? nobody
  }

  ofProject(projectId: string): ReadonlySet<Connection> {
    return this.#all.get(projectId) ?? nobody
  }

  projects(): IterableIterator<string> {
    return this.#all.keys()
  }

  *all(): Generator<Connection> {
    for (const connections of this.#all.values()) yield* connections
  }

  /** True when somebody listens to the channel. */
  hears(projectId: string, channel: string): boolean {
    return this.#projects.get(projectId)?.has(channel) ?? false
  }

  #place(connection: Connection): void {
    const { projectId, homeId, identity, subscriptions } = connection
    if (identity.userId !== null) into(this.#users, `${homeId}/${identity.userId}`, connection)
    const index = this.#projects.get(projectId) ?? new Map<string, Roles>()
    this.#projects.set(projectId, index)
    for (const { targets } of subscriptions.values()) {
      for (const { channel } of targets) {
        const byRole: Roles = index.get(channel) ?? new Map()
        index.set(channel, byRole)
        for (const role of identity.roles) into(byRole, role, connection)
      }
    }
  }

  #displace(connection: Connection): void {
    const { projectId, homeId, identity, subscriptions } = connection
    if (identity.userId !== null) outOf(this.#users, `${homeId}/${identity.userId}`, connection)
    const index = this.#projects.get(projectId)
    if (!index) return
    for (const { targets } of subscriptions.values()) {
      for (const { channel } of targets) {
        const byRole = index.get(channel)
        if (!byRole) continue
        for (const role of identity.roles) outOf(byRole, role, connection)
        if (byRole.size === 0) index.delete(channel)
      }
    }
    if (index.size === 0) this.#projects.delete(projectId)
  }
}

const nobody: ReadonlySet<Connection> = new Set()

function into(sets: Map<string, Set<Connection>>, key: string, connection: Connection): void {
  const set = sets.get(key)
  if (set) set.add(connection)
  else sets.set(key, new Set([connection]))
}

function outOf(sets: Map<string, Set<Connection>>, key: string, connection: Connection): void {
  const set = sets.get(key)
  if (set?.delete(connection) && set.size === 0) sets.delete(key)
}
