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
  #running: Promise<void> | null = null

  constructor(services: Services, schedules: readonly Schedule[], tickMs = 15_000) {
    this.#services = services
    this.#schedules = schedules
    this.#timer = setInterval(() => this.#tick(), tickMs)
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopping.abort()
    await this.#running
  }

  #tick(): void {
    this.#running ??= this.#runDue().finally(() => {
      this.#running = null
    })
  }

  async #runDue(): Promise<void> {
    for (const schedule of this.#schedules) {
      if (this.#stopping.signal.aborted) return
      try {
        await this.#runInTurn(schedule)
      } catch (error) {
        this.#services.log.error({ err: error, schedule: schedule.name }, 'schedule failed')
      }
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
