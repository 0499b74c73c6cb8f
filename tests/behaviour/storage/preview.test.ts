import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import sharp from 'sharp'
import type { Answer, Client } from '#support/client.ts'
import { type TestProject, aProject } from '#support/project.ts'
import { upload } from '#support/upload.ts'

type Query = Readonly<Record<string, string | number>>

describe('previews', () => {
  let project: TestProject
  let guest: Client
  let picture: Buffer
  const bucket = async (bucketId: string, settings: object = {}) => {
    const body = { bucketId, name: 'Pictures', permissions: ['read("any")'], ...settings }
    assert.equal((await project.server.post('/v1/storage/buckets', body)).status, 201)
  }
  const preview = (query: Query, { client = guest, file = 'png', of = 'open' } = {}) =>
    client.get(`/v1/storage/buckets/${of}/files/${file}/preview`, query)
  const sizeOf = async ({ status, bytes, headers }: Answer) => {
    const { width, height } = await sharp(bytes).metadata()
    return `${status} ${headers['content-type']} ${width}x${height}`
  }
  before(async () => {
    project = await aProject()
    guest = project.aGuest()
    picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#123' } })
      .png()
      .toBuffer()
    await bucket('open', { compression: 'zstd' })
    await upload(project.server, 'open', 'png', picture, { name: 'a.png' })
    await upload(project.server, 'open', 'bin', picture, { name: 'a.bin' })
    await upload(project.server, 'open', 'text', Buffer.from('no picture'), { name: 'lie.png' })
    await upload(project.server, 'open', 'broken', picture.subarray(0, 50), { name: 'broken.png' })
  })

  it('are pictures of the size, look and format that is asked for', async () => {
    assert.equal(await sizeOf(await preview({})), '200 image/png 64x48')
    assert.equal(await sizeOf(await preview({ width: 17 })), '200 image/png 17x12')
    assert.equal(await sizeOf(await preview({ width: 10, output: 'jpg' })), '200 image/jpeg 10x7')
    assert.equal(await sizeOf(await preview({ width: 20 }, { file: 'bin' })), '200 image/jpeg 20x15')
    const all = {
      width: 30,
      height: 20,
      gravity: 'Top-Left',
      quality: 50,
      borderWidth: 2,
      borderColor: 'f00',
      borderRadius: 4,
      opacity: 0.5,
      rotation: -90,
      background: '00ff00',
      output: 'webp',
    }
    assert.equal(await sizeOf(await preview(all)), '200 image/webp 24x34')
  })

  it('may be kept, and are at hand when they are asked for again', async () => {
    const first = await preview({ width: 33 })
    assert.equal(first.headers['cache-control'], 'private, max-age=2592000')
    assert.equal(first.headers['x-appwrite-cache'], 'miss')
    const again = await preview({ width: 33 })
    assert.equal(again.headers['cache-control'], 'private, max-age=15552000')
    assert.equal(again.headers['x-appwrite-cache'], 'hit')
    assert.deepEqual(again.bytes, first.bytes)
  })

  it('are a placeholder for other files, and for those that are not complete', async () => {
    assert.equal(await sizeOf(await preview({ width: 20 }, { file: 'text' })), '200 image/png 20x13')
    const half = { name: 'half.png', range: `bytes 0-49/${picture.length}` }
    assert.equal((await upload(project.server, 'open', 'half', picture.subarray(0, 50), half)).status, 201)
    assert.equal(await sizeOf(await preview({ width: 10 }, { file: 'half' })), '200 image/png 10x6')
  })

  it('are refused for broken pictures and unknown files', async () => {
    const broken = await preview({ width: 4 }, { file: 'broken' })
    assert.partialDeepStrictEqual(broken, { status: 400, body: { type: 'storage_file_type_unsupported' } })
    const unknown = await preview({}, { file: 'nope' })
    assert.partialDeepStrictEqual(unknown, { status: 404, body: { type: 'storage_file_not_found' } })
    const elsewhere = await preview({}, { of: 'nope' })
    assert.partialDeepStrictEqual(elsewhere, { status: 404, body: { type: 'storage_bucket_not_found' } })
  })

  it('are refused outside the bounds of each parameter', async () => {
    const wrong: readonly Query[] = [
      { width: -1 },
      { width: 4001 },
      { width: 'abc' },
      { height: 4001 },
      { gravity: 'middle' },
      { quality: 101 },
      { quality: -2 },
      { borderWidth: 101 },
      { borderColor: 'zzz' },
      { borderRadius: 4001 },
      { opacity: 2 },
      { opacity: 'x' },
      { rotation: 361 },
      { background: 'zz' },
      { output: 'bmp' },
    ]
    for (const query of wrong) {
      const { status, body } = await preview(query)
      assert.deepEqual([status, body.type], [400, 'general_argument_invalid'], JSON.stringify(query))
    }
  })

  it('are for those who may read the file, also when they are at hand', async () => {
    await bucket('closed', { permissions: [] })
    await upload(project.server, 'closed', 'png', picture, { name: 'a.png' })
    assert.equal((await preview({ width: 5 }, { of: 'closed', client: project.server })).status, 200)
    const refused = await preview({ width: 5 }, { of: 'closed' })
    assert.partialDeepStrictEqual(refused, { status: 401, body: { type: 'user_unauthorized' } })
    const token = await project.server.post('/v1/tokens/buckets/closed/files/png', {})
    assert.equal((await preview({ width: 5, token: token.body.secret }, { of: 'closed' })).status, 200)
    assert.equal((await preview({ width: 5, token: token.body.secret })).status, 401)
  })

  it('are made for clients only where the bucket lets them be made', async () => {
    await bucket('plain', { transformations: false })
    await upload(project.server, 'plain', 'png', picture, { name: 'a.png' })
    const refused = await preview({ width: 4 }, { of: 'plain' })
    assert.partialDeepStrictEqual(refused, { status: 403, body: { type: 'storage_bucket_transformations_disabled' } })
    assert.equal(
      await sizeOf(await preview({ width: 4 }, { of: 'plain', client: project.server })),
      '200 image/png 4x3',
    )
  })
})
