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
  #failed = (_error: Error): void => undefined

  private constructor(sockets: readonly WebSocket[]) {
    this.#sockets = sockets
    for (const socket of sockets) {
      socket.on('message', (data: Buffer) => {
        this.#bytes = data.length
        if (++this.#heard === this.#wanted) this.#done()
      })
      socket.on('close', (code) => this.#failed(new Error(`a socket was closed with ${code}`)))
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
    const all = new Promise<void>((resolve, reject) => {
      this.#done = resolve
      this.#failed = reject
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
  return quantiles(times)
}

export type Storm = {
  readonly accepted: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Why others were not accepted. */
  readonly refusals: ReadonlySet<string>
}

/**
 * Opens so many sockets a second, whatever becomes of those before, and leaves them open until all have been answered.
 * Times are from the beginning of a connection to the greeting.
 */
export async function storm(
  url: string,
  { perSecond, seconds, headers }: { readonly perSecond: number; readonly seconds: number; readonly headers: Headers },
): Promise<Storm> {
  const opening: Promise<WebSocket | null>[] = []
  const times: number[] = []
  const refusals = new Set<string>()
  const openOne = async (): Promise<WebSocket | null> => {
    const begun = performance.now()
    const socket = await open(url, headers).catch((error: unknown) => {
      refusals.add(error instanceof Error ? error.message : String(error))
      return null
    })
    if (socket) times.push(performance.now() - begun)
    return socket
  }
  const begun = performance.now()
  const total = perSecond * seconds
  while (opening.length < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - begun) / 1000) * perSecond))
    while (opening.length < due) opening.push(openOne())
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  for (const socket of await Promise.all(opening)) socket?.terminate()
  return { accepted: times.length, refusals, ...quantiles(times) }
}

function quantiles(times: readonly number[]): { p50Ms: number; p99Ms: number } {
  const sorted = times.toSorted((left, right) => left - right)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50Ms: at(0.5), p99Ms: at(0.99) }
}

type Headers = Readonly<Record<string, string>>

/** Resolves once the server has greeted. */
function open(url: string, headers: Headers = {}): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false, headers })
    socket.once('message', () => resolve(socket))
    socket.once('error', reject)
    socket.once('close', (code) => reject(new Error(`closed with ${code}`)))
  })
}
