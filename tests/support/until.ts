import { setTimeout as delay } from 'node:timers/promises'

export type Patience = {
  /** Milliseconds after which the wait has failed. */
  readonly deadline?: number
  /** What is waited for, as the failure names it. */
  readonly what?: string
}

type Truthy<T> = Exclude<T, null | undefined | false | 0 | ''>

/**
 * Waits for a condition and returns its first truthy value. A condition that throws counts as not met yet.
 * @throws when the deadline (5 s) passes, with the last error as its cause.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  { deadline = 5000, what = 'the condition' }: Patience = {},
): Promise<Truthy<T>> {
  const end = performance.now() + deadline
  let pause = 2
  let cause: unknown
  for (;;) {
    try {
      const value = await condition()
      if (value) return value as Truthy<T> // the line before excludes the rest
      cause = undefined
    } catch (error) {
      cause = error
    }
    if (performance.now() > end) throw new Error(`${what} was not met within ${deadline} ms`, { cause })
    await delay(pause)
    pause = Math.min(pause * 2, 100)
  }
}
