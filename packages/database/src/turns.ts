import { LockTimeout } from './errors.ts'

/** Turns at something that this process does one at a time, first come, first served. Waiting holds no connection. */
export class Turns {
  readonly #tails = new Map<string, Promise<void>>()

  /**
   * Waits for the turn at `key`; the function that it returns gives it up, and may be called again.
   * @throws {LockTimeout} when it does not come in time.
   */
  async take(key: string, waitSeconds: number): Promise<() => void> {
    const before = this.#tails.get(key) ?? Promise.resolve()
    const { promise: mine, resolve: leave } = Promise.withResolvers<void>()
    const tail = before.then(() => mine)
    this.#tails.set(key, tail)
    void tail.then(() => this.#tails.get(key) === tail && this.#tails.delete(key))
    const { promise: late, reject } = Promise.withResolvers<void>()
    const timer = setTimeout(reject, waitSeconds * 1000, new LockTimeout(`the turn at ${key} did not come in time`))
    try {
      await Promise.race([before, late])
      return leave
    } catch (error) {
      leave()
      throw error
    } finally {
      clearTimeout(timer)
    }
  }
}
