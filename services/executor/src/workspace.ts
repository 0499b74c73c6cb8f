import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { chown, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { ExecutorError } from '@basalt/executor-client'
import { unpack } from './archive.ts'
import type { BuildJob } from './driver.ts'
import { maxFiles } from './layout.ts'

const lookEveryMs = 2000
const lookMs = 60_000

/** The folders of a build: its code, and a home for what tools keep. */
export class Workspace {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  /** Makes them, with the source unpacked. `ownerId` owns them when this process may give files away. */
  static async make(folder: string, job: BuildJob, ownerId: number | null): Promise<Workspace> {
    const workspace = new Workspace(folder)
    try {
      await mkdir(folder, { mode: 0o711 })
      for (const path of [workspace.code, workspace.home]) {
        await mkdir(path, { mode: 0o755 })
        if (ownerId !== null) await chown(path, ownerId, ownerId)
      }
      await unpack(createReadStream(job.archive), workspace.code, { maxBytes: job.maxOutputBytes, maxFiles }, ownerId)
      return workspace
    } catch (error) {
      await workspace.remove()
      throw error
    }
  }

  get code(): string {
    return join(this.#folder, 'code')
  }

  get home(): string {
    return join(this.#folder, 'home')
  }

  /**
   * Lets `work` go on while the folders take no more than `maxBytes` of the disk, and removes them after it. Its signal ends
   * with `signal`, or with a `build_failed` that says why.
   */
  async limited(maxBytes: number, signal: AbortSignal, work: (ending: AbortSignal) => Promise<void>): Promise<void> {
    const [full, over] = [new AbortController(), new AbortController()]
    const watching = this.#watch(maxBytes, (error) => full.abort(error), over.signal)
    try {
      await work(AbortSignal.any([signal, full.signal]))
    } finally {
      over.abort()
      await watching
      await this.remove()
    }
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #watch(maxBytes: number, exceeded: (error: ExecutorError) => void, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(lookEveryMs, null, { signal }).catch(() => undefined)
      if ((await this.#size(signal)) <= maxBytes) continue
      const message = `The build took more than ${Math.floor(maxBytes / 1e6)} MB of the disk.`
      return exceeded(new ExecutorError('build_failed', { message }))
    }
  }

  /** As far as `du` can tell while files come and go. */
  async #size(signal: AbortSignal): Promise<number> {
    const counted = promisify(execFile)('du', ['-s', '--block-size=1', this.#folder], { timeout: lookMs, signal })
    const { stdout } = await counted.catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }))
    return Number.parseInt(stdout, 10) || 0
  }
}
