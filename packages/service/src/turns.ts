/** More wait already than should. */
export class TooManyWait extends Error {
  override readonly name = 'TooManyWait'
}

/** Lets at most `count` pieces of work run at a time; up to `maxWaiting` others wait their turn, first come, first served. */
export class Turns {
  #free: number
  readonly #waiting: (() => void)[] = []

  readonly #maxWaiting: number

  constructor(count: number, maxWaiting = Infinity) {
    this.#free = count
    this.#maxWaiting = maxWaiting
  }

  /** @throws {TooManyWait} */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else if (this.#waiting.length >= this.#maxWaiting) throw new TooManyWait('too many wait for their turn')
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}
