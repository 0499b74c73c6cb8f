import type { IncomingMessage } from 'node:http'
import { addAbortSignal, type Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import { BasaltError, fail } from '@basalt/types'
import { parseForm } from './query-string.ts'

/** What becomes of the bytes of a file while they come. What it answers is disposed of when the request is over. */
export type Receive = (name: string, bytes: AsyncIterable<Uint8Array>) => Promise<AsyncDisposable>

type Options = { readonly field: string; readonly maxFileBytes: number; readonly receive: Receive }
type Received = { readonly given: Readonly<Record<string, unknown>> } & AsyncDisposable
type Part = Readable & { readonly truncated?: boolean }

const maxFields = 300
const maxFieldBytes = 64 * 1024
const maxFiles = 10

export function isMultipart({ headers }: IncomingMessage): boolean {
  return /^multipart\/form-data\s*;/i.test(headers['content-type'] ?? '')
}

/**
 * Reads a multipart body: its fields, and under `field` what became of the file, a text that came in its place, or null.
 * Files are received as they come, so that any size takes the same memory; of several the last counts.
 * @throws `general_argument_invalid` for a body that is malformed, cut short or has too many parts,
 *   `storage_invalid_file_size`, or what receiving throws
 */
export async function receiveUpload(
  request: IncomingMessage,
  { field, maxFileBytes, receive }: Options,
): Promise<Received> {
  await using stack = new AsyncDisposableStack()
  const fields = new URLSearchParams()
  const failed = new AbortController()
  const files: Promise<AsyncDisposable>[] = []
  const form = formOf(request, maxFileBytes)
  form.on('field', (name: string, value: string, _nameCut: boolean, valueCut: boolean) => {
    if (valueCut) form.destroy(new Error('a field of the form is too long'))
    else fields.append(name, value)
  })
  form.on('file', (name: string, part: Part, fileName: string | undefined) => {
    if (name !== field || fileName === undefined) {
      part.resume()
      return
    }
    const file = received(part, fileName, receive, failed.signal).then((one) => stack.use(one))
    file.catch(() => undefined) // it is looked at when the form has ended
    files.push(file)
  })
  for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const) {
    form.on(limit, () => form.destroy(new Error(`the form has too many parts: ${limit}`)))
  }
  // Both fail when one does; the files are waited for so that nothing works on them once they are disposed of.
  const results = await Promise.allSettled([pipeline(request, form).catch((error: unknown) => abort(failed, error))])
  const kept = await Promise.allSettled(files)
  const fault = [...results, ...kept].find((result) => result.status === 'rejected')
  if (fault) throw fault.reason
  const file = kept.at(-1)
  const text = fields.toString()
  const given = text === '' ? {} : parseForm(text)
  const owned = stack.move()
  return {
    given: { ...given, [field]: file?.status === 'fulfilled' ? file.value : (given[field] ?? null) },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

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

/** Reads a part to its end also when it was not received: clients look for an answer once they have sent everything. */
async function received(part: Part, name: string, receive: Receive, signal: AbortSignal): Promise<AsyncDisposable> {
  addAbortSignal(signal, part)
  const ended = finished(part, { writable: false })
  ended.catch(() => undefined) // it is awaited below, unless receiving failed before
  try {
    const file = await receive(name, part.iterator({ destroyOnReturn: false }))
    part.resume()
    await ended
    if (!part.truncated) return file
    await file[Symbol.asyncDispose]()
  } catch (error) {
    part.resume()
    await ended
    throw error
  }
  throw fail('storage_invalid_file_size', {})
}

function abort(failed: AbortController, error: unknown): never {
  failed.abort()
  throw error instanceof BasaltError ? error : malformed(error)
}

function malformed(cause: unknown): Error {
  return fail('general_argument_invalid', { reason: 'The body is not a complete multipart form.' }, cause)
}
