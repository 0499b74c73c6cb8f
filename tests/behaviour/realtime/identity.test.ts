import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Bus, openBus } from '@basalt/bus'
import { audienceOf, eventNames, publishRealtime } from '@basalt/core/activity'
import { aProject, type TestProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'
import { aSocket, type Socket } from '#support/socket.ts'
import { until } from '#support/until.ts'
import type { TestUser } from '#support/user.ts'

const quiet = { warn: () => undefined, error: () => undefined }

describe('an open socket', () => {
  let project: TestProject
  let bus: Bus
  let files = 0

  before(async () => {
    project = await aProject()
    bus = await openBus({ url: (await theServer()).redisUrl, startTimeoutSeconds: 5 }, quiet)
  })
  after(() => bus.close())

  const open = (
    user: Pick<TestUser, 'session'>,
    channels = ['account', 'files', 'teams', 'memberships'],
  ): Promise<Socket> => aSocket({ origin: project.origin, projectId: project.id, channels, session: user.session })

  /** Whether the sockets hear a file that this role may read; they hear that anybody may read the next one. */
  const hears = async (role: string, ...sockets: readonly Socket[]): Promise<readonly boolean[]> => {
    const [id, next] = [`f${++files}`, `f${++files}`]
    for (const [fileId, readRole] of [
      [id, role],
      [next, 'any'],
    ] as const) {
      const event = `buckets.b.files.${fileId}.create`
      const audience = audienceOf(event, { readRoles: [readRole], projectId: project.id, teamId: project.teamId })
      assert.ok(audience)
      const message = { events: eventNames(event), timestamp: '', rolesChangedFor: [], payload: {} }
      await publishRealtime(bus, { ...message, ...audience, project: project.id })
    }
    await Promise.all(sockets.map((socket) => socket.event(`buckets.b.files.${next}.create`)))
    return sockets.map((socket) => socket.heard.includes(`buckets.b.files.${id}.create`))
  }

  it('of a user gets a label that is given later, and loses one that is taken', async () => {
    const ada = await project.aUser()
    const sockets = await Promise.all([open(ada), open(ada)])
    assert.deepEqual(await hears('label:staff', ...sockets), [false, false])
    await project.server.put(`/v1/users/${ada.id}/labels`, { labels: ['staff'] })
    assert.deepEqual(await hears('label:staff', ...sockets), [true, true])
    await project.server.put(`/v1/users/${ada.id}/labels`, { labels: [] })
    assert.deepEqual(await hears('label:staff', ...sockets), [false, false])
    await Promise.all(sockets.map((socket) => socket.close()))
  })

  it('of a user becomes verified with the user', async () => {
    const ada = await project.aUser()
    const socket = await open(ada)
    await project.server.patch(`/v1/users/${ada.id}/verification`, { emailVerification: true })
    assert.deepEqual(await hears('users/verified', socket), [true])
    assert.deepEqual(await hears('users/unverified', socket), [false])
    await socket.close()
  })

  it('is closed for good when its user is blocked, and hears that itself', async () => {
    const eve = await project.aUser()
    const sockets = await Promise.all([open(eve), open(eve)])
    await project.server.patch(`/v1/users/${eve.id}/status`, { status: false })
    for (const socket of sockets) {
      await until(() => socket.closed)
      assert.equal(socket.closed?.code, 1008)
      assert.deepEqual(socket.heard, [`users.${eve.id}.update`])
      assert.equal(socket.frames.at(-1).data.code, 401)
    }
  })

  it('is a guest from the moment that its session ends', async () => {
    const ada = await project.aUser()
    const socket = await open(ada)
    const { secret } = (await project.server.post(`/v1/users/${ada.id}/sessions`)).body
    const staying = await open({ session: secret })
    assert.equal((await ada.delete('/v1/account/sessions/current')).status, 204)
    assert.deepEqual(await hears('users', socket, staying), [false, true])
    assert.deepEqual(await hears('guests', socket, staying), [true, false])
    await project.server.patch(`/v1/users/${ada.id}/name`, { name: 'Later' })
    await staying.event(`users.${ada.id}.update.name`)
    await socket.settle()
    assert.ok(!socket.heard.includes(`users.${ada.id}.update`))
    await Promise.all([socket.close(), staying.close()])
  })

  it('is a guest when all sessions are deleted by a key, or the user is', async () => {
    for (const path of ['/sessions', '']) {
      const ada = await project.aUser()
      const socket = await open(ada)
      assert.equal((await project.server.delete(`/v1/users/${ada.id}${path}`)).status, 204)
      assert.deepEqual(await hears(`user:${ada.id}`, socket), [false])
      assert.deepEqual(await hears('guests', socket), [true])
      await socket.close()
    }
  })

  it('can sign in again after its session ended', async () => {
    const ada = await project.aUser()
    const socket = await open(ada)
    await ada.delete('/v1/account/sessions/current')
    assert.deepEqual(await hears('users', socket), [false])
    const { secret } = (await project.server.post(`/v1/users/${ada.id}/sessions`)).body
    socket.send({ type: 'authentication', data: { session: secret } })
    await socket.frame(({ type }) => type === 'response')
    assert.deepEqual(await hears('users', socket), [true])
    await socket.close()
  })

  it('joins and leaves a team with its user', async () => {
    const owner = await project.aUser()
    const member = await project.aUser()
    const [watching, joining] = await Promise.all([open(owner), open(member)])
    const team = (await owner.post('/v1/teams', { teamId: 'unique()', name: 'Crew' })).body
    const path = `/v1/teams/${team.$id}/memberships`
    const made = await project.server.post(path, { userId: member.id, roles: ['editor'] })
    assert.equal(made.status, 201)
    await joining.event(`teams.${team.$id}.memberships.${made.body.$id}.create`)
    assert.deepEqual(await hears(`team:${team.$id}/editor`, watching, joining), [false, true])
    await project.server.patch(`${path}/${made.body.$id}`, { roles: ['reader'] })
    assert.deepEqual(await hears(`team:${team.$id}/editor`, joining), [false])
    assert.deepEqual(await hears(`team:${team.$id}/reader`, joining), [true])
    await project.server.delete(`${path}/${made.body.$id}`)
    await watching.event(`teams.${team.$id}.memberships.${made.body.$id}.delete`)
    assert.deepEqual(await hears(`team:${team.$id}`, watching, joining), [true, false])
    assert.ok(!joining.heard.includes(`teams.${team.$id}.memberships.${made.body.$id}.delete`))
    await Promise.all([watching.close(), joining.close()])
  })

  it('hears no more of fellow members than it may read', async () => {
    const [ada, bob] = [await project.aUser(), await project.aUser()]
    const socket = await open(ada)
    const team = (await ada.post('/v1/teams', { teamId: 'unique()', name: 'Crew' })).body
    const path = `/v1/teams/${team.$id}/memberships`
    const made = await project.server.post(path, { userId: bob.id, roles: ['reader'] })
    assert.equal(made.body.userEmail, bob.email)
    const heard = await socket.event(`teams.${team.$id}.memberships.${made.body.$id}.create`)
    assert.partialDeepStrictEqual(heard.data.payload, { userId: bob.id, userName: '', userEmail: '', mfa: false })
    await socket.close()
  })

  it('loses a team that is deleted', async () => {
    const ada = await project.aUser()
    const socket = await open(ada)
    const team = (await ada.post('/v1/teams', { teamId: 'unique()', name: 'Crew' })).body
    assert.deepEqual(await hears(`team:${team.$id}/owner`, socket), [true])
    await ada.delete(`/v1/teams/${team.$id}`)
    await until(async () => (await hears(`team:${team.$id}`, socket))[0] === false)
    await socket.close()
  })

  it('is closed when its project is deleted, within half a minute', async () => {
    const doomed = await aProject()
    const ada = await doomed.aUser()
    const options = { origin: doomed.origin, projectId: doomed.id, channels: ['account'] }
    const sockets = [await aSocket({ ...options, session: ada.session }), await aSocket(options)]
    await doomed.drop()
    await until(() => sockets.every(({ closed }) => closed?.code === 1008), { deadline: 35_000 })
  })
})
