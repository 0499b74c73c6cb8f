import { availableParallelism } from 'node:os'

/**
 * Lets at most `count` pieces of work run at a time; the others wait their turn. Password hashes take 64 MB each
 * and a thread of the pool that files and DNS use too, so that a burst of sign-ins must not take all of them.
 */
class Turns {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(count: number) {
    this.#free = count
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
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

/**
 * The turns of all password hashes, whatever their kind: as many at a time as there are cores, but never the whole
 * thread pool of four.
 */
export const turns = new Turns(Math.min(availableParallelism(), 3))
