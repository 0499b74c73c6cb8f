import { claimBuild, nextDueAt, onDueWork, runBuild } from '@basalt/core/functions'
import { eachProject } from '@basalt/core/maintenance'
import type { Project } from '@basalt/core/projects'
import type { Schema } from '@basalt/database'
import { Timers } from './timers.ts'
import type { Services } from './services.ts'

const maxBuilds = 8

/**
 * Does what functions ask for: builds. All of it is rows with a time and a lease; a wake-up makes it quick, and
 * a look at every project from time to time makes it certain. Any number of workers share the rows.
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
    await Promise.allSettled(this.#running)
  }

  #look(projectId: string): void {
    if (this.#stopping.signal.aborted) return
    this.#waiting.add(projectId)
    this.#looking ??= this.#lookAround().finally(() => {
      this.#looking = null
      // What came at the very end is not left behind.
      const [next] = this.#waiting
      if (next !== undefined && this.#builds < maxBuilds) this.#look(next)
    })
  }

  async #lookAround(): Promise<void> {
    while (!this.#stopping.signal.aborted && this.#builds < maxBuilds) {
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
    if (await this.#startBuild(project, schema)) this.#waiting.add(projectId)
    else this.#timers.set(projectId, await nextDueAt(schema), this.#pollSeconds * 1000)
  }

  /** One at a time, so that projects take turns. */
  async #startBuild(project: Project, schema: Schema): Promise<boolean> {
    const claimed = await claimBuild(schema)
    if (claimed === null) return false
    this.#builds += 1
    this.#track(
      project.id,
      runBuild({ services: this.#services, project }, claimed, this.#stopping.signal).finally(() => {
        this.#builds -= 1
      }),
    )
    return true
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
      await eachProject(database, projects, this.#stopping.signal, async (project) => {
        if (project.hasFunctions) this.#look(project.id)
      })
    } catch (error) {
      log.warn({ err: error }, 'projects could not be looked at for work of functions')
    }
  }
}
