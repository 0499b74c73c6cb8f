import { type FileHandle, open } from 'node:fs/promises'
import type { Bytes } from './device.ts'

/** What is written at a time, while as much again is gathered. */
const batchBytes = 1024 * 1024
/** After so much the disk is told to begin, so that it has little left to do at the end. */
const syncEveryBytes = 8 * 1024 * 1024

/** Writes a new file, which is on the disk when this answers. @returns its size */
export async function fill(path: string, source: Bytes): Promise<number> {
  await using file = await open(path, 'wx', 0o600)
  let size = 0
  let batch: Uint8Array[] = []
  let gathered = 0
  let writing: Promise<void> = Promise.resolve()
  const disk = new Syncs(file)
  try {
    for await (const chunk of source) {
      batch.push(chunk)
      gathered += chunk.length
      if (gathered < batchBytes) continue
      await writing
      writing = writeAll(file, batch)
      writing.catch(() => undefined) // it is awaited with the next batch or below
      disk.wrote(gathered)
      size += gathered
      batch = []
      gathered = 0
    }
    await writing
    await writeAll(file, batch)
    await disk.end()
    return size + gathered
  } catch (error) {
    // Nothing may be at work on a file that is closed.
    await Promise.allSettled([writing, disk.rest()])
    throw error
  }
}

/** Has what was written so far brought to the disk, one time after the other. */
class Syncs {
  readonly #file: FileHandle
  #since = 0
  #running: Promise<void> | null = null
  #failure: unknown = null

  constructor(file: FileHandle) {
    this.#file = file
  }

  wrote(bytes: number): void {
    this.#since += bytes
    if (this.#since < syncEveryBytes || this.#running) return
    this.#since = 0
    this.#running = this.#file
      .datasync()
      .catch((error: unknown) => void (this.#failure ??= error))
      .finally(() => (this.#running = null))
  }

  async rest(): Promise<void> {
    await this.#running
  }

  /** @throws what went wrong on the way, which the last time does not tell again */
  async end(): Promise<void> {
    await this.rest()
    if (this.#failure !== null) throw this.#failure
    await this.#file.sync()
  }
}

/** A write may take less than it was given. */
async function writeAll(file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  if (chunks.length === 0) return
  const { bytesWritten } = await file.writev(chunks)
  let skip = bytesWritten
  for (const chunk of chunks) {
    for (let at = Math.min(skip, chunk.length); at < chunk.length;) {
      at += (await file.write(chunk, at)).bytesWritten
    }
    skip = Math.max(0, skip - chunk.length)
  }
}
