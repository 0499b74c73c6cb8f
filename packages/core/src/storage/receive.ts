import { randomBytes } from 'node:crypto'
import type { Schema } from '@basalt/database'
import { storePart } from '@basalt/devices'
import { type Actor, fail } from '@basalt/types'
import { bucketGrants, demand, openBucket } from './access.ts'
import { scanned } from './antivirus.ts'
import { type BucketRow, parseTexts } from './buckets.ts'
import { type ContentRange, readContentRange } from './content-range.ts'
import { objectKeyBytes, orHasten, pack, type Packed, type Place, placeIn, sealKey } from './pack.ts'
import { announceObject, hastenRemoval } from './removals.ts'
import { newObjectKey, type Storage } from './storage.ts'

/** Where a file goes that is coming in. */
export type Destination = {
  readonly schema: Schema
  readonly storage: Storage
  readonly actor: Actor
  readonly bucketId: string
  /** What the request says of the chunk that it brings; undefined where it brings the whole file. */
  readonly contentRange: string | undefined
}

export type StoredChunk = { readonly objectKey: string; readonly sealedKey: string | null }

/** The bytes of a file or of a chunk on the device, where nothing needs them yet. */
export type ReceivedBytes =
  | ({ readonly range: ContentRange } & StoredChunk)
  | { readonly range: null; readonly objectKey: string; readonly packed: Packed }

/**
 * A file that came before it is known which one it is: a form may name it behind its bytes. Those lie on the device, or
 * there is a reason why the file cannot be taken. Objects that nobody took go when it is disposed of.
 */
export class ReceivedFile implements AsyncDisposable {
  readonly name: string
  readonly #schema: Schema
  readonly #result: ReceivedBytes | { readonly fault: unknown }
  #isTaken = false

  constructor(schema: Schema, name: string, result: ReceivedBytes | { readonly fault: unknown }) {
    this.name = name
    this.#schema = schema
    this.#result = result
  }

  /** What storing the bytes has come to. Never throws: see `take`. */
  static async of(schema: Schema, name: string, storing: () => Promise<ReceivedBytes>): Promise<ReceivedFile> {
    try {
      return new ReceivedFile(schema, name, await storing())
    } catch (fault) {
      return new ReceivedFile(schema, name, { fault })
    }
  }

  /** Does what leads to the bytes being needed. @throws what kept the file from being received */
  async take<T>(work: (bytes: ReceivedBytes) => Promise<T>): Promise<T> {
    if ('fault' in this.#result) throw this.#result.fault
    const done = await work(this.#result)
    this.#isTaken = true
    return done
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isTaken || !('objectKey' in this.#result)) return
    // Where this fails the object goes a day later.
    await hastenRemoval(this.#schema, this.#result.objectKey).catch(() => undefined)
  }
}

/** Puts a file on the device as its bucket wants it, if this caller may make one there. Never throws: see `take`. */
export function receiveFile(
  { schema, storage, actor, bucketId, contentRange }: Destination,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<ReceivedFile> {
  return ReceivedFile.of(schema, name, async () => {
    const range = readContentRange(contentRange)
    const bucket = await openBucket(schema, actor, bucketId)
    demand(bucketGrants(actor, bucket, 'create'), 'create', bucket)
    checkExtension(bucket, name)
    const most = Math.min(storage.maxFileBytes, bucket.maximumFileSize)
    const place = placeIn(bucket)
    const scan = (whole: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> =>
      scanned(storage.antivirus, bucket, whole)
    return storeReceived({ schema, storage }, { place, sealsChunks: place.sealed, most, range, scan }, bytes)
  })
}

type Wanted = {
  readonly place: Place
  readonly sealsChunks: boolean
  readonly most: number
  /** Null: these are all bytes. */
  readonly range: ContentRange | null
  /** Through which those of a whole file pass. */
  readonly scan?: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>
}

/**
 * Puts bytes on the device as they come: packed where they are all of a file, as they are where they are a chunk of it.
 * @throws `storage_invalid_file_size`, `storage_invalid_content_range`
 */
export async function storeReceived(
  { schema, storage }: Pick<Destination, 'schema' | 'storage'>,
  { place, sealsChunks, most, range, scan = (all) => all }: Wanted,
  bytes: AsyncIterable<Uint8Array>,
): Promise<ReceivedBytes> {
  if (range && range.total > most) throw fail('storage_invalid_file_size', { most })
  if (range === null || range.end - range.start + 1 === range.total) {
    const packed = await pack({ schema, storage }, place, scan(upTo(most, bytes)))
    const { objectKey, sizeBytes } = packed
    if (range && range.total !== sizeBytes) await misfit({ schema, objectKey, sizeBytes })
    return { range: null, objectKey, packed }
  }
  const objectKey = newObjectKey(schema.schema, place.folder)
  await announceObject(schema, objectKey)
  const key = sealsChunks ? randomBytes(objectKeyBytes) : null
  const sizeBytes = await orHasten({ schema }, objectKey, () =>
    storePart(storage.device, objectKey, upTo(most, bytes), key),
  )
  if (sizeBytes !== range.end - range.start + 1) await misfit({ schema, objectKey, sizeBytes })
  return { range, objectKey, sealedKey: sealKey(storage.secrets, key) }
}

/** A chunk that is not as long as its range says. */
async function misfit({ schema, objectKey, sizeBytes }: { schema: Schema; objectKey: string; sizeBytes: number }) {
  await hastenRemoval(schema, objectKey)
  throw fail('storage_invalid_content_range', { sizeBytes })
}

function checkExtension(bucket: BucketRow, name: string): void {
  const allowed = parseTexts(bucket.allowedFileExtensions)
  const dot = name.lastIndexOf('.')
  const extension = dot < 0 ? '' : name.slice(dot + 1).toLowerCase()
  if (allowed.length > 0 && !allowed.some((each) => each.toLowerCase() === extension)) {
    throw fail('storage_file_type_unsupported', { extension })
  }
}

async function* upTo(most: number, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const chunk of bytes) {
    length += chunk.length
    if (length > most) throw fail('storage_invalid_file_size', { most })
    yield chunk
  }
}
