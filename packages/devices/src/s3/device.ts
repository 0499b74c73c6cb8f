import type { S3Config } from '@basalt/config'
import { type ByteRange, type Bytes, checkedKey, type Device, DeviceError } from '../device.ts'
import { attempts, pauseBefore, S3Client } from './client.ts'
import { bodyOf } from './exchange.ts'
import { firstPartBytes, inParts } from './parts.ts'
import { elements, textOf } from './xml.ts'

/** Objects that are removed at a time. */
const removedAtOnce = 8

/** A bucket of an S3 server. Long objects are uploaded in parts, which become an object all at once. */
export class S3Device implements Device {
  readonly #client: S3Client
  readonly #prefix: string

  constructor(config: S3Config) {
    this.#client = new S3Client(config)
    this.#prefix = config.prefix
  }

  async write(key: string, source: Bytes): Promise<number> {
    const parts = inParts(source)
    const { value: first = Buffer.alloc(0) } = await parts.next()
    if (first.length === firstPartBytes) return this.#writeParts(checkedKey(key), first, parts)
    await this.#client.ask({ method: 'PUT', key: checkedKey(key), body: first })
    return first.length
  }

  async *read(key: string, range?: ByteRange): Bytes {
    let start = range?.start ?? 0
    let end = range?.end ?? null
    for (let failures = 0; ;) {
      try {
        const { bytes, last } = await this.#open(checkedKey(key), start, end)
        end ??= last
        for await (const chunk of bytes) {
          yield chunk
          start += chunk.length
          failures = 0
        }
        return
      } catch (error) {
        // The connection broke: the rest is asked for anew, unless there is none.
        if (error instanceof DeviceError || ++failures === attempts) throw away(error)
        if (end !== null && start > end) return
        await pauseBefore(failures)
      }
    }
  }

  async delete(key: string): Promise<void> {
    try {
      await this.#client.ask({ method: 'DELETE', key: checkedKey(key) })
    } catch (error) {
      if (!(error instanceof DeviceError && error.reason === 'missing')) throw error
    }
  }

  async deleteAll(prefix: string): Promise<void> {
    const under = `${this.#prefix}${checkedKey(prefix)}/`
    // Those of the last page are gone, so that the first page is always the next.
    for (let isMore = true; isMore;) {
      const page = await this.#client.ask({ method: 'GET', key: '', query: { 'list-type': '2', prefix: under } })
      const keys = elements(page, 'Contents').map((entry) => textOf(entry, 'Key').slice(this.#prefix.length))
      for (let at = 0; at < keys.length; at += removedAtOnce) {
        await Promise.all(keys.slice(at, at + removedAtOnce).map((key) => this.delete(key)))
      }
      isMore = textOf(page, 'IsTruncated') === 'true' && keys.length > 0
    }
  }

  async sweep(before: Date): Promise<number> {
    let removed = 0
    let markers: Readonly<Record<string, string>> | null = {}
    while (markers) {
      const query = { uploads: '', prefix: this.#prefix, ...markers }
      const page = await this.#client.ask({ method: 'GET', key: '', query })
      for (const upload of elements(page, 'Upload')) {
        if (Date.parse(textOf(upload, 'Initiated')) >= before.getTime()) continue
        await this.#abandon(textOf(upload, 'Key').slice(this.#prefix.length), textOf(upload, 'UploadId'))
        removed++
      }
      markers =
        textOf(page, 'IsTruncated') === 'true'
          ? { 'key-marker': textOf(page, 'NextKeyMarker'), 'upload-id-marker': textOf(page, 'NextUploadIdMarker') }
          : null
    }
    return removed
  }

  async #writeParts(key: string, first: Buffer, others: AsyncIterable<Buffer>): Promise<number> {
    const begun = await this.#client.ask({ method: 'POST', key, query: { uploads: '' } })
    const uploadId = textOf(begun, 'UploadId')
    try {
      return await this.#fill(key, uploadId, first, others)
    } catch (error) {
      await this.#abandon(key, uploadId).catch(() => undefined) // the first fault is the one to tell
      throw error
    }
  }

  /** Sends a part while the next is gathered. */
  async #fill(key: string, uploadId: string, first: Buffer, others: AsyncIterable<Buffer>): Promise<number> {
    const tags: string[] = []
    let size = first.length
    let sending = this.#sendPart(key, uploadId, 1, first)
    sending.catch(() => undefined) // it is awaited below; what fails meanwhile must not end the process
    for await (const part of others) {
      tags.push(await sending)
      size += part.length
      sending = this.#sendPart(key, uploadId, tags.length + 1, part)
      sending.catch(() => undefined)
    }
    tags.push(await sending)
    await this.#finish(key, uploadId, tags)
    return size
  }

  async #sendPart(key: string, uploadId: string, number: number, body: Buffer): Promise<string> {
    const query = { partNumber: String(number), uploadId }
    const answer = await this.#client.send({ method: 'PUT', key, query, body })
    answer.resume()
    return answer.headers.etag ?? ''
  }

  async #finish(key: string, uploadId: string, tags: readonly string[]): Promise<void> {
    const parts = tags.map((tag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${tag}</ETag></Part>`)
    const body = Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`)
    try {
      const answer = await this.#client.ask({ method: 'POST', key, query: { uploadId }, body })
      // S3 begins to answer before it has done it, and may tell in a success that it failed.
      const code = textOf(answer, 'Code')
      if (code !== '') throw new DeviceError('away', new Error(`S3 did not put the parts together: ${code}`))
    } catch (error) {
      // An attempt whose answer was lost may have done it: keys are used once, so that the object is this one.
      if (!(error instanceof DeviceError && error.reason === 'missing')) throw error
      await this.#client.ask({ method: 'GET', key, headers: { Range: 'bytes=0-0' } })
    }
  }

  async #abandon(key: string, uploadId: string): Promise<void> {
    try {
      await this.#client.ask({ method: 'DELETE', key, query: { uploadId } })
    } catch (error) {
      if (!(error instanceof DeviceError && error.reason === 'missing')) throw error
    }
  }

  /** The bytes of an object from `start` to `end`, or to its last. @throws {DeviceError} */
  async #open(key: string, start: number, end: number | null) {
    const isWhole = start === 0 && end === null
    const headers = isWhole ? {} : { Range: `bytes=${start}-${end ?? ''}` }
    const answer = await this.#client.send({ method: 'GET', key, headers })
    const length = answer.headers['content-length']
    return { bytes: bodyOf(answer), last: length === undefined ? null : start + Number(length) - 1 }
  }
}

function away(error: unknown): DeviceError {
  return error instanceof DeviceError ? error : new DeviceError('away', error)
}
