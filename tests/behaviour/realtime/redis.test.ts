import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Bus, openBus, redisOptions } from '@basalt/bus'
import { audienceOf, eventNames, publishRealtime, publishRolesChanged } from '@basalt/core/activity'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'
import { aSocket, type Socket } from '#support/socket.ts'
import { until } from '#support/until.ts'

const quiet = { warn: () => undefined, error: () => undefined }

describe('sockets while Redis has trouble', () => {
  let server: TestServer
  let project: TestProject
  let bus: Bus

  before(async () => {
    server = await aServer()
    project = await aProject({ on: server })
    bus = await openBus({ url: server.redisUrl, startTimeoutSeconds: 5 }, quiet)
  })
  after(async () => {
    await bus.close()
    await server.close()
  })

  const open = (session?: string): Promise<Socket> =>
    aSocket({ origin: project.origin, projectId: project.id, channels: ['files'], ...(session ? { session } : {}) })

  const publish = async (id: string, role = 'any'): Promise<void> => {
    const event = `buckets.b.files.${id}.create`
    const audience = audienceOf(event, { readRoles: [role], projectId: project.id, teamId: project.teamId })
    assert.ok(audience)
    const message = { events: eventNames(event), timestamp: '', rolesChangedFor: [], payload: {} }
    await publishRealtime(bus, { ...message, ...audience, project: project.id })
  }

  /** Cuts the connections on which this server's processes listen. */
  const cutListeners = async (): Promise<void> => {
    const list = String(await bus.redis.client('LIST', 'TYPE', 'PUBSUB'))
    const database = redisOptions({ url: server.redisUrl, startTimeoutSeconds: 5 }).db ?? 0
    const mine = list.split('\n').filter((line) => line.includes(` db=${database} `))
    assert.ok(mine.length > 0)
    for (const line of mine) await bus.redis.client('KILL', 'ID', Number(/id=(\d+)/.exec(line)?.[1]))
  }

  it('hear once what happened while the gateway could not listen, in order', async () => {
    const socket = await open()
    await publish('before')
    await socket.event('buckets.b.files.before.create')
    await cutListeners()
    for (const id of ['a', 'b', 'c']) await publish(id)
    await socket.event('buckets.b.files.c.create')
    await publish('after')
    await socket.event('buckets.b.files.after.create')
    assert.deepEqual(
      socket.heard,
      ['before', 'a', 'b', 'c', 'after'].map((id) => `buckets.b.files.${id}.create`),
    )
    await socket.close()
  })

  it('learn what became of their users meanwhile', async () => {
    const ada = await project.aUser()
    const socket = await open(ada.session)
    await cutListeners()
    await project.server.patch(`/v1/users/${ada.id}/status`, { status: false })
    await until(() => socket.closed)
    assert.equal(socket.closed?.code, 1008)
  })

  it('go on hearing when Redis was emptied', async () => {
    const socket = await open()
    await bus.redis.flushdb()
    await publish('a')
    await socket.event('buckets.b.files.a.create')
    const later = await open()
    await publish('b')
    await Promise.all([socket, later].map((one) => one.event('buckets.b.files.b.create')))
    assert.equal(socket.heard.length, 2)
    await Promise.all([socket.close(), later.close()])
  })

  it('are not disturbed by a change of roles of nobody', async () => {
    const socket = await open()
    await publishRolesChanged(bus, project, ['nobody'])
    await publish('c')
    await socket.event('buckets.b.files.c.create')
    await socket.close()
  })
})
