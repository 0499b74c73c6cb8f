import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { asDeviceError, makeFolder } from '@basalt/devices'
import type { Receive } from './upload.ts'

/** A file that came with a request, on the disk of this machine for as long as the request takes. */
export class UploadedFile implements AsyncDisposable {
  readonly name: string
  readonly sizeBytes: number
  readonly #path: string

  constructor(name: string, sizeBytes: number, path: string) {
    this.name = name
    this.sizeBytes = sizeBytes
    this.#path = path
  }

  bytes(): Readable {
    return createReadStream(this.#path, { highWaterMark: 256 * 1024 })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#path, { force: true })
  }
}

/** Keeps files in a folder of this machine. What it throws is a {DeviceError} when the disk cannot take them. */
export function toDisk(folder: string): Receive {
  return async (name, bytes) => {
    const path = join(folder, randomUUID())
    let sizeBytes = 0
    try {
      await makeFolder(folder)
      await using target = await open(path, 'wx', 0o600)
      for await (const chunk of bytes) {
        await target.writeFile(chunk)
        sizeBytes += chunk.length
      }
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined) // the first fault is the one to tell
      throw asDeviceError(error)
    }
    return new UploadedFile(name, sizeBytes, path)
  }
}
