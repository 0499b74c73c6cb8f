import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import dns from 'node:dns'
import { after, before, describe, it, mock } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '@basalt/config'
import { DeviceError, S3Device } from '@basalt/devices'
import { type Cable, aCable } from '#support/cable.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { S3Server } from '#support/s3.ts'
import { aServer, type TestServer } from '#support/server.ts'
import { chunksOf, upload } from '#support/upload.ts'

const mib = 1024 * 1024
/** What a device with an unusual size of pieces is written; long ones go in parts. */
const sizes = [0, 1, 8 * mib - 1, 8 * mib, 8 * mib + 1, 24 * mib + 7]

async function* inPieces(bytes: Buffer, size = 100_003): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function gather(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(source))
}

describe('files on an S3 server', () => {
  let server: S3Server
  let cable: Cable
  before(async () => {
    server = await S3Server.start()
    cable = await aCable({ host: '127.0.0.1', port: server.port })
  })
  after(async () => {
    await cable.pull()
    await server.close()
  })

  const device = (url: string): S3Device => {
    const { storage } = readConfig({
      BASALT_DATABASE_URL: 'mysql://x@x/x',
      BASALT_REDIS_URL: 'redis://x',
      BASALT_SECRET: 'x'.repeat(32),
      BASALT_STORAGE_URL: url,
    })
    assert.ok(storage.s3)
    return new S3Device(storage.s3)
  }
  const isGone = (reading: Promise<unknown>) => assert.rejects(reading, { name: 'DeviceError', reason: 'missing' })

  it('come back as they went in, whole and in parts', async () => {
    const own = device(server.url({ prefix: '/below' }))
    for (const size of sizes) {
      const bytes = randomBytes(size)
      assert.equal(await own.write(`p/${size}`, inPieces(bytes)), size)
      assert.deepEqual(await gather(own.read(`p/${size}`)), bytes)
      if (size < 2) continue
      const range = { start: Math.floor(size / 3), end: size - 2 }
      assert.deepEqual(await gather(own.read(`p/${size}`, range)), bytes.subarray(range.start, range.end + 1))
    }
    // Another prefix is another place.
    await isGone(gather(device(server.url()).read('p/1')))
  })

  it('go, alone or with all beside them', async () => {
    const own = device(server.url({ prefix: '/going' }))
    for (const key of ['q/one', 'q/two', 'qq/three']) await own.write(key, inPieces(randomBytes(10)))
    await own.delete('q/one')
    await own.delete('q/one')
    await isGone(gather(own.read('q/one')))
    await own.deleteAll('q')
    await isGone(gather(own.read('q/two')))
    assert.equal((await gather(own.read('qq/three'))).length, 10)
  })

  it('are nothing of what was not written to its end, and parts of it are swept', async () => {
    const own = device(server.url({ prefix: '/broken', host: `127.0.0.1:${cable.port}` }))
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield randomBytes(10 * mib)
      throw new Error('the client went away')
    }
    await assert.rejects(own.write('p/broken', breaking()), /went away/)
    await isGone(gather(own.read('p/broken')))
    assert.equal(await own.sweep(new Date()), 0)
    // What a process that was killed leaves: parts that nobody gives up.
    async function* hanging(): AsyncGenerator<Uint8Array> {
      yield randomBytes(10 * mib)
      await new Promise(() => undefined)
    }
    void own.write('p/killed', hanging())
    for (let swept = 0; swept === 0; await pause(50)) {
      assert.equal(await own.sweep(new Date('2000-01-01')), 0)
      swept = await own.sweep(new Date())
    }
    await isGone(gather(own.read('p/killed')))
  })

  it('are reached where the bucket is a part of the host', async () => {
    const { lookup } = dns
    const found = mock.method(dns, 'lookup', (host: string, ...rest: [object, () => void]) =>
      lookup(host === 'files.s3.test' ? '127.0.0.1' : host, ...rest),
    )
    try {
      // The signature holds the host, which the server takes its bucket from.
      const own = device(server.url({ host: `s3.test:${server.port}`, query: '&style=virtual' }))
      const answer = await own.write('p/virtual', inPieces(Buffer.from('hello'))).catch((error: unknown) => error)
      assert.ok(found.mock.calls.some(({ arguments: [host] }) => host === 'files.s3.test'))
      assert.equal(answer, 5)
    } finally {
      mock.restoreAll()
    }
  })

  it('outlive a server that is gone for a second, at any moment', async () => {
    const own = device(server.url({ prefix: '/torn', host: `127.0.0.1:${cable.port}` }))
    const bytes = randomBytes(20 * mib)
    const tear = async (): Promise<void> => {
      await cable.pull()
      await pause(1000)
      await cable.plug()
    }
    const tears: Promise<void>[] = []
    async function* torning(): AsyncGenerator<Uint8Array> {
      for await (const piece of inPieces(bytes, mib)) {
        yield piece
        await pause(20)
        if (tears.length === 0) tears.push(tear())
      }
    }
    assert.equal(await own.write('p/torn', torning()), bytes.length)
    await Promise.all(tears)
    const read: Uint8Array[] = []
    for await (const chunk of own.read('p/torn')) {
      read.push(chunk)
      if (tears.length === 1) tears.push(tear())
    }
    await Promise.all(tears)
    assert.deepEqual(Buffer.concat(read), bytes)
  })

  it('are told of when the server is away for good, or does not know the key', async () => {
    await cable.pull()
    const away = device(server.url({ host: `127.0.0.1:${cable.port}` }))
    await assert.rejects(away.write('p/away', inPieces(randomBytes(1))), { name: 'DeviceError', reason: 'away' })
    await cable.plug()
    const [, host] = server.url().split('@')
    const stranger = device(`s3://AKIAIOSFODNN7EXAMPLE:nothing@${host}`)
    await assert.rejects(stranger.write('p/strange', inPieces(randomBytes(1))), (error) => {
      assert.ok(error instanceof DeviceError)
      assert.equal(error.reason, 'readOnly')
      assert.match(String(error.cause), /S3 answered 403/)
      return true
    })
    await isGone(gather(device(server.url()).read('p/strange')))
  })

  describe('through the API', () => {
    let basalt: TestServer
    let project: TestProject
    before(async () => {
      basalt = await aServer({ BASALT_STORAGE_URL: server.url({ host: `127.0.0.1:${cable.port}` }) })
      project = await aProject({ on: basalt })
      const bucket = { bucketId: 'files', name: 'Files', compression: 'zstd' }
      assert.equal((await project.server.post('/v1/storage/buckets', bucket)).status, 201)
    })
    after(() => basalt.close())

    it('come in whole and in chunks, and go out in ranges', async () => {
      const bytes = randomBytes(12 * mib)
      for (const { part, range } of chunksOf(bytes, 5 * mib)) {
        assert.equal((await upload(project.server, 'files', 'chunked', part, { range })).status, 201)
      }
      const path = '/v1/storage/buckets/files/files/chunked/download'
      const range = await fetch(`${project.origin}${path}`, {
        headers: {
          'x-appwrite-project': project.id,
          'x-appwrite-key': project.key,
          range: `bytes=${7 * mib}-${7 * mib + 9}`,
        },
      })
      assert.equal(range.status, 206)
      assert.deepEqual(Buffer.from(await range.arrayBuffer()), bytes.subarray(7 * mib, 7 * mib + 10))
      assert.equal((await project.server.get('/v1/health/storage')).body.status, 'pass')
    })

    it('are refused with a typed error while the server is away, and nothing half is seen', async () => {
      await cable.pull()
      const refused = await upload(project.server, 'files', 'away', randomBytes(100))
      assert.equal(refused.status, 503)
      assert.equal(refused.body.type, 'general_service_unavailable')
      await cable.plug()
      assert.equal((await project.server.get('/v1/storage/buckets/files/files/away')).status, 404)
      assert.equal((await upload(project.server, 'files', 'away', randomBytes(100))).status, 201)
    })
  })
})
