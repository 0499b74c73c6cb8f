import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '@basalt/config'
import * as realtime from '@basalt/realtime'
import { type Body, expectStatus } from '#support/client.ts'
import { theDocumentedClient } from '#support/documented-client.ts'
import { logLevel, testSecret } from '#support/environment.ts'
import { anIngress } from '#support/ingress.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'
import { aSocket } from '#support/socket.ts'
import { until } from '#support/until.ts'
import { upload } from '#support/upload.ts'

/** A gateway of its own port, on the stores of the shared server: as in the fleet. */
async function aGateway(environment: Readonly<Record<string, string>> = {}): ReturnType<typeof realtime.start> {
  const { databaseUrl, redisUrl } = await theServer()
  return realtime.start(
    readConfig({
      BASALT_DATABASE_URL: databaseUrl,
      BASALT_REDIS_URL: redisUrl,
      BASALT_SECRET: testSecret,
      BASALT_HOST: '127.0.0.1',
      BASALT_PORT: '0',
      BASALT_LOG_LEVEL: logLevel(),
      BASALT_RATE_LIMITS: 'off',
      ...environment,
    }),
  )
}

describe('several gateways', () => {
  let project: TestProject
  let gateways: Awaited<ReturnType<typeof aGateway>>[]

  before(async () => {
    project = await aProject()
    gateways = await Promise.all([aGateway(), aGateway()])
  })
  after(() => Promise.all(gateways.map((gateway) => gateway.close())))

  it('all hear what happens in a project, and what becomes of its users', async () => {
    const ada = await project.aUser()
    const options = { projectId: project.id, channels: ['account', 'teams'], session: ada.session }
    const sockets = await Promise.all(gateways.map(({ address }) => aSocket({ origin: address, ...options })))
    const team = (await ada.post('/v1/teams', { teamId: 'unique()', name: 'Crew' })).body
    for (const socket of sockets) await socket.event(`teams.${team.$id}.create`)
    await project.server.patch(`/v1/users/${ada.id}/status`, { status: false })
    await until(() => sockets.every(({ closed }) => closed?.code === 1008))
  })

  it('count their sockets together', async () => {
    const options = { projectId: project.id, channels: ['files'] }
    const sockets = await Promise.all(gateways.map(({ address }) => aSocket({ origin: address, ...options })))
    const cookie = `a_session_console=${project.owner.cookies.get('a_session_console')}`
    const console = await aSocket({
      origin: gateways[0]?.address ?? '',
      projectId: 'console',
      channels: ['project'],
      headers: { cookie },
    })
    await console.frame(({ data }) => data?.payload?.[project.id] === 2, 12_000)
    await Promise.all([...sockets, console].map((socket) => socket.close()))
  })

  it('are one for a client that comes back through their ingress, while one of them is replaced', async () => {
    const bucket = { bucketId: 'shared', name: 'Shared', permissions: ['read("any")'] }
    expectStatus(await project.server.post('/v1/storage/buckets', bucket), 201)
    const running = [await aGateway(), await aGateway()]
    await using ingress = await anIngress(() => running.map(({ address }) => address))
    const client = await theDocumentedClient()
    const heard: string[] = []
    let resyncs = 0
    const stop = client.listen({
      endpoint: `${ingress.origin}/v1`,
      project: project.id,
      channels: ['files'],
      onEvent: ({ payload }: Body) => heard.push(payload.$id),
      onResync: () => resyncs++,
    })
    const send = async (fileId: string): Promise<void> => {
      expectStatus(await upload(project.server, 'shared', fileId, Buffer.from(fileId)), 201)
    }
    let first = 0
    await until(async () => {
      await send(`first${++first}`)
      return heard.length > 0
    })
    const sent = Array.from({ length: 40 }, (_, n) => `file${n}`)
    for (const [n, fileId] of sent.entries()) {
      await send(fileId)
      if (n % 10 === 5) client.breakAll()
      if (n !== 20) continue
      const [leaving] = running.splice(0, 1, await aGateway())
      await leaving?.close()
    }
    await until(() => heard.at(-1) === sent.at(-1), { deadline: 10_000, what: 'the last file' })
    stop()
    await Promise.all(running.map((gateway) => gateway.close()))
    assert.deepEqual(
      heard.filter((id) => id.startsWith('file')),
      sent,
    )
    assert.equal(resyncs, 0)
    assert.ok(new Set(ingress.connections).size > 1, 'it was served by more than one')
  })

  it('answer plain requests by naming their protocol', async () => {
    const origin = gateways[0]?.address ?? ''
    const answer = await fetch(`${origin}/v1/realtime`)
    assert.equal(answer.status, 426)
    assert.equal(answer.headers.get('upgrade'), 'websocket')
    assert.equal((await fetch(`${origin}/else`)).status, 404)
  })

  it('tell their clients to come back when they stop', async () => {
    const gateway = await aGateway()
    const socket = await aSocket({ origin: gateway.address, projectId: project.id, channels: ['files'] })
    const startedAt = performance.now()
    await gateway.close()
    await until(() => socket.closed)
    assert.equal(socket.closed?.code, 1012)
    assert.ok(performance.now() - startedAt < 2000)
  })
})
