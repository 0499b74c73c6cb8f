import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type Compression, DeviceError, type Form, LocalDevice, readObject, type Stored, storeObject } from './index.ts'

const compressions: readonly Compression[] = ['none', 'gzip', 'zstd']
const frame = 64 * 1024
const sizes = [0, 1, frame - 1, frame, frame + 1, 3 * frame, 3 * frame + 7]

/** Half noise, half repetition, in pieces that respect no frame. */
function sample(size: number): Buffer {
  return Buffer.concat([randomBytes(Math.ceil(size / 2)), Buffer.alloc(Math.floor(size / 2), 'basalt ')])
}

async function* inPieces(bytes: Buffer, size = 10_007): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function gather(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of source) chunks.push(chunk)
  return Buffer.concat(chunks)
}

describe('objects on a device', () => {
  let folder: string
  let device: LocalDevice
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'basalt-device-'))
    device = new LocalDevice(folder)
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const store = async (bytes: Buffer, form: Form): Promise<{ key: string; object: Form & Stored }> => {
    const key = `p/${randomBytes(8).toString('hex')}`
    return { key, object: { ...form, ...(await storeObject(device, key, inPieces(bytes), form)) } }
  }

  for (const compression of compressions) {
    for (const sealed of [false, true]) {
      it(`come back whole and in parts: ${compression}${sealed ? ', sealed' : ''}`, async () => {
        for (const size of sizes) {
          const bytes = sample(size)
          const { key, object } = await store(bytes, { compression, key: sealed ? randomBytes(32) : null })
          assert.equal(object.sizeBytes, size)
          assert.equal(object.md5, createHash('md5').update(bytes).digest('hex'))
          assert.deepEqual(await gather(readObject(device, key, object)), bytes)
          if (size === 0) continue
          for (let turn = 0; turn < 8; turn++) {
            const [one, other] = [Math.floor(Math.random() * size), Math.floor(Math.random() * size)]
            const range = { start: Math.min(one, other), end: Math.max(one, other) }
            const part = await gather(readObject(device, key, object, range))
            assert.deepEqual(part, bytes.subarray(range.start, range.end + 1), `${size}: ${range.start}-${range.end}`)
          }
        }
      })
    }
  }

  it('tell of it when they were changed, cut or put in another order', async () => {
    const { key, object } = await store(sample(3 * frame), { compression: 'none', key: randomBytes(32) })
    const path = join(folder, key)
    const whole = await readFile(path)
    const size = frame + 16
    const isDamaged = async (): Promise<void> => {
      await assert.rejects(gather(readObject(device, key, object)), { name: 'DeviceError', reason: 'damaged' })
    }
    const flipped = Buffer.from(whole)
    flipped.writeUInt8(flipped.readUInt8(100) ^ 1, 100)
    await writeFile(path, flipped)
    await isDamaged()
    await writeFile(
      path,
      Buffer.concat([whole.subarray(size, 2 * size), whole.subarray(0, size), whole.subarray(2 * size)]),
    )
    await isDamaged()
    await writeFile(path, whole)
    await truncate(path, 2 * size)
    await isDamaged()
  })

  it('are nothing of what was not written to its end', async () => {
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('the first half')
      throw new Error('the client went away')
    }
    await assert.rejects(storeObject(device, 'p/broken', breaking(), { compression: 'gzip', key: null }), /went away/)
    await assert.rejects(
      gather(device.read('p/broken')),
      (error) => error instanceof DeviceError && error.reason === 'missing',
    )
    assert.deepEqual(await readdir(join(folder, '.incoming')), [])
  })

  it('are gone once deleted, alone or with all beside them, and twice is no fault', async () => {
    for (const key of ['q/one', 'q/two', 'qq/three']) await device.write(key, inPieces(sample(10)))
    await device.delete('q/one')
    await device.delete('q/one')
    await assert.rejects(gather(device.read('q/one')), { reason: 'missing' })
    await device.deleteAll('q')
    await assert.rejects(gather(device.read('q/two')), { reason: 'missing' })
    assert.equal((await gather(device.read('qq/three'))).length, 10)
  })

  it('have keys that stay within the device', async () => {
    for (const key of ['', '../x', 'a/../../x', '/etc/passwd', 'a//b', '.incoming/x', 'a\0b']) {
      await assert.rejects(device.write(key, inPieces(sample(1))), /not a key/)
    }
  })
})
