import assert from 'node:assert/strict'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'

const secondsTo1970 = 2_208_988_800

describe('health', () => {
  let project: TestProject
  let clock: Socket
  let server: TestServer
  let offset = 0
  before(async () => {
    clock = createSocket('udp4')
    clock.on('message', (message, { port, address }) => {
      const answer = Buffer.alloc(48)
      answer.writeUInt32BE(Math.floor(Date.now() / 1000) + secondsTo1970 + offset, 40)
      clock.send(message.length === 48 ? answer : 'what?', port, address)
    })
    clock.bind(0, '127.0.0.1')
    await once(clock, 'listening')
    const { port } = clock.address()
    server = await aServer({ BASALT_TIME_SERVER: `127.0.0.1:${port}` })
    project = await aProject({ on: server })
  })
  after(async () => {
    clock.close()
    await server.close()
  })

  const get = (path: string) => project.server.get(`/v1/health${path}`)

  it('tells that the stores answer', async () => {
    assert.partialDeepStrictEqual(await get(''), { status: 200, body: { name: 'http', status: 'pass' } })
    const lines = { '/db': 2, '/cache': 1, '/pubsub': 1 } as const
    for (const [path, total] of Object.entries(lines)) {
      const { status, body } = await get(path)
      assert.deepEqual([status, body.total, body.statuses.length], [200, total, total])
      for (const line of body.statuses) assert.equal(line.status, 'pass')
    }
    for (const path of ['/storage', '/storage/local']) {
      assert.partialDeepStrictEqual(await get(path), { status: 200, body: { name: '', status: 'pass' } })
    }
    assert.deepEqual((await get('/anti-virus')).body, { version: '', status: 'disabled' })
  })

  it('compares the clock with a time server', async () => {
    const { status, body } = await get('/time')
    assert.equal(status, 200)
    assert.ok(Math.abs(body.diff) <= 1)
    assert.equal(body.remoteTime - body.localTime, body.diff)
    offset = 90
    assert.partialDeepStrictEqual(await get('/time'), { status: 500, body: { type: 'general_server_error' } })
    offset = 0
  })

  it('tells how long the queues are, and fails from a threshold on', async () => {
    for (const path of ['/queue/mails', '/queue/databases?name=x', '/queue/failed/v1-webhooks']) {
      const { status, body } = await get(path)
      assert.equal(status, 200)
      assert.ok(Number.isInteger(body.size))
    }
    assert.partialDeepStrictEqual(await get('/queue/mails?threshold=0'), {
      status: 503,
      body: { type: 'health_queue_size_exceeded' },
    })
    for (const path of ['/queue/mails?threshold=x', '/queue/failed/nope']) {
      assert.partialDeepStrictEqual(await get(path), { status: 400, body: { type: 'general_argument_invalid' } })
    }
    assert.partialDeepStrictEqual(await get('/queue/nope'), {
      status: 404,
      body: { type: 'general_route_not_found' },
    })
  })

  it('looks at certificates of public hosts alone', async () => {
    for (const domain of ['nope', 'localhost', '127.0.0.1', 'http://127.0.0.1/', 'a b.example', 'x.localhost']) {
      const refused = await get(`/certificate?domain=${encodeURIComponent(domain)}`)
      assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'general_argument_invalid' } })
    }
    assert.equal((await get('/certificate')).status, 400)
    assert.partialDeepStrictEqual(await get('/certificate?domain=nothing.invalid'), {
      status: 404,
      body: { type: 'health_invalid_host' },
    })
  })

  it('is for keys and admins, the version for everybody else', async () => {
    assert.equal((await project.console.get('/v1/health')).status, 200)
    const [guest, user] = [project.aGuest(), await project.aUser()]
    for (const client of [guest, user]) {
      const refused = await client.get('/v1/health/db')
      assert.partialDeepStrictEqual(refused, { status: 401, body: { type: 'general_unauthorized_scope' } })
      assert.match((await client.get('/v1/health/version')).body.version, /^\d+\.\d+\.\d+$/)
    }
    assert.equal((await get('/version')).status, 401)
  })
})
