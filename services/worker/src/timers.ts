const overdueMs = 1000

/** One alarm for each project, at the earliest time that was asked for. */
export class Timers {
  readonly #wake: (projectId: string) => void
  readonly #alarms = new Map<string, NodeJS.Timeout>()

  constructor(wake: (projectId: string) => void) {
    this.#wake = wake
  }

  /** Replaces the alarm of a project. Null, and what is farther away than `horizonMs`, sets none. */
  set(projectId: string, at: Date | null, horizonMs: number): void {
    clearTimeout(this.#alarms.get(projectId))
    this.#alarms.delete(projectId)
    const delayMs = at === null ? Infinity : at.getTime() - Date.now()
    if (delayMs > horizonMs * 2) return
    const alarm = setTimeout(
      () => {
        this.#alarms.delete(projectId)
        this.#wake(projectId)
      },
      // A little late rather than early: what is due to the millisecond is then due for the database too. What is overdue
      // is in somebody's hands, or waits for a place here.
      delayMs > 0 ? delayMs + 5 : overdueMs,
    )
    this.#alarms.set(projectId, alarm)
  }

  close(): void {
    for (const alarm of this.#alarms.values()) clearTimeout(alarm)
    this.#alarms.clear()
  }
}
