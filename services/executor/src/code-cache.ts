import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ExecutorError } from '@basalt/executor-client'
import { uniqueId } from '@basalt/service'
import { type ArchiveLimits, unpack } from './archive.ts'

export type DeploymentRef = { readonly projectId: string; readonly deploymentId: string }

/** Code that stays where it is until it is released. */
export type HeldCode = {
  /** Path of the `.tar.gz`. */
  readonly archive: string
  /** Path of a folder with the unpacked code, which is shared: to be read only. */
  unpacked(): Promise<string>
  release(): void
}

type Entry = {
  readonly archive: string
  readonly sizeBytes: number
  usedAt: number
  holders: number
  unpacking: Promise<string> | null
  unpackedBytes: number
  removed: boolean
}

const suffix = '.tar.gz'

/**
 * The code of deployments on this executor's disk: the archives as they were built, and unpacked where a driver asks for
 * that. What was used last is kept, up to `maxBytes`; all of it may be lost, as callers send again what is missing.
 */
export class CodeCache {
  readonly #folder: string
  readonly #maxBytes: number
  readonly #limits: ArchiveLimits
  readonly #entries = new Map<string, Entry>()

  private constructor(folder: string, maxBytes: number) {
    this.#folder = folder
    this.#maxBytes = maxBytes
    this.#limits = { maxBytes, maxFiles: 500_000 }
  }

  /** Opens the cache with the archives of an earlier run, without what that run had not finished. */
  static async open(folder: string, maxBytes: number): Promise<CodeCache> {
    await mkdir(folder, { recursive: true, mode: 0o711 })
    const cache = new CodeCache(folder, maxBytes)
    for (const name of await readdir(folder)) {
      const path = join(folder, name)
      if (!name.endsWith(suffix)) await rm(path, { recursive: true, force: true })
      else await cache.#add(name.slice(0, -suffix.length), path)
    }
    return cache
  }

  /** The code of a deployment, to be released after use; null when it is not here. */
  hold(ref: DeploymentRef): HeldCode | null {
    const entry = this.#entries.get(nameOf(ref))
    if (!entry) return null
    entry.holders += 1
    entry.usedAt = Date.now()
    const now = new Date()
    // The order of use outlives a restart; that is all the time is for, so a failure may pass.
    utimes(entry.archive, now, now).catch(() => undefined)
    let held = true
    return {
      archive: entry.archive,
      unpacked: () => (entry.unpacking ??= this.#unpack(entry)),
      release: () => {
        if (held) entry.holders -= 1
        held = false
        if (entry.removed) void this.#discard(entry)
      },
    }
  }

  /** Stores an archive; it becomes visible when it is whole. @throws {ExecutorError} `code_too_large` */
  async store(ref: DeploymentRef, archive: Readable): Promise<void> {
    const partial = join(this.#folder, `${uniqueId()}.partial`)
    const path = join(this.#folder, `${nameOf(ref)}~${uniqueId()}${suffix}`)
    try {
      await pipeline(archive, atMost(this.#maxBytes), createWriteStream(partial, { mode: 0o600 }))
      await rename(partial, path)
    } catch (error) {
      await rm(partial, { force: true })
      throw error
    }
    await this.remove(ref)
    await this.#add(path.slice(this.#folder.length + 1, -suffix.length), path)
    await this.#makeRoom()
  }

  /** Forgets a deployment. Those who hold its code keep it until they release it. */
  async remove(ref: DeploymentRef): Promise<void> {
    const entry = this.#entries.get(nameOf(ref))
    if (!entry) return
    this.#entries.delete(nameOf(ref))
    entry.removed = true
    await this.#discard(entry)
  }

  async #add(name: string, archive: string): Promise<void> {
    const found = await stat(archive)
    const key = name.split('~').slice(0, 2).join('~')
    const earlier = this.#entries.get(key)
    if (earlier) await rm(earlier.archive, { force: true })
    const fresh = { holders: 0, unpacking: null, unpackedBytes: 0, removed: false }
    this.#entries.set(key, { archive, sizeBytes: found.size, usedAt: found.mtimeMs, ...fresh })
  }

  async #unpack(entry: Entry): Promise<string> {
    const folder = folderOf(entry)
    try {
      await mkdir(folder, { mode: 0o755 })
      const { bytes } = await unpack(createReadStream(entry.archive), folder, this.#limits)
      entry.unpackedBytes = bytes
      return folder
    } catch (error) {
      entry.unpacking = null
      await rm(folder, { recursive: true, force: true })
      throw error
    }
  }

  async #discard(entry: Entry): Promise<void> {
    if (entry.holders > 0) return
    await rm(entry.archive, { force: true })
    await rm(folderOf(entry), { recursive: true, force: true })
  }

  async #makeRoom(): Promise<void> {
    const entries = [...this.#entries].toSorted(([, left], [, right]) => left.usedAt - right.usedAt)
    let total = entries.reduce((sum, [, { sizeBytes, unpackedBytes }]) => sum + sizeBytes + unpackedBytes, 0)
    for (const [key, entry] of entries) {
      if (total <= this.#maxBytes) return
      if (entry.holders > 0) continue
      total -= entry.sizeBytes + entry.unpackedBytes
      this.#entries.delete(key)
      entry.removed = true
      await this.#discard(entry)
    }
  }
}

/** Ids have no `~`, so no two deployments share a name. */
function nameOf({ projectId, deploymentId }: DeploymentRef): string {
  return `${projectId}~${deploymentId}`
}

function folderOf({ archive }: Entry): string {
  return archive.slice(0, -suffix.length)
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
