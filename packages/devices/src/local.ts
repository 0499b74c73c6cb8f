import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type ByteRange, type Bytes, checkedKey, type Device } from './device.ts'
import { asDeviceError, makeFolder } from './disk.ts'
import { fill } from './fill.ts'
import { removeLeftovers } from './leftovers.ts'

/** A folder of this machine. What is being written lies in `.incoming`, on the same file system, until it is whole. */
export class LocalDevice implements Device {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async write(key: string, source: Bytes): Promise<number> {
    const target = this.#pathOf(key)
    const incoming = join(this.#folder, '.incoming', randomUUID())
    try {
      await Promise.all([makeFolder(dirname(incoming)), makeFolder(dirname(target))])
      const size = await fill(incoming, source)
      await rename(incoming, target)
      await syncFolder(dirname(target))
      return size
    } catch (error) {
      await rm(incoming, { force: true }).catch(() => undefined) // the first fault is the one to tell
      throw asDeviceError(error)
    }
  }

  async *read(key: string, range?: ByteRange): Bytes {
    try {
      yield* createReadStream(this.#pathOf(key), { ...range, highWaterMark: 256 * 1024 })
    } catch (error) {
      throw asDeviceError(error)
    }
  }

  async delete(key: string): Promise<void> {
    await this.#remove(key)
  }

  async deleteAll(prefix: string): Promise<void> {
    await this.#remove(prefix)
  }

  sweep(before: Date): Promise<number> {
    return removeLeftovers(join(this.#folder, '.incoming'), before)
  }

  async #remove(key: string): Promise<void> {
    try {
      await rm(this.#pathOf(key), { recursive: true, force: true })
    } catch (error) {
      throw asDeviceError(error)
    }
  }

  #pathOf(key: string): string {
    return join(this.#folder, checkedKey(key))
  }
}

/** The name of a new file is durable only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r')
  await folder.sync()
}
