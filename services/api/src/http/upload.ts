import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { addAbortSignal, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { asDeviceError, makeFolder } from '@basalt/devices'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import { BasaltError, fail } from '@basalt/types'
import { parseForm } from './query-string.ts'

/** A file that came with a request, on the disk of this machine for as long as the request takes. */
export class UploadedFile {
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
}

/** `folder` is where files of requests lie. */
type Limits = { readonly field: string; readonly folder: string; readonly maxFileBytes: number }
type Received = { readonly given: Readonly<Record<string, unknown>> } & AsyncDisposable

const maxFields = 300
const maxFieldBytes = 64 * 1024
const maxFiles = 10

export function isMultipart({ headers }: IncomingMessage): boolean {
  return /^multipart\/form-data\s*;/i.test(headers['content-type'] ?? '')
}

/**
 * Reads a multipart body: its fields, and under `field` the file, a text that came in its place, or null. Files go to disk as they come, so
 * that any size takes the same memory; of several the last counts. Disposing removes them.
 * @throws `general_argument_invalid` for a body that is malformed, cut short or has too many parts,
 *   `storage_invalid_file_size`
 * @throws {DeviceError} when the disk cannot take it
 */
export async function receiveUpload(
  request: IncomingMessage,
  { field, folder, maxFileBytes }: Limits,
): Promise<Received> {
  const place = join(folder, randomUUID())
  const dispose = (): Promise<void> => rm(place, { recursive: true, force: true })
  const fields = new URLSearchParams()
  const failed = new AbortController()
  const files: Promise<UploadedFile>[] = []
  try {
    await makeFolder(place)
    const form = formOf(request, maxFileBytes)
    form.on('field', (name: string, value: string, _nameCut: boolean, valueCut: boolean) => {
      if (valueCut) form.destroy(new Error('a field of the form is too long'))
      else fields.append(name, value)
    })
    form.on('file', (name: string, stream: Part, fileName: string | undefined) => {
      if (name !== field || fileName === undefined) stream.resume()
      else files.push(keep(stream, fileName, join(place, String(files.length)), failed.signal))
    })
    for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const) {
      form.on(limit, () => form.destroy(new Error(`the form has too many parts: ${limit}`)))
    }
    // Both fail when one does; the files are waited for so that nothing writes once the place is gone.
    const results = await Promise.allSettled([pipeline(request, form).catch((error: unknown) => abort(failed, error))])
    const kept = await Promise.allSettled(files)
    const fault = [...results, ...kept].find((result) => result.status === 'rejected')
    if (fault) throw fault.reason
    const file = kept.at(-1)
    const text = fields.toString()
    const given = text === '' ? {} : parseForm(text)
    return {
      given: { ...given, [field]: file?.status === 'fulfilled' ? file.value : (given[field] ?? null) },
      [Symbol.asyncDispose]: dispose,
    }
  } catch (error) {
    await dispose().catch(() => undefined) // the first fault is the one to tell
    throw asDeviceError(error)
  }
}

type Part = Readable & { readonly truncated?: boolean }

function formOf({ headers }: IncomingMessage, maxFileBytes: number): BusboyInstance {
  const type = headers['content-type'] ?? ''
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': type },
      limits: { fields: maxFields, fieldSize: maxFieldBytes, files: maxFiles, fileSize: maxFileBytes },
    })
  } catch (error) {
    throw malformed(error)
  }
}

/** Reads to the end also what the disk does not take: clients look for an answer when they have sent everything. */
async function keep(stream: Part, name: string, path: string, signal: AbortSignal): Promise<UploadedFile> {
  addAbortSignal(signal, stream)
  let size = 0
  let sink: FileHandle | null = null
  let fault: unknown = null
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      try {
        if (fault === null) await (sink ??= await open(path, 'wx', 0o600)).writeFile(chunk)
      } catch (error) {
        fault = error
      }
      size += chunk.length
    }
    if (fault === null) sink ??= await open(path, 'wx', 0o600)
  } finally {
    await sink?.close()
  }
  if (fault !== null) throw fault
  if (stream.truncated) throw fail('storage_invalid_file_size', {})
  return new UploadedFile(name, size, path)
}

function abort(failed: AbortController, error: unknown): never {
  failed.abort()
  throw error instanceof BasaltError ? error : malformed(error)
}

function malformed(cause: unknown): Error {
  return fail('general_argument_invalid', { reason: 'The body is not a complete multipart form.' }, cause)
}
