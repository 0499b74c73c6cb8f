import type { DatabaseConfig } from '@basalt/config'
import { connect, type Connection } from './connection.ts'
import { StoreUnavailable } from './errors.ts'

type Waiter = {
  readonly schema: string
  readonly resolve: (connection: Connection) => void
  readonly reject: (error: unknown) => void
  readonly timer: NodeJS.Timeout
  readonly since: number
}

const waitTimeoutMs = 10_000
/** For how long others may be served first because a connection stands in their schema. */
const patienceMs = 20

/**
 * Connections shared by every schema. A caller gets an idle one that already stands in its schema when there is
 * one, so that a busy project pays no `USE`. A connection that comes free goes to who waits for its schema, but to the
 * first of all who has waited for a moment; waiting is bounded.
 */
export class Pool {
  readonly #config: DatabaseConfig
  readonly #idle: Connection[] = []
  readonly #waiting: Waiter[] = []
  #open = 0
  #closed = false

  constructor(config: DatabaseConfig) {
    this.#config = config
  }

  /** @throws {StoreUnavailable} when no connection can be made, or none came free in time. */
  async acquire(schema: string): Promise<Connection> {
    if (this.#closed) throw new StoreUnavailable('MariaDB', new Error('the pool is closed'))
    const idle = this.#takeIdle(schema)
    if (idle) {
      await this.#enter(idle, schema)
      return idle
    }
    if (this.#open < this.#config.maxConnections) return this.#create(schema)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1)
        reject(new StoreUnavailable('MariaDB', new Error('no connection came free in time')))
      }, waitTimeoutMs)
      const waiter: Waiter = { schema, resolve, reject, timer, since: performance.now() }
      this.#waiting.push(waiter)
    })
  }

  /** Gives a connection back; a broken one is thrown away. */
  release(connection: Connection): void {
    if (connection.broken || this.#closed) {
      this.#open--
      connection.destroy()
    } else {
      this.#idle.push(connection)
    }
    this.#serveWaiter(connection.schema)
  }

  /** Waits until every connection is back, then closes them. */
  async close(): Promise<void> {
    this.#closed = true
    for (const waiter of this.#waiting.splice(0)) {
      clearTimeout(waiter.timer)
      waiter.reject(new StoreUnavailable('MariaDB', new Error('the pool is closed')))
    }
    await Promise.all(this.#idle.splice(0).map((connection) => connection.close()))
  }

  #takeIdle(schema: string): Connection | undefined {
    for (let index = this.#idle.length - 1; index >= 0; index--) {
      if (this.#idle[index]?.broken) {
        this.#idle.splice(index, 1)
        this.#open--
      }
    }
    const same = this.#idle.findLastIndex((connection) => connection.schema === schema)
    if (same >= 0) return this.#idle.splice(same, 1)[0]
    // A free place is better spent than another schema's warm connection.
    return this.#open < this.#config.maxConnections ? undefined : this.#idle.shift()
  }

  async #enter(connection: Connection, schema: string): Promise<void> {
    try {
      await connection.use(schema)
    } catch (error) {
      connection.schema = null
      this.release(connection)
      throw error
    }
  }

  async #create(schema: string): Promise<Connection> {
    this.#open++
    try {
      const connection = await connect(this.#config)
      await connection.use(schema).catch((error: unknown) => {
        connection.destroy()
        throw error
      })
      return connection
    } catch (error) {
      this.#open--
      this.#serveWaiter()
      throw error
    }
  }

  /** Hands on a place that came free; `schema` is where its connection stands. */
  #serveWaiter(schema: string | null = null): void {
    const [first] = this.#waiting
    if (!first) return
    const isPatient = performance.now() - first.since < patienceMs
    const fitting = isPatient ? this.#waiting.findIndex((waiter) => waiter.schema === schema) : 0
    const [waiter = first] = this.#waiting.splice(Math.max(fitting, 0), 1)
    clearTimeout(waiter.timer)
    this.acquire(waiter.schema).then(waiter.resolve, waiter.reject)
  }
}
