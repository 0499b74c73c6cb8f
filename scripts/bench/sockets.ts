import { WebSocket } from 'ws'

const changes = 20
const openedAtOnce = 50

/** Sockets that have been greeted, and a count of what they hear. */
export class Crowd {
  readonly #sockets: readonly WebSocket[]
  #heard = 0
  #bytes = 0
  #wanted = Number.POSITIVE_INFINITY
  #done = (): void => undefined

  private constructor(sockets: readonly WebSocket[]) {
    this.#sockets = sockets
    for (const socket of sockets) {
      socket.on('message', (data: Buffer) => {
        this.#bytes = data.length
        if (++this.#heard === this.#wanted) this.#done()
      })
    }
  }

  static async gather(url: string, count: number): Promise<Crowd> {
    const sockets: WebSocket[] = []
    while (sockets.length < count) {
      const size = Math.min(openedAtOnce, count - sockets.length)
      sockets.push(...(await Promise.all(Array.from({ length: size }, () => open(url)))))
    }
    return new Crowd(sockets)
  }

  /** Size of the message heard last. */
  get messageBytes(): number {
    return this.#bytes
  }

  /** Milliseconds from the start of `act` until every socket has heard `messages` messages. */
  async hears(messages: number, act: () => Promise<unknown>): Promise<number> {
    this.#heard = 0
    this.#wanted = messages * this.#sockets.length
    const all = new Promise<void>((resolve) => {
      this.#done = resolve
    })
    const begun = performance.now()
    await Promise.all([act(), all])
    return performance.now() - begun
  }

  leave(): void {
    for (const socket of this.#sockets) socket.terminate()
  }
}

/** Time of single changes until the last socket has heard of each. */
export async function latencyOf(
  crowd: Crowd,
  change: () => Promise<unknown>,
): Promise<{ p50Ms: number; p99Ms: number }> {
  const times: number[] = []
  for (let index = 0; index < changes; index++) times.push(await crowd.hears(1, change))
  times.sort((left, right) => left - right)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { p50Ms: at(0.5), p99Ms: at(0.99) }
}

/** Resolves once the server has greeted. */
function open(url: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    socket.once('message', () => resolve(socket))
    socket.once('error', reject)
    socket.once('close', (code) => reject(new Error(`closed with ${code}`)))
  })
}
