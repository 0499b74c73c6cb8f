import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { Clamd, eicar } from '#support/clamd.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'
import { chunksOf, upload } from '#support/upload.ts'

const mib = 1024 * 1024
const buckets = '/v1/storage/buckets'

describe('files that a scanner looks at', () => {
  let clamd: Clamd
  let server: TestServer
  let project: TestProject
  before(async () => {
    clamd = await Clamd.start()
    server = await aServer({ BASALT_ANTIVIRUS_URL: clamd.url })
    project = await aProject({ on: server })
    for (const antivirus of [true, false]) {
      const bucket = { bucketId: antivirus ? 'scanned' : 'open', name: 'Files', antivirus, compression: 'gzip' }
      assert.equal((await project.server.post(buckets, bucket)).status, 201)
    }
  })
  after(async () => {
    await server.close()
    await clamd.close()
  })

  const total = async (bucket: string): Promise<number> =>
    (await project.server.get(`${buckets}/${bucket}/files`)).body.total

  it('are taken when they are harmless, of any length', async () => {
    for (const size of [0, 1, 5 * mib, 21 * mib]) {
      const { status } = await upload(project.server, 'scanned', `size-${size}`, randomBytes(size))
      assert.equal(status, 201, `${size}`)
    }
    for (const { part, range } of chunksOf(randomBytes(11 * mib), 5 * mib)) {
      assert.equal((await upload(project.server, 'scanned', 'chunked', part, { range })).status, 201)
    }
  })

  it('are refused when they are harmful, and nothing of them stays', async () => {
    const before = await total('scanned')
    const refused = await upload(project.server, 'scanned', 'virus', eicar)
    assert.deepEqual([refused.status, refused.body.type], [403, 'storage_invalid_file'])
    const [first, last] = chunksOf(eicar, 50)
    assert.ok(first && last)
    assert.equal((await upload(project.server, 'scanned', 'parts', first.part, { range: first.range })).status, 201)
    const late = await upload(project.server, 'scanned', 'parts', last.part, { range: last.range })
    assert.deepEqual([late.status, late.body.type], [403, 'storage_invalid_file'])
    assert.equal(await total('scanned'), before)
  })

  it('are not looked at where the bucket does not want it', async () => {
    assert.equal((await upload(project.server, 'open', 'virus', eicar)).status, 201)
  })

  it('wait until the scanner is there again', async () => {
    const health = async () => (await project.server.get('/v1/health/anti-virus')).body
    const { version, status } = await health()
    assert.equal(status, 'online')
    assert.match(version, /^ClamAV /)
    await clamd.close()
    assert.deepEqual(await health(), { version: '', status: 'offline' })
    const before = await total('scanned')
    const refused = await upload(project.server, 'scanned', 'unseen', randomBytes(10))
    assert.deepEqual([refused.status, refused.body.type], [503, 'general_service_unavailable'])
    assert.equal(await total('scanned'), before)
  })
})
