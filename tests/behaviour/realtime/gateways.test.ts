import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '@basalt/config'
import * as realtime from '@basalt/realtime'
import { logLevel, testSecret } from '#support/environment.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'
import { aSocket } from '#support/socket.ts'
import { until } from '#support/until.ts'

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
