type Waiter = { readonly projectId: string; readonly grant: () => void }

export class NoSlot extends Error {
  override readonly name = 'NoSlot'
}

/**
 * A number of places that projects share. Whoever finds none waits; a place that becomes free goes to the waiting project
 * that holds the fewest, so that a busy project cannot keep the others out.
 */
export class Slots {
  readonly #capacity: number
  readonly #maxWaiting: number
  readonly #held = new Map<string, number>()
  readonly #waiting = new Set<Waiter>()
  #taken = 0

  constructor(capacity: number, maxWaiting: number) {
    this.#capacity = capacity
    this.#maxWaiting = maxWaiting
  }

  get taken(): number {
    return this.#taken
  }

  get waiting(): number {
    return this.#waiting.size
  }

  get full(): boolean {
    return this.#taken >= this.#capacity
  }

  /** How many places a project holds. */
  heldBy(projectId: string): number {
    return this.#held.get(projectId) ?? 0
  }

  /** Takes a place. @returns what gives it back, once @throws {NoSlot} when too many wait, or the signal's reason */
  async take(projectId: string, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted()
    if (this.full || this.#waiting.size > 0) await this.#wait(projectId, signal)
    else this.#grant(projectId)
    let given = false
    return () => {
      if (given) return
      given = true
      this.#giveBack(projectId)
    }
  }

  async #wait(projectId: string, signal: AbortSignal): Promise<void> {
    if (this.#waiting.size >= this.#maxWaiting) throw new NoSlot('too many wait')
    const turn = Promise.withResolvers<void>()
    const waiter: Waiter = { projectId, grant: turn.resolve }
    const giveUp = (): void => {
      if (this.#waiting.delete(waiter)) turn.reject(signal.reason)
    }
    this.#waiting.add(waiter)
    signal.addEventListener('abort', giveUp, { once: true })
    try {
      await turn.promise
    } finally {
      signal.removeEventListener('abort', giveUp)
    }
  }

  #grant(projectId: string): void {
    this.#taken += 1
    this.#held.set(projectId, this.heldBy(projectId) + 1)
  }

  #giveBack(projectId: string): void {
    this.#taken -= 1
    const left = this.heldBy(projectId) - 1
    if (left > 0) this.#held.set(projectId, left)
    else this.#held.delete(projectId)
    let next: Waiter | null = null
    for (const waiter of this.#waiting) {
      if (next === null || this.heldBy(waiter.projectId) < this.heldBy(next.projectId)) next = waiter
    }
    if (next === null) return
    this.#waiting.delete(next)
    this.#grant(next.projectId)
    next.grant()
  }
}
