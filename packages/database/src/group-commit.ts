import { StoreUnavailable } from './errors.ts'

type Waiting<T, R> = {
  readonly item: T
  readonly resolve: (result: R) => void
  readonly reject: (error: unknown) => void
}

type Options<T, R> = {
  /** Writes a group in one transaction, and gives the result of each in the same order. */
  readonly commit: (group: readonly T[]) => Promise<readonly R[]>
  /** About how many characters of a statement it takes. */
  readonly charactersOf: (item: T) => number
}

/** How many groups may be on their way at once; what comes meanwhile makes the next, larger one. */
const maxInFlight = 2
const maxGroup = 64
/** Far below what the server takes in one statement: beyond that it hangs up, and nobody knows what was written. */
const maxGroupCharacters = 2_000_000

/**
 * Writes what comes at the same time in one transaction: one statement, one commit. Nobody hears of his own before the
 * commit that holds it, and what cannot be written takes no other with it.
 */
export class GroupCommit<T, R> {
  readonly #options: Options<T, R>
  #waiting: Waiting<T, R>[] = []
  #inFlight = 0
  #scheduled = false

  constructor(options: Options<T, R>) {
    this.#options = options
  }

  write(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#scheduled || this.#inFlight >= maxInFlight) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      void this.#flush()
    })
  }

  async #flush(): Promise<void> {
    if (this.#waiting.length === 0 || this.#inFlight >= maxInFlight) return
    const sizes = this.#waiting.slice(0, maxGroup).map(({ item }) => this.#options.charactersOf(item))
    const size = groupSize(sizes)
    const group = this.#waiting.slice(0, size)
    this.#waiting = this.#waiting.slice(size)
    this.#inFlight++
    if (this.#waiting.length > 0) this.#schedule()
    try {
      await this.#writeAll(group)
    } finally {
      this.#inFlight--
      if (this.#waiting.length > 0) this.#schedule()
    }
  }

  async #writeAll(group: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.#options.commit(group.map(({ item }) => item))
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as R) // one for each
    } catch (error) {
      // Without an answer from the server nobody knows whether the group was committed: trying again could lie.
      if (group.length === 1 || error instanceof StoreUnavailable) {
        for (const { reject } of group) reject(error)
        return
      }
      for (const one of group) await this.#writeAll([one])
    }
  }
}

/** How many of those that wait make the next group: one at least. */
export function groupSize(characters: readonly number[]): number {
  let total = 0
  const end = characters.findIndex((count, index) => {
    total += count
    return index > 0 && total > maxGroupCharacters
  })
  return end < 0 ? characters.length : end
}
