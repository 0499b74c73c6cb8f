import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { before, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { chunksOf, upload } from '#support/upload.ts'

const forms = [
  { bucketId: 'none', compression: 'none', encryption: false },
  { bucketId: 'sealed', compression: 'none', encryption: true },
  { bucketId: 'gzip', compression: 'gzip', encryption: true },
  { bucketId: 'zstd', compression: 'zstd', encryption: false },
]

describe('uploads of any kind', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
    for (const form of forms)
      expectStatus(await project.server.post('/v1/storage/buckets', { ...form, name: 'B' }), 201)
  })

  const sending = fc.record({
    bucketId: fc.constantFrom(...forms.map(({ bucketId }) => bucketId)),
    size: fc.integer({ min: 2, max: 300_000 }),
    /** Chunks of one file, from two to twenty. */
    pieces: fc.integer({ min: 2, max: 20 }),
    /** Sorts the chunks; the first ones are sent twice. */
    order: fc.array(fc.double({ noNaN: true }), { minLength: 20, maxLength: 20 }),
    repeated: fc.integer({ min: 0, max: 3 }),
    lanes: fc.integer({ min: 1, max: 4 }),
    ranges: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
      maxLength: 5,
    }),
  })

  it('come back whole and in every range, in whatever order their chunks came', async () => {
    let made = 0
    await fc.assert(
      fc.asyncProperty(sending, async ({ bucketId, size, pieces, order, repeated, lanes, ranges }) => {
        const bytes = randomBytes(size)
        const fileId = `f${made++}`
        const chunks = chunksOf(bytes, Math.ceil(size / pieces))
        const sorted = chunks.toSorted(
          (one, other) => (order[chunks.indexOf(one)] ?? 0) - (order[chunks.indexOf(other)] ?? 0),
        )
        const waiting = [...sorted.slice(0, repeated), ...sorted].values()
        const lane = async (): Promise<void> => {
          for (const { part, range } of waiting) {
            const { status, body } = await upload(project.server, bucketId, fileId, part, { range })
            // A chunk that is repeated may come when the file is complete.
            assert.ok(status === 201 || body.type === 'storage_file_already_exists', JSON.stringify(body))
          }
        }
        await Promise.all(Array.from({ length: lanes }, lane))
        const path = `/v1/storage/buckets/${bucketId}/files/${fileId}`
        const file = expectStatus(await project.server.get(path), 200).body
        assert.deepEqual([file.chunksUploaded, file.chunksTotal], [chunks.length, chunks.length])
        assert.ok((await project.server.get(`${path}/download`)).bytes.equals(bytes))
        for (const [one, other] of ranges) {
          const [start, end] = [one, other].map((share) => Math.floor(share * (size - 1))).toSorted((a, b) => a - b)
          const part = await project.server.get(`${path}/download`, {}, { range: `bytes=${start}-${end}` })
          assert.equal(part.status, 206)
          assert.ok(part.bytes.equals(bytes.subarray(start, (end ?? 0) + 1)), `${start}-${end}`)
        }
      }),
      { numRuns: 25 },
    )
  })

  /** A form as it goes over the wire, which may be cut and changed anywhere. */
  const boundary = 'boundary-of-the-form'
  const form = (fileId: string, bytes: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="fileId"\r\n\r\n${fileId}\r\n`),
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n`),
      bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ])

  const damage = fc.record({
    /** Where the body ends; the length that was announced stays. */
    cutAt: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    flips: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 255 })), {
      maxLength: 4,
    }),
    range: fc.option(
      fc.constantFrom('bytes 0-9/5', 'bytes 5-2/10', 'bytes 0-49/100', 'bytes 90-139/100', 'x', 'bytes -1-2/3'),
    ),
  })

  it('are whole or not there when their body is damaged on the way, and disturb nobody', async () => {
    const bytes = randomBytes(50)
    let sent = 0
    await fc.assert(
      fc.asyncProperty(damage, async ({ cutAt, flips, range }) => {
        const fileId = `d${sent++}`
        const body = form(fileId, bytes)
        for (const [at, by] of flips) {
          const offset = Math.floor(at * (body.length - 1))
          body[offset] = (body[offset] ?? 0) ^ by
        }
        const kept = cutAt === null ? body : body.subarray(0, Math.floor(cutAt * body.length))
        const status = await sendRaw(project, body.length, kept, range)
        assert.ok(status === null || (status >= 200 && status < 500), `${status}`)
        const found = await project.server.get(`/v1/storage/buckets/none/files/${fileId}/download`)
        if (found.status === 200) assert.equal(status, 201)
        if (flips.length === 0 && found.status === 200) assert.ok(found.bytes.equals(bytes))
      }),
      { numRuns: 60 },
    )
  })
})

/** @returns the status, or null when the server had nothing to answer to */
async function sendRaw(
  project: TestProject,
  length: number,
  body: Buffer,
  range: string | null,
): Promise<number | null> {
  const { hostname, port } = new URL(project.origin)
  const socket = connect(Number(port), hostname)
  const head = [
    'POST /v1/storage/buckets/none/files HTTP/1.1',
    `Host: ${hostname}:${port}`,
    `Content-Type: multipart/form-data; boundary=boundary-of-the-form`,
    `Content-Length: ${length}`,
    `X-Appwrite-Project: ${project.id}`,
    `X-Appwrite-Key: ${project.key}`,
    ...(range === null ? [] : [`Content-Range: ${range}`]),
    'Connection: close',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  // A body that was cut is cut: nothing more comes.
  socket.end(body)
  let answer = ''
  try {
    for await (const chunk of socket) answer += String(chunk)
  } catch {
    return null
  }
  const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]
  return status === undefined ? null : Number(status)
}
