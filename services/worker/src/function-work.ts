import {
  claimBuild,
  claimExecutions,
  nextDueAt,
  onDueWork,
  runBuild,
  runExecution,
  takeTicks,
} from '@basalt/core/functions'
import { eachActiveListener } from '@basalt/core/maintenance'
import type { Project } from '@basalt/core/projects'
import type { Schema } from '@basalt/database'
import { Timers } from './timers.ts'
import type { Services } from './services.ts'

const maxBuilds = 8
const maxExecutions = 64
/** Taken at a time from one project, so that others come between. */
const executionsAtOnce = 16
/** Runs under way get so long to end when the worker stops; they begin again elsewhere if they do not. */
const graceMs = 8000

/**
 * Does what functions ask for: builds, and runs by the clock, on events and in the background. All of it is rows with a time and a lease; a wake-up makes it quick, and
 * a look at every project with something to do makes it certain. Any number of workers share the rows.
 */
export class FunctionWork {
  readonly #services: Services
  readonly #pollSeconds: number
  readonly #stopping = new AbortController()
  readonly #timers = new Timers((projectId) => this.#look(projectId))
  /** Projects to look at, the one that waits longest first. */
  readonly #waiting = new Set<string>()
  readonly #running = new Set<Promise<void>>()
  #builds = 0
  #executions = 0
  readonly #hurry = new AbortController()
  #looking: Promise<void> | null = null
  #poll: NodeJS.Timeout | null = null
  #unsubscribe: (() => void) | null = null
  #forgetGap: (() => void) | null = null

  constructor(services: Services, pollSeconds: number) {
    this.#services = services
    this.#pollSeconds = pollSeconds
  }

  async start(): Promise<void> {
    this.#unsubscribe = await onDueWork(this.#services.bus, (projectId) => this.#look(projectId))
    this.#forgetGap = this.#services.bus.onGap(() => this.#pollSoon(0))
    this.#pollSoon(0)
  }

  /** Gives back what can be done again, and waits for the rest. */
  async close(): Promise<void> {
    this.#stopping.abort()
    this.#unsubscribe?.()
    this.#forgetGap?.()
    if (this.#poll) clearTimeout(this.#poll)
    this.#timers.close()
    await this.#looking
    const grace = setTimeout(() => this.#hurry.abort(), graceMs)
    await Promise.allSettled(this.#running)
    clearTimeout(grace)
  }

  get #hasRoom(): boolean {
    return this.#builds < maxBuilds || this.#executions < maxExecutions
  }

  #look(projectId: string): void {
    if (this.#stopping.signal.aborted) return
    this.#waiting.add(projectId)
    this.#looking ??= this.#lookAround().finally(() => {
      this.#looking = null
      // What came at the very end is not left behind.
      const [next] = this.#waiting
      if (next !== undefined && this.#hasRoom) this.#look(next)
    })
  }

  async #lookAround(): Promise<void> {
    while (!this.#stopping.signal.aborted && this.#hasRoom) {
      const [projectId] = this.#waiting
      if (projectId === undefined) return
      this.#waiting.delete(projectId)
      try {
        await this.#serve(projectId)
      } catch (error) {
        this.#services.log.error({ err: error, projectId }, 'work of functions could not be looked for')
      }
    }
  }

  async #serve(projectId: string): Promise<void> {
    const project = await this.#services.projects.find(projectId)
    if (!project) return
    const schema = this.#services.database.schema(project.schema)
    const ticks = await takeTicks(schema, this.#services.secrets)
    const runs = await this.#startExecutions(project, schema)
    const builds = await this.#startBuild(project, schema)
    if (ticks + runs + builds > 0) this.#waiting.add(projectId)
    else this.#timers.set(projectId, await nextDueAt(schema), this.#pollSeconds * 1000)
  }

  /** One at a time, so that projects take turns. */
  async #startBuild(project: Project, schema: Schema): Promise<number> {
    const claimed = this.#builds < maxBuilds ? await claimBuild(schema) : null
    if (claimed === null) return 0
    this.#builds += 1
    this.#track(
      project.id,
      runBuild({ services: this.#services, project }, claimed, this.#stopping.signal).finally(() => {
        this.#builds -= 1
      }),
    )
    return 1
  }

  async #startExecutions(project: Project, schema: Schema): Promise<number> {
    const most = Math.min(executionsAtOnce, maxExecutions - this.#executions)
    const claimed = most > 0 ? await claimExecutions(schema, most) : []
    for (const one of claimed) {
      this.#executions += 1
      this.#track(
        project.id,
        runExecution({ services: this.#services, project }, one, this.#hurry.signal).finally(() => {
          this.#executions -= 1
        }),
      )
    }
    return claimed.length
  }

  #track(projectId: string, work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => {
        // The lease runs out, and somebody takes it up again.
        this.#services.log.error({ err: error, projectId }, 'work of a function ended badly')
      })
      .finally(() => {
        this.#running.delete(tracked)
        this.#look(projectId)
      })
    this.#running.add(tracked)
  }

  #pollSoon(delayMs: number): void {
    if (this.#poll) clearTimeout(this.#poll)
    if (this.#stopping.signal.aborted) return
    this.#poll = setTimeout(() => {
      void this.#lookAtAll().finally(() => this.#pollSoon(this.#pollSeconds * 1000))
    }, delayMs)
  }

  async #lookAtAll(): Promise<void> {
    const { database, projects, log } = this.#services
    try {
      await eachActiveListener(database, projects, this.#stopping.signal, async (project) => {
        if (project.hasFunctions) this.#look(project.id)
      })
    } catch (error) {
      log.warn({ err: error }, 'projects could not be looked at for work of functions')
    }
  }
}
