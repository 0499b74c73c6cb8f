import { takeTurn, withLease } from '@basalt/bus'
import type { Schedule } from './schedules.ts'
import type { Services } from './services.ts'

const leaseSeconds = 60

/** Runs each schedule once a period, however many workers there are. */
export class Scheduler {
  readonly #services: Services
  readonly #schedules: readonly Schedule[]
  readonly #stopping = new AbortController()
  readonly #timer: NodeJS.Timeout
  /** By the name of the schedule: one that takes long holds up no other. */
  readonly #running = new Map<string, Promise<void>>()

  constructor(services: Services, schedules: readonly Schedule[], tickMs = 15_000) {
    this.#services = services
    this.#schedules = schedules
    this.#timer = setInterval(() => this.#tick(), tickMs)
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopping.abort()
    await Promise.all(this.#running.values())
  }

  #tick(): void {
    for (const schedule of this.#schedules) {
      const { name } = schedule
      if (this.#running.has(name)) continue
      const run = this.#runInTurn(schedule)
        .catch((error: unknown) => this.#services.log.error({ err: error, schedule: name }, 'schedule failed'))
        .finally(() => this.#running.delete(name))
      this.#running.set(name, run)
    }
  }

  async #runInTurn({ name, everySeconds, run }: Schedule): Promise<void> {
    const { bus, log } = this.#services
    if (!(await takeTurn(bus, name, everySeconds))) return
    // A run that outlasts its period must not meet the next one.
    await withLease(bus, `schedule:${name}`, leaseSeconds, async (lost) => {
      const startedAt = performance.now()
      await run(this.#services, AbortSignal.any([lost, this.#stopping.signal]))
      log.info({ schedule: name, milliseconds: Math.round(performance.now() - startedAt) }, 'schedule ran')
    })
  }
}
