import assert from 'node:assert/strict'
import { it } from 'node:test'
import { demultiplex } from './index.ts'

const frame = (source: number, text: string): Buffer => {
  const bytes = Buffer.from(text)
  const head = Buffer.alloc(8)
  head[0] = source
  head.writeUInt32BE(bytes.length, 4)
  return Buffer.concat([head, bytes])
}

it('gives both outputs back, however the frames are cut', async () => {
  const wire = Buffer.concat([
    frame(1, 'one'),
    frame(2, 'two'),
    frame(1, ''),
    frame(2, 'x'.repeat(300)),
    frame(1, 'end'),
  ])
  for (let step = 1; step <= wire.length; step += 1) {
    const pieces = async function* () {
      for (let at = 0; at < wire.length; at += step) yield wire.subarray(at, at + step)
    }
    const got = { stdout: '', stderr: '' }
    for await (const { source, bytes } of demultiplex(pieces())) got[source] += bytes.toString()
    assert.deepEqual(got, { stdout: 'oneend', stderr: `two${'x'.repeat(300)}` }, `pieces of ${step} bytes`)
  }
})
