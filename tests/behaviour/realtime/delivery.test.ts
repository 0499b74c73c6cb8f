import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Bus, openBus } from '@basalt/bus'
import { audienceOf, eventNames, publishRealtime } from '@basalt/core/activity'
import { aProject, type TestProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'
import { aSocket, type Socket } from '#support/socket.ts'
import type { TestUser } from '#support/user.ts'

const quiet = { warn: () => undefined, error: () => undefined }

describe('an event', () => {
  let project: TestProject
  let ada: TestUser
  let bob: TestUser
  let bus: Bus

  before(async () => {
    project = await aProject()
    ada = await project.aUser({ name: 'Ada', labels: ['staff'], emailVerified: true })
    bob = await project.aUser({ name: 'Bob' })
    bus = await openBus({ url: (await theServer()).redisUrl, startTimeoutSeconds: 5 }, quiet)
  })
  after(() => bus.close())

  const open = (channels: readonly string[], user?: TestUser): Promise<Socket> =>
    aSocket({ origin: project.origin, projectId: project.id, channels, ...(user ? { session: user.session } : {}) })

  /** Publishes as features do that have no endpoint in this test: rows, files. */
  const publish = async (event: string, readRoles: readonly string[], payload: object = {}): Promise<void> => {
    const audience = audienceOf(event, { readRoles, projectId: project.id, teamId: project.teamId })
    assert.ok(audience)
    const message = { events: eventNames(event), timestamp: new Date().toISOString(), rolesChangedFor: [], payload }
    await publishRealtime(bus, { ...message, ...audience, project: project.id })
  }

  it('of an account reaches the sockets of that user alone', async () => {
    const sockets = await Promise.all([open(['account'], ada), open(['account'], bob), open(['account'])])
    const [own, other, guest] = sockets
    await ada.patch('/v1/account/prefs', { prefs: { theme: 'dark' } })
    const { data } = await own.event(`users.${ada.id}.update.prefs`)
    assert.deepEqual(data.channels, ['account', `account.${ada.id}`])
    assert.match(data.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/)
    await Promise.all(sockets.map((socket) => socket.settle()))
    assert.deepEqual(other.heard, [])
    assert.deepEqual(guest.heard, [])
    await Promise.all(sockets.map((socket) => socket.close()))
  })

  it('shows the account to its user whoever caused it, and no secret', async () => {
    const socket = await open(['account'], ada)
    await project.server.patch(`/v1/users/${ada.id}/name`, { name: 'Ada B' })
    const { data } = await socket.event(`users.${ada.id}.update.name`)
    assert.equal(data.payload.name, 'Ada B')
    assert.ok(!('password' in data.payload) && !('hash' in data.payload))
    await project.server.post(`/v1/users/${ada.id}/sessions`)
    const opened = await socket.frame(({ data: { events = [] } = {} }) =>
      events.includes(`users.${ada.id}.sessions.*.create`),
    )
    assert.ok(!opened.data.payload.secret)
    await socket.close()
  })

  it('of a team reaches its members, its creator too', async () => {
    const [own, other] = await Promise.all([open(['teams', 'memberships'], ada), open(['teams', 'memberships'], bob)])
    const team = (await ada.post('/v1/teams', { teamId: 'unique()', name: 'Crew' })).body
    const { data } = await own.event(`teams.${team.$id}.create`)
    assert.deepEqual(data.channels, ['teams', `teams.${team.$id}`])
    assert.equal(data.payload.name, 'Crew')
    await ada.put(`/v1/teams/${team.$id}`, { name: 'Crew 2' })
    await own.event(`teams.${team.$id}.update`)
    await other.settle()
    assert.deepEqual(other.heard, [])
    await Promise.all([own.close(), other.close()])
  })

  it('of a row is heard under six channels by who may read it, once each', async () => {
    const rows = 'databases.d.tables.t.rows'
    const documents = 'databases.d.collections.t.documents'
    const all = ['rows', rows, `${rows}.r`, 'documents', documents, `${documents}.r`]
    const sockets = await Promise.all([...all.map((channel) => open([channel], ada)), open(all, ada)])
    const elsewhere = await open([`${rows}.other`, 'databases.d.tables.other.rows', 'files'], ada)
    const stranger = await open(all, bob)
    await publish('databases.d.collections.t.documents.r.create', [`user:${ada.id}`, 'label:staff'], { n: 1 })
    for (const socket of sockets) {
      const { data } = await socket.event('databases.d.tables.t.rows.r.create')
      assert.deepEqual(data.channels, all)
      assert.deepEqual(data.payload, { n: 1 })
    }
    for (const socket of [...sockets, elsewhere, stranger]) await socket.settle()
    for (const socket of sockets) assert.equal(socket.heard.length, 1)
    assert.deepEqual([...elsewhere.heard, ...stranger.heard], [])
    await Promise.all([...sockets, elsewhere, stranger].map((socket) => socket.close()))
  })

  it('of a file is heard by the roles that may read it', async () => {
    const byRole = {
      any: [true, true, true],
      users: [true, true, false],
      guests: [false, false, true],
      'users/verified': [true, false, false],
      [`user:${bob.id}/unverified`]: [false, true, false],
      'label:staff': [true, false, false],
    }
    const sockets = await Promise.all([open(['files'], ada), open(['files'], bob), open(['buckets.b.files.f'])])
    for (const role of Object.keys(byRole)) await publish('buckets.b.files.f.update', [role], { role })
    await publish('buckets.b.files.f.delete', ['any'])
    for (const socket of sockets) await socket.event('buckets.b.files.f.delete')
    for (const [index, socket] of sockets.entries()) {
      const heard = socket.frames.map(({ data }) => data?.payload?.role).filter((role) => role !== undefined)
      const expected = Object.entries(byRole).filter(([, reaches]) => reaches[index])
      assert.deepEqual(
        heard,
        expected.map(([role]) => role),
      )
    }
    await Promise.all(sockets.map((socket) => socket.close()))
  })

  it('stays in its project', async () => {
    const other = await aProject()
    const socket = await aSocket({ origin: other.origin, projectId: other.id, channels: ['files'] })
    const own = await open(['files'])
    await publish('buckets.b.files.f.create', ['any'])
    await own.event('buckets.b.files.f.create')
    await socket.settle()
    assert.deepEqual(socket.heard, [])
    await Promise.all([own.close(), socket.close()])
  })

  it('keeps the order of the changes', async () => {
    const socket = await open(['files'])
    for (let n = 0; n < 50; n++) await publish('buckets.b.files.f.update', ['any'], { n })
    await socket.frame(({ data }) => data?.payload?.n === 49)
    const order = socket.frames.slice(1).map(({ data }) => data.payload.n)
    assert.deepEqual(
      order,
      order.toSorted((left, right) => left - right),
    )
    await socket.close()
  })

  it('keeps whole numbers beyond 2^53', async () => {
    const socket = await open(['files'])
    await publish('buckets.b.files.f.create', ['any'], { big: 9007199254740993n })
    const text = JSON.stringify((await socket.event('buckets.b.files.f.create')).data.payload)
    assert.match(text, /900719925474099/)
    await socket.close()
  })

  it('is not sent to a client that does not read, which is told to come back later', async () => {
    const slow = await open(['files'])
    slow.pause()
    const payload = { text: 'x'.repeat(200_000) }
    for (let sent = 0; sent < 120; sent++) await publish('buckets.b.files.f.update', ['any'], payload)
    slow.resume()
    const end = performance.now() + 5000
    while (!slow.closed && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
    assert.equal(slow.closed?.code, 1013)
    assert.ok(slow.heard.length < 120)
  })
})

describe('the console', () => {
  it('hears the counters of its projects and the self-test', async () => {
    const project = await aProject()
    const cookie = `a_session_console=${project.owner.cookies.get('a_session_console')}`
    const own = await aSocket({ origin: project.origin, projectId: project.id, channels: ['files'] })
    const socket = await aSocket({
      origin: project.origin,
      projectId: 'console',
      channels: ['console', 'project'],
      headers: { cookie },
    })
    const { data } = await socket.event('stats.connections', 8000)
    assert.deepEqual(data.channels, ['project'])
    assert.equal(typeof data.payload[project.id], 'number')
    await socket.frame(({ data: { payload } = {} }) => payload?.[project.id] === 1, 8000)
    const guest = await aSocket({ origin: project.origin, projectId: 'console', channels: ['tests'] })
    const test = await guest.event('test.event', 8000)
    assert.deepEqual(test.data.payload, { response: 'WS:/v1/realtime:passed' })
    await Promise.all([own.close(), socket.close(), guest.close()])
  })
})
