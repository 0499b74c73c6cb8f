import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import sharp from 'sharp'
import { expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aSocket } from '#support/socket.ts'
import { until } from '#support/until.ts'
import { upload } from '#support/upload.ts'

type Point = { readonly value: number; readonly date: string }
const last = (points: readonly Point[]): number | undefined => points.at(-1)?.value
const today = new Date().toISOString().slice(0, 10)
const span = { startDate: '2024-01-01', endDate: '2024-01-08' }

describe('usage', () => {
  let project: TestProject
  let picture: Buffer
  before(async () => {
    project = await aProject()
    picture = await sharp({ create: { width: 20, height: 10, channels: 3, background: '#f00' } })
      .png()
      .toBuffer()
    const { server } = project
    for (const bucketId of ['pictures', 'empty']) {
      expectStatus(await server.post('/v1/storage/buckets', { bucketId, name: bucketId, permissions: [] }), 201)
    }
    expectStatus(await upload(server, 'pictures', 'one', picture, { name: 'one.png' }), 201)
    expectStatus(await upload(server, 'pictures', 'two', picture, { name: 'two.png' }), 201)
    const preview = '/v1/storage/buckets/pictures/files/one/preview?width=5'
    for (let times = 0; times < 2; times++) expectStatus(await server.get(preview), 200)
  })

  it('of storage counts buckets, files and their bytes', async () => {
    const { status, body } = await project.server.get('/v1/storage/usage', { range: '24h' })
    assert.equal(status, 200)
    const bytes = 2 * picture.length
    assert.partialDeepStrictEqual(body, { range: '24h', bucketsTotal: 2, filesTotal: 2, filesStorageTotal: bytes })
    assert.deepEqual([body.files.length, body.storage.length], [24, 24])
    assert.deepEqual([last(body.buckets), last(body.files), last(body.storage)], [2, 2, bytes])
  })

  it('of a bucket counts what was made of its pictures, too', async () => {
    const usage = await until(
      async () => {
        const { body } = await project.console.get('/v1/storage/pictures/usage')
        return body.imageTransformationsTotal > 0 && body
      },
      { deadline: 10_000, what: 'the preview to be counted' },
    )
    // The second preview was kept from the first.
    assert.partialDeepStrictEqual(usage, { range: '30d', filesTotal: 2, imageTransformationsTotal: 1 })
    assert.deepEqual([usage.files.length, last(usage.imageTransformations)], [30, 1])
    const empty = await project.console.get('/v1/storage/empty/usage')
    assert.partialDeepStrictEqual(empty.body, { filesTotal: 0, filesStorageTotal: 0, imageTransformationsTotal: 0 })
    const missing = await project.console.get('/v1/storage/nothing/usage')
    assert.partialDeepStrictEqual(missing, { status: 404, body: { type: 'storage_bucket_not_found' } })
  })

  it('of the project counts what clients ask for, in all, and not what its people do', async () => {
    expectStatus(await project.aGuest().get('/v1/nowhere'), 404)
    const body = await until(
      async () => {
        const { body: usage } = await project.console.get('/v1/project/usage', span)
        return last(usage.requests) === 7 && last(usage.imageTransformations) === 1 && usage
      },
      { deadline: 10_000, what: 'requests to be counted' },
    )
    assert.partialDeepStrictEqual(body, {
      bucketsTotal: 2,
      filesStorageTotal: 2 * picture.length,
      bucketsBreakdown: [
        { resourceId: 'pictures', name: 'pictures', value: 2 * picture.length },
        { resourceId: 'empty', name: 'empty', value: 0 },
      ],
      usersTotal: 0,
      databasesTotal: 0,
      executionsTotal: 0,
    })
    assert.equal(body.requests.length, 7)
    assert.ok(body.requests.at(-1).date.startsWith(today), 'the last point is the present one')
    assert.ok((last(body.network) ?? 0) > 2 * picture.length)
    const hours = await project.console.get('/v1/project/usage', { ...span, period: '1h' })
    assert.equal(hours.body.requests.length, 7 * 24)
  })

  it('of traffic counts what was refused, and what sockets were sent', async () => {
    const open = { bucketId: 'open', name: 'Open', permissions: ['read("any")'] }
    expectStatus(await project.server.post('/v1/storage/buckets', open), 201)
    const socket = await aSocket({ origin: project.origin, projectId: project.id, channels: ['files'] })
    expectStatus(await upload(project.server, 'open', 'three', picture, { name: 'three.png' }), 201)
    await socket.event('buckets.open.files.three.create')
    await socket.close()
    const body = await until(
      async () => {
        const { body: traffic } = await project.console.get('/v1/project/traffic', span)
        return traffic.realtimeTotal > 0 && traffic.errorsTotal > 0 && traffic
      },
      { deadline: 10_000, what: 'the event to be counted' },
    )
    assert.deepEqual([body.errorsTotal, last(body.errors), body.realtimeTotal, last(body.realtime)], [1, 1, 1, 1])
  })

  it('is for a bounded span, and for the people of the project', async () => {
    const refused = { status: 400, body: { type: 'general_argument_invalid' } }
    assert.partialDeepStrictEqual(await project.console.get('/v1/project/usage'), refused)
    const long = { startDate: '2020-01-01', endDate: '2024-01-01' }
    assert.partialDeepStrictEqual(await project.console.get('/v1/project/usage', long), refused)
    const asKey = await project.server.get('/v1/project/usage', span)
    assert.partialDeepStrictEqual(asKey, { status: 401, body: { type: 'general_unauthorized_scope' } })
    assert.equal((await project.aGuest().get('/v1/storage/usage')).status, 401)
  })
})
