import { type ClaimedBuild, renewBuild } from './build-lease.ts'
import type { Work } from './services.ts'
import { tellProgress } from './tell.ts'

const maxCharacters = 1_000_000
const flushMs = 1000
/** A build that says nothing renews its lease every so many flushes. */
const renewEvery = 8

/** What a build says, written to its row and told to who watches once a second; it is also the sign that the build lives. */
export class BuildLog {
  readonly #work: Work
  readonly #claimed: ClaimedBuild
  readonly #onLost: () => void
  readonly #timer: NodeJS.Timeout
  #text = ''
  #changed = false
  #silent = 0
  #flushing: Promise<void> = Promise.resolve()

  constructor(work: Work, claimed: ClaimedBuild, onLost: () => void) {
    this.#work = work
    this.#claimed = claimed
    this.#onLost = onLost
    this.#timer = setInterval(() => {
      this.#flushing = this.#flushing.then(() => this.#flush())
    }, flushMs)
  }

  get text(): string {
    return this.#text
  }

  add(text: string): void {
    this.#text = (this.#text + text).slice(-maxCharacters)
    this.#changed = true
  }

  /** Writes no more; what is under way has ended. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#flushing
  }

  async #flush(): Promise<void> {
    if (!this.#changed && (this.#silent += 1) % renewEvery !== 0) return
    const tells = this.#changed
    this.#changed = false
    const { services, project } = this.#work
    try {
      const kept = await renewBuild(services.database.schema(project.schema), this.#claimed, this.#text)
      if (!kept) this.#onLost()
      else if (tells) {
        await tellProgress(this.#work, { ...this.#claimed.row, status: 'building', buildLogs: this.#text })
      }
    } catch (error) {
      // The stores may be back at the next flush; a lease that ran out meanwhile is noticed then.
      this.#changed = true
      services.log.warn({ err: error, deploymentId: this.#claimed.row.id }, 'the log of a build could not be written')
    }
  }
}
