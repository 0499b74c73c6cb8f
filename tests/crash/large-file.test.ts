import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { chunksOf, upload } from '#support/upload.ts'
import { aFleet, type Fleet } from './services.ts'

const mib = 1024 * 1024
const wholeBytes = 2048 * mib
const chunkedBytes = 640 * mib
/** What the collector may leave lying about; the file is ten times as long. */
const mostGrowthMb = 200
const block = randomBytes(mib)
const files = '/v1/storage/buckets/files/files'

function* blocks(bytes: number): Generator<Buffer> {
  for (let at = 0; at < bytes; at += block.length) yield block
}

describe('a file that is larger than memory', () => {
  let fleet: Fleet
  let project: TestProject
  let idleMb: number
  before(async () => {
    fleet = await aFleet({ BASALT_STORAGE_MAX_FILE_BYTES: String(wholeBytes) })
    project = await aProject({ on: fleet.place })
    const bucket = { bucketId: 'files', name: 'Files', compression: 'none', encryption: true }
    expectStatus(await project.server.post('/v1/storage/buckets', bucket), 201)
    await upload(project.server, 'files', 'small', randomBytes(10 * mib))
    idleMb = fleet.memoryMb('api').now
  })
  after(() => fleet[Symbol.asyncDispose]())

  const growth = (): number => fleet.memoryMb('api').most - idleMb

  it('is taken in one request', async (t) => {
    const boundary = 'a-line-that-is-in-no-block'
    const part = (head: string, text = ''): string =>
      `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}`
    const sending = request(`${project.origin}${files}`, {
      method: 'POST',
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'x-appwrite-project': project.id,
        'x-appwrite-key': project.key,
      },
    })
    const answered = once(sending, 'response')
    function* body(): Generator<Buffer> {
      yield Buffer.from(`${part('name="fileId"', 'whole')}\r\n${part('name="file"; filename="whole.bin"')}`)
      yield* blocks(wholeBytes)
      yield Buffer.from(`\r\n--${boundary}--\r\n`)
    }
    await pipeline(Readable.from(body()), sending)
    const [response] = await answered
    assert.equal(response.statusCode, 201)
    response.resume()
    t.diagnostic(`the process grew by ${growth().toFixed(0)} MB`)
    assert.ok(growth() < mostGrowthMb, `${growth()} MB`)
  })

  it('is made of its chunks', async (t) => {
    const bytes = Buffer.concat([...blocks(chunkedBytes)])
    for (const { part, range } of chunksOf(bytes, 64 * mib)) {
      expectStatus(await upload(project.server, 'files', 'chunked', part, { range }), 201)
    }
    t.diagnostic(`the process grew by ${growth().toFixed(0)} MB`)
    assert.ok(growth() < mostGrowthMb, `${growth()} MB`)
  })

  it('comes back whole', async (t) => {
    const sent = createHash('sha256')
    for (const each of blocks(wholeBytes)) sent.update(each)
    const answer = await fetch(`${project.origin}${files}/whole/download`, {
      headers: { 'x-appwrite-project': project.id, 'x-appwrite-key': project.key },
    })
    assert.equal(answer.headers.get('content-length'), String(wholeBytes))
    const found = createHash('sha256')
    for await (const chunk of answer.body ?? []) found.update(chunk)
    assert.equal(found.digest('hex'), sent.digest('hex'))
    t.diagnostic(`the process grew by ${growth().toFixed(0)} MB`)
    assert.ok(growth() < mostGrowthMb, `${growth()} MB`)
  })
})
