import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ExecutorError } from '@basalt/executor-client'
import { uniqueId } from '@basalt/service'

export type DeploymentRef = { readonly projectId: string; readonly deploymentId: string }

const suffix = '.tar.gz'

/**
 * The code of deployments on this executor's disk, the archives as they were built. What was used last is kept, up to
 * `maxBytes`; all of it may be lost, as callers send again what is missing.
 */
export class CodeCache {
  readonly #folder: string
  readonly #maxBytes: number

  private constructor(folder: string, maxBytes: number) {
    this.#folder = folder
    this.#maxBytes = maxBytes
  }

  /** Opens the cache of an earlier run, without what that run had not finished. */
  static async open(folder: string, maxBytes: number): Promise<CodeCache> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    for (const name of await readdir(folder)) if (!name.endsWith(suffix)) await rm(join(folder, name), { force: true })
    return new CodeCache(folder, maxBytes)
  }

  /** The archive of a deployment, which counts as used; null when it is not here. */
  async find(ref: DeploymentRef): Promise<string | null> {
    const path = this.#pathOf(ref)
    const now = new Date()
    return utimes(path, now, now).then(
      () => path,
      () => null,
    )
  }

  /** Stores an archive; it becomes visible when it is whole. @throws {ExecutorError} `code_too_large` */
  async store(ref: DeploymentRef, archive: Readable): Promise<void> {
    const partial = join(this.#folder, `${uniqueId()}.partial`)
    try {
      await pipeline(archive, atMost(this.#maxBytes), createWriteStream(partial, { mode: 0o600 }))
      await rename(partial, this.#pathOf(ref))
    } catch (error) {
      await rm(partial, { force: true })
      throw error
    }
    await this.#makeRoom()
  }

  async remove(ref: DeploymentRef): Promise<void> {
    await rm(this.#pathOf(ref), { force: true })
  }

  async #makeRoom(): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(suffix))
    const files = await Promise.all(
      names.map(async (name) => {
        const found = await stat(join(this.#folder, name)).catch(() => null)
        return { name, sizeBytes: found?.size ?? 0, usedAt: found?.mtimeMs ?? 0 }
      }),
    )
    let total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    for (const { name, sizeBytes } of files.toSorted((left, right) => left.usedAt - right.usedAt)) {
      if (total <= this.#maxBytes) return
      await rm(join(this.#folder, name), { force: true })
      total -= sizeBytes
    }
  }

  /** Ids have no `~`, so no two deployments share a name. */
  #pathOf({ projectId, deploymentId }: DeploymentRef): string {
    return join(this.#folder, `${projectId}~${deploymentId}${suffix}`)
  }
}

function atMost(maxBytes: number): Transform {
  let left = maxBytes
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length
      if (left < 0) done(new ExecutorError('code_too_large'))
      else done(null, chunk)
    },
  })
}
