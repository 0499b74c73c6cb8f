import { createCipheriv, createDecipheriv } from 'node:crypto'
import { type ByteRange, type Bytes, DeviceError } from './device.ts'

/*
 * A sealed object is a row of frames, each encrypted by itself with AES-256-GCM, so that any part can be read alone.
 * The nonce of a frame is its number and whether it is the last one: frames cannot change places, and an object that
 * was cut short has no last frame. The key serves one object only, so that numbers are nonces enough.
 */
const algorithm = 'aes-256-gcm'
const frameBytes = 64 * 1024
const tagBytes = 16
const sealedFrameBytes = frameBytes + tagBytes

/** Encrypts with a key of 32 bytes that was never used before. */
export async function* seal(source: Bytes, key: Uint8Array): Bytes {
  let number = 0
  let held: Buffer | null = null
  for await (const frame of inFrames(source, frameBytes)) {
    if (held !== null) yield sealFrame(held, key, number++, false)
    held = frame
  }
  yield sealFrame(held ?? Buffer.alloc(0), key, number, true)
}

/**
 * Decrypts a part of what `seal` made of `plainBytes` bytes. `readSealed` answers the given bytes of the object.
 * @throws {DeviceError} `damaged`
 */
export async function* unseal(
  readSealed: (range: ByteRange) => Bytes,
  key: Uint8Array,
  plainBytes: number,
  range: ByteRange,
): Bytes {
  const last = Math.max(0, Math.ceil(plainBytes / frameBytes) - 1)
  const from = Math.floor(range.start / frameBytes)
  const to = Math.floor(range.end / frameBytes)
  const sealedBytes = plainBytes + (last + 1) * tagBytes
  const end = Math.min((to + 1) * sealedFrameBytes, sealedBytes) - 1
  let number = from
  for await (const frame of inFrames(readSealed({ start: from * sealedFrameBytes, end }), sealedFrameBytes)) {
    const plain = openFrame(frame, key, number, number === last)
    const offset = number * frameBytes
    yield plain.subarray(Math.max(0, range.start - offset), range.end - offset + 1)
    number++
  }
  if (number !== to + 1) throw new DeviceError('damaged')
}

function sealFrame(plain: Uint8Array, key: Uint8Array, number: number, isLast: boolean): Buffer {
  const cipher = createCipheriv(algorithm, key, nonceOf(number, isLast))
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function openFrame(sealed: Buffer, key: Uint8Array, number: number, isLast: boolean): Buffer {
  if (sealed.length < tagBytes) throw new DeviceError('damaged')
  const decipher = createDecipheriv(algorithm, key, nonceOf(number, isLast), { authTagLength: tagBytes })
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final()])
  } catch (error) {
    throw new DeviceError('damaged', error)
  }
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt8(isLast ? 1 : 0, 0)
  nonce.writeBigUInt64BE(BigInt(number), 4)
  return nonce
}

/** Cuts a stream into pieces of one size; only the last may be shorter. */
async function* inFrames(source: Bytes, size: number): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = []
  let held = 0
  for await (const chunk of source) {
    let rest = chunk
    while (held + rest.length >= size) {
      const taken = size - held
      yield Buffer.concat([...parts, rest.subarray(0, taken)])
      rest = rest.subarray(taken)
      parts = []
      held = 0
    }
    if (rest.length > 0) parts.push(rest)
    held += rest.length
  }
  if (held > 0) yield Buffer.concat(parts)
}
