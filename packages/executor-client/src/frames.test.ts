import assert from 'node:assert/strict'
import { it } from 'node:test'
import { encodeFrame, FrameReader } from './frames.ts'

const wire = Buffer.concat([
  encodeFrame('log', 'installing…'),
  encodeFrame('data', Buffer.alloc(3)),
  encodeFrame('done', ''),
])

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const read = async (bytes: Buffer, size: number) => {
  const frames = await Array.fromAsync(new FrameReader(cut(bytes, size)))
  return frames.map(({ kind, payload }) => [kind, payload.toString()])
}

it('gives the same frames however the stream was cut', async () => {
  for (let size = 1; size <= wire.length; size++) {
    assert.deepEqual(await read(wire, size), [
      ['log', 'installing…'],
      ['data', '\0\0\0'],
      ['done', ''],
    ])
  }
})

it('refuses a stream that ends early, that is no frames, or whose frame would be huge', async () => {
  await assert.rejects(read(wire.subarray(0, -1), 7), /within a frame/)
  await assert.rejects(read(Buffer.from('HTTP/1.1 200 OK'), 7), /not a frame/)
  await assert.rejects(read(Buffer.from([1, 255, 255, 255, 255, 0]), 7), /not a frame/)
})
