import { randomBytes } from 'node:crypto'
import type { Schema, Transaction } from '@basalt/database'
import { type Compression, storeObject } from '@basalt/devices'
import type { Actor } from '@basalt/types'
import type { Secrets } from '../secrets/index.ts'
import type { BucketRow } from './buckets.ts'
import type { Shown } from './files.ts'
import { sniff, sniffedBytes } from './mime.ts'
import { announceObject, hastenRemoval } from './removals.ts'
import { newObjectKey, type Storage } from './storage.ts'

/** What an upload works with. */
export type Context = {
  readonly schema: Schema
  readonly storage: Storage
  readonly actor: Actor
  /** Tells of the file in the transaction that completes it. */
  readonly record: (tx: Transaction, shown: Shown) => Promise<void>
}

export type Packed = Awaited<ReturnType<typeof pack>>

/** What writing an object takes. */
type Objects = Pick<Context, 'schema' | 'storage'>

/** Where an object goes, and how it is to lie there. */
export type Place = { readonly folder: string; readonly compression: Compression; readonly sealed: boolean }

export function placeIn({ sequence, compression, encryption }: BucketRow): Place {
  return { folder: String(sequence), compression, sealed: encryption === 1 }
}

/** Compresses and seals as the place wants it, onto the device, under a key that nothing needs yet. */
export async function pack(context: Objects, { folder, compression, sealed }: Place, bytes: AsyncIterable<Uint8Array>) {
  const { schema, storage } = context
  const objectKey = newObjectKey(schema.schema, folder)
  await announceObject(schema, objectKey)
  const head: Uint8Array[] = []
  let held = 0
  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      if (held < sniffedBytes) {
        head.push(chunk.subarray(0, sniffedBytes - held))
        held += chunk.length
      }
      yield chunk
    }
  }
  const key = sealed ? randomBytes(objectKeyBytes) : null
  const stored = await orHasten(context, objectKey, () =>
    storeObject(storage.device, objectKey, watched(), { compression, key }),
  )
  return {
    objectKey,
    sealedKey: sealKey(storage.secrets, key),
    compression,
    mimeType: await sniff(Buffer.concat(head)),
    ...stored,
  }
}

/** Bytes of the key that seals one object. */
export const objectKeyBytes = 32

/** The key of an object as it lies in its row. */
export function sealKey(secrets: Secrets, key: Buffer | null): string | null {
  return key === null ? null : secrets.encrypt(key.toString('base64'))
}

/** Does what leads to an object being needed; when it fails, the object may go at once. */
export async function orHasten<T>(
  { schema }: Pick<Context, 'schema'>,
  objectKey: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await hastenRemoval(schema, objectKey)
    throw error
  }
}
