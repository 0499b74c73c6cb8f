import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
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

/** The bytes of a frame, in the pieces in which they came. */
type Frame = readonly Uint8Array[]

/** Encrypts with a key of 32 bytes that was never used before. */
export async function* seal(source: Bytes, secret: Uint8Array): Bytes {
  const key = createSecretKey(secret) // once, and not for each frame
  let number = 0
  let held: Frame | null = null
  for await (const frame of inFrames(source, frameBytes)) {
    if (held !== null) yield* sealFrame(held, key, number++, false)
    held = frame
  }
  yield* sealFrame(held ?? [], key, number, true)
}

/**
 * Decrypts a part of what `seal` made of `plainBytes` bytes. `readSealed` answers the given bytes of the object.
 * @throws {DeviceError} `damaged`
 */
export async function* unseal(
  readSealed: (range: ByteRange) => Bytes,
  secret: Uint8Array,
  plainBytes: number,
  range: ByteRange,
): Bytes {
  const key = createSecretKey(secret)
  const last = Math.max(0, Math.ceil(plainBytes / frameBytes) - 1)
  const from = Math.floor(range.start / frameBytes)
  const to = Math.floor(range.end / frameBytes)
  const sealedBytes = plainBytes + (last + 1) * tagBytes
  const end = Math.min((to + 1) * sealedFrameBytes, sealedBytes) - 1
  let number = from
  for await (const frame of inFrames(readSealed({ start: from * sealedFrameBytes, end }), sealedFrameBytes)) {
    let offset = number * frameBytes
    for (const plain of openFrame(frame, key, number, number === last)) {
      const wanted = plain.subarray(Math.max(0, range.start - offset), Math.max(0, range.end - offset + 1))
      if (wanted.length > 0) yield wanted
      offset += plain.length
    }
    number++
  }
  if (number !== to + 1) throw new DeviceError('damaged')
}

function* sealFrame(plain: Frame, key: KeyObject, number: number, isLast: boolean): Generator<Uint8Array> {
  const cipher = createCipheriv(algorithm, key, nonceOf(number, isLast))
  for (const piece of plain) yield cipher.update(piece)
  cipher.final() // it adds no bytes in this mode
  yield cipher.getAuthTag()
}

/** Nothing of a frame is given out before all of it was found to be as it was sealed. */
function openFrame(sealed: Frame, key: KeyObject, number: number, isLast: boolean): Frame {
  const [text, tag] = withoutTag(sealed)
  const decipher = createDecipheriv(algorithm, key, nonceOf(number, isLast), { authTagLength: tagBytes })
  decipher.setAuthTag(tag)
  try {
    const plain = text.map((piece) => decipher.update(piece))
    decipher.final()
    return plain
  } catch (error) {
    throw new DeviceError('damaged', error)
  }
}

/** The pieces of a sealed frame without those bytes of the last ones that are its tag. */
function withoutTag(sealed: Frame): readonly [Frame, Buffer] {
  const text = [...sealed]
  const tag: Uint8Array[] = []
  for (let missing = tagBytes; missing > 0;) {
    const piece = text.pop()
    if (piece === undefined) throw new DeviceError('damaged')
    const taken = Math.min(missing, piece.length)
    tag.unshift(piece.subarray(piece.length - taken))
    if (taken < piece.length) text.push(piece.subarray(0, piece.length - taken))
    missing -= taken
  }
  return [text, Buffer.concat(tag)]
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt8(isLast ? 1 : 0, 0)
  nonce.writeBigUInt64BE(BigInt(number), 4)
  return nonce
}

/** Cuts a stream into frames of one size, which are copied nowhere; only the last may be shorter. */
async function* inFrames(source: Bytes, size: number): AsyncGenerator<Frame> {
  let frame: Uint8Array[] = []
  let held = 0
  for await (const chunk of source) {
    let rest = chunk
    while (held + rest.length >= size) {
      const taken = size - held
      frame.push(rest.subarray(0, taken))
      yield frame
      rest = rest.subarray(taken)
      frame = []
      held = 0
    }
    if (rest.length > 0) frame.push(rest)
    held += rest.length
  }
  if (held > 0) yield frame
}
