/** Kinds of a build's frames. Towards the executor: head, data. Back: log, data, then one of done and failed. */
const kinds = ['head', 'log', 'data', 'done', 'failed'] as const

export type FrameKind = (typeof kinds)[number]
export type Frame = { readonly kind: FrameKind; readonly payload: Buffer }

const headerBytes = 5
const maxPayloadBytes = 8 * 1024 * 1024

/** One frame: its kind (8 bits), the payload's length (32 bits, big endian), the payload. */
export function encodeFrame(kind: FrameKind, payload: Uint8Array | string): Buffer {
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload
  const frame = Buffer.allocUnsafe(headerBytes + bytes.length)
  frame.writeUInt8(kinds.indexOf(kind))
  frame.writeUInt32BE(bytes.length, 1)
  frame.set(bytes, headerBytes)
  return frame
}

/** Cuts a stream of bytes into frames, however it was cut on its way. @throws on bytes that are no frames */
export class FrameReader implements AsyncIterable<Frame> {
  readonly #source: AsyncIterable<Uint8Array>

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Frame, void, undefined> {
    let pending: Buffer = Buffer.alloc(0)
    for await (const chunk of this.#source) {
      pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk])
      for (;;) {
        if (pending.length < headerBytes) break
        const kind = kinds[pending.readUInt8()]
        const length = pending.readUInt32BE(1)
        if (kind === undefined || length > maxPayloadBytes) throw new Error('not a frame')
        if (pending.length < headerBytes + length) break
        yield { kind, payload: pending.subarray(headerBytes, headerBytes + length) }
        pending = pending.subarray(headerBytes + length)
      }
    }
    if (pending.length > 0) throw new Error('the stream ended within a frame')
  }
}
