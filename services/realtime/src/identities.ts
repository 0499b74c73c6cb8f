import { type Credentials, needsMoreFactors } from '@basalt/core/access'
import { getAccount } from '@basalt/core/users'
import type { Project } from '@basalt/core/projects'
import { BasaltError, fail, render } from '@basalt/types'
import { type Connection, guest, type Identity, identityOf } from './connection.ts'
import { type Refusal, refusalOf } from './frames.ts'
import type { Hub } from './hub.ts'
import type { Services } from './services.ts'
import { targetsOf } from './subscriptions.ts'

type End = (connection: Connection, refusal: Refusal) => void

/** Who the sockets belong to, kept true while they are open: every change of a user is read again from the database. */
export class Identities {
  readonly #services: Services
  readonly #hub: Hub
  readonly #end: End
  /** One set for each identity that is being read: users who changed in the meantime. */
  readonly #reading = new Set<Set<string>>()

  constructor(services: Services, hub: Hub, end: End) {
    this.#services = services
    this.#hub = hub
    this.#end = end
  }

  /**
   * Reads who somebody is and lets `place` put it in force. When that user changes between the two, it is read again.
   * @throws `user_blocked`, and what `Access.resolve` throws
   */
  async establish(
    project: Project,
    homeId: string,
    credentials: Credentials,
    place: (identity: Identity) => Promise<Connection> | Connection,
  ): Promise<void> {
    const changed = new Set<string>()
    this.#reading.add(changed)
    try {
      const connection = await place(await this.#read(project, credentials))
      const { userId } = connection.identity
      if (userId !== null && changed.has(`${homeId}/${userId}`)) await this.refresh(connection)
    } finally {
      this.#reading.delete(changed)
    }
  }

  /** True when this process has to do with the user, so that events must wait for `userChanged`. */
  concerns(homeId: string, userId: string): boolean {
    return this.#hub.ofUser(homeId, userId).size > 0 || this.#reading.size > 0
  }

  /** Gives every socket of a user the roles that it has now. When they cannot be read the sockets are closed. */
  async userChanged(homeId: string, userId: string): Promise<void> {
    for (const changed of this.#reading) changed.add(`${homeId}/${userId}`)
    await Promise.all([...this.#hub.ofUser(homeId, userId)].map((connection) => this.refresh(connection)))
  }

  /** Reads a connection's user again; one that cannot be read is closed. */
  async refresh(connection: Connection): Promise<void> {
    await this.recheck(connection).catch((error: unknown) => this.#end(connection, refusalOf(error)))
  }

  /** Reads a connection's user again; a store that is away changes nothing and is thrown on. */
  async recheck(connection: Connection): Promise<void> {
    const { credentials } = connection.identity
    try {
      const project = await this.#services.projects.find(connection.projectId)
      if (!project) throw fail('realtime_policy_violation', { reason: 'The project was deleted.' })
      if (!credentials) return
      const identity = await this.#read(project, credentials)
      // Another message may have signed in somebody else meanwhile: that is the newer truth.
      if (connection.identity.credentials === credentials) this.put(connection, identity)
    } catch (error) {
      if (!(error instanceof BasaltError)) throw error
      // The token was good when the socket opened: it ended, as a session does.
      if (error.type === 'user_jwt_invalid') this.put(connection, guest)
      else this.#end(connection, refusalOf(error))
    }
  }

  /** Puts an identity in force: roles, and the channel of its own account. */
  put(connection: Connection, identity: Identity): void {
    const { userId, roles } = connection.identity
    if (userId === identity.userId && isSameSet(roles, identity.roles)) {
      connection.identity = { ...identity, roles }
      return
    }
    this.#hub.change(connection, () => {
      connection.identity = identity
      for (const subscription of connection.subscriptions.values()) {
        subscription.targets = targetsOf(subscription.asked, identity.userId)
      }
    })
  }

  /** The account as the greeting shows it; null for guests. */
  async account(home: Project, { userId }: Identity): Promise<object | null> {
    if (userId === null) return null
    return render('account', await getAccount(this.#services.database.schema(home.schema), userId), false)
  }

  async #read(project: Project, credentials: Credentials): Promise<Identity> {
    const caller = await this.#services.access.resolve(project, credentials)
    if (caller.user && !caller.user.status) throw fail('user_blocked')
    return identityOf(caller, credentials, !needsMoreFactors(caller) && !caller.user?.resetRequired)
  }
}

function isSameSet(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && left.isSubsetOf(right)
}
