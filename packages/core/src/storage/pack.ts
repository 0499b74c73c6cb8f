import { randomBytes } from 'node:crypto'
import type { Schema, Transaction } from '@basalt/database'
import { storeObject } from '@basalt/devices'
import type { Actor } from '@basalt/types'
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

/** Compresses and seals as the bucket wants it, onto the device, under a key that nothing needs yet. */
export async function pack(context: Context, bucket: BucketRow, bytes: AsyncIterable<Uint8Array>) {
  const { schema, storage } = context
  const objectKey = newObjectKey(schema.schema, bucket.sequence)
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
  const key = bucket.encryption === 1 ? randomBytes(32) : null
  const { compression } = bucket
  const stored = await orHasten(context, objectKey, () =>
    storeObject(storage.device, objectKey, watched(), { compression, key }),
  )
  const sealedKey = key === null ? null : storage.secrets.encrypt(key.toString('base64'))
  return { objectKey, sealedKey, compression, mimeType: await sniff(Buffer.concat(head)), ...stored }
}

/** Does what leads to an object being needed; when it fails, the object may go at once. */
export async function orHasten<T>({ schema }: Context, objectKey: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await hastenRemoval(schema, objectKey)
    throw error
  }
}
