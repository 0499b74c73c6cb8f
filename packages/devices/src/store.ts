import { createHash } from 'node:crypto'
import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { type ByteRange, type Bytes, type Device, DeviceError } from './device.ts'
import { seal, unseal } from './seal.ts'

export type Compression = 'none' | 'gzip' | 'zstd'

/** How an object lies on its device: compressed first, sealed then. */
export type Form = {
  readonly compression: Compression
  /** 32 bytes that seal this object alone; null leaves it open. */
  readonly key: Uint8Array | null
}

/** What came of storing: facts that reading it needs, and those that users see. */
export type Stored = {
  /** Bytes before compression and sealing. */
  readonly sizeBytes: number
  /** Bytes after compression, before sealing. */
  readonly packedBytes: number
  readonly storedBytes: number
  /** MD5 of the original, in hex: what the API calls the signature of a file. */
  readonly md5: string
}

/** Streams an object to its device in the wanted form. */
export async function storeObject(device: Device, key: string, source: Bytes, form: Form): Promise<Stored> {
  const hash = createHash('md5')
  const original = counted(source, (chunk) => hash.update(chunk))
  const compressor = compressors[form.compression]?.()
  const packed = counted(compressor ? through(original.bytes, compressor) : original.bytes)
  const storedBytes = await device.write(key, form.key ? seal(packed.bytes, form.key) : packed.bytes)
  return {
    sizeBytes: original.total(),
    packedBytes: packed.total(),
    storedBytes,
    md5: hash.digest('hex'),
  }
}

/** Streams a part of an object to come to its device, sealed where there is a key. @returns how many bytes it has */
export async function storePart(
  device: Device,
  key: string,
  source: Bytes,
  secret: Uint8Array | null,
): Promise<number> {
  const original = counted(source)
  await device.write(key, secret ? seal(original.bytes, secret) : original.bytes)
  return original.total()
}

type Read = Form & Pick<Stored, 'sizeBytes' | 'packedBytes'>

/**
 * The original bytes of an object, or those of a range of them.
 * @throws {DeviceError} `missing` or `damaged`
 */
export function readObject(device: Device, key: string, object: Read, range?: ByteRange): Bytes {
  const wanted = range ?? { start: 0, end: object.sizeBytes - 1 }
  // Nothing is there to be read, and offsets of nothing mean nothing.
  if (object.sizeBytes === 0) return Readable.from([])
  const decompressor = decompressors[object.compression]?.()
  if (!decompressor) return packedBytes(device, key, object, wanted)
  const packed = packedBytes(device, key, object, { start: 0, end: object.packedBytes - 1 })
  return cut(through(packed, decompressor), wanted)
}

function packedBytes(device: Device, key: string, object: Read, range: ByteRange): Bytes {
  const { key: secret, packedBytes: size } = object
  return secret ? unseal((part) => device.read(key, part), secret, size, range) : device.read(key, range)
}

const compressors: Readonly<Record<Compression, (() => Transform) | null>> = {
  none: null,
  gzip: () => createGzip(),
  zstd: () => createZstdCompress(),
}

const decompressors: Readonly<Record<Compression, (() => Transform) | null>> = {
  none: null,
  gzip: () => createGunzip(),
  zstd: () => createZstdDecompress(),
}

/** What comes out of a transform. A fault on either side ends both; so does a reader who has seen enough. */
async function* through(source: Bytes, transform: Transform): Bytes {
  const flow = pipeline(Readable.from(source), transform)
  // The reader below meets the fault itself.
  flow.catch(() => undefined)
  try {
    yield* transform
  } catch (error) {
    const isOfCoding = /^(?:Z_|ZSTD_|ERR_ZLIB)/.test((error as { code?: string }).code ?? '')
    throw isOfCoding ? new DeviceError('damaged', error) : error
  }
  await flow
}

function counted(source: Bytes, look?: (chunk: Uint8Array) => void): { bytes: Bytes; total: () => number } {
  let total = 0
  async function* count(): Bytes {
    for await (const chunk of source) {
      total += chunk.length
      look?.(chunk)
      yield chunk
    }
  }
  return { bytes: count(), total: () => total }
}

/** The bytes of a range; what lies behind it is not read. */
async function* cut(source: Bytes, { start, end }: ByteRange): Bytes {
  let offset = 0
  for await (const chunk of source) {
    const part = chunk.subarray(Math.max(0, start - offset), Math.max(0, end + 1 - offset))
    if (part.length > 0) yield part
    offset += chunk.length
    if (offset > end) return
  }
}
