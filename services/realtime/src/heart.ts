import type { Connection } from './connection.ts'

const slots = 30
const tickMs = 1000

export type Beat = {
  /** Nothing was heard since the last beat: the other side is gone. */
  lost(connection: Connection): void
  /** Once in `slots` seconds for each living connection. */
  beat(connection: Connection): void
  /** Every second. */
  tick(seconds: number): void
}

/** One timer for all sockets: each is visited once in 30 seconds, a thirtieth of them each second. */
export class Heart {
  readonly #slots: readonly Set<Connection>[] = Array.from({ length: slots }, () => new Set())
  readonly #slotOf = new WeakMap<Connection, Set<Connection>>()
  readonly #timer: NodeJS.Timeout
  #added = 0
  #seconds = 0

  constructor(visitor: Beat) {
    this.#timer = setInterval(() => this.#tick(visitor), tickMs)
  }

  add(connection: Connection): void {
    const slot = this.#slots[this.#added++ % slots]
    slot?.add(connection)
    if (slot) this.#slotOf.set(connection, slot)
  }

  remove(connection: Connection): void {
    this.#slotOf.get(connection)?.delete(connection)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #tick(visitor: Beat): void {
    const now = ++this.#seconds
    visitor.tick(now)
    for (const connection of this.#slots[now % slots] ?? []) {
      if (!connection.isAlive) {
        visitor.lost(connection)
        continue
      }
      connection.isAlive = false
      connection.socket.ping()
      visitor.beat(connection)
    }
  }
}
