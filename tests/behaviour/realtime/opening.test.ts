import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { type Body, Client } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aSocket, type Socket, type SocketOptions } from '#support/socket.ts'
import { until } from '#support/until.ts'
import type { TestUser } from '#support/user.ts'

describe('opening a socket', () => {
  let project: TestProject
  let ada: TestUser
  const open = (options: Partial<SocketOptions>): Promise<Socket> =>
    aSocket({ origin: project.origin, projectId: project.id, ...options })

  before(async () => {
    project = await aProject()
    ada = await project.aUser({ name: 'Ada' })
  })

  it('greets a guest with the channels it asked for', async () => {
    const socket = await open({ channels: ['files', 'no.such.channel', 'files'] })
    const { type, data } = greetingOf(socket)
    assert.equal(type, 'connected')
    assert.deepEqual(data.channels, ['files', 'no.such.channel'])
    assert.equal(data.user, null)
    await socket.close()
  })

  it('greets a user with the account, and adds its own channel to account', async () => {
    const socket = await open({ channels: ['account', 'account.somebody'], session: ada.session })
    const { data } = greetingOf(socket)
    assert.deepEqual(data.channels, ['account', `account.${ada.id}`])
    const account = (await ada.get('/v1/account')).body
    assert.deepEqual(data.user, { ...account, accessedAt: data.user.accessedAt })
    assert.ok(!('password' in data.user))
    await socket.close()
  })

  for (const [name, headers] of [
    ['the session header', (user: TestUser) => ({ 'x-appwrite-session': user.session })],
    [
      'the fallback cookies',
      (user: TestUser, id: string) => ({ 'x-fallback-cookies': JSON.stringify({ [`a_session_${id}`]: user.session }) }),
    ],
    ['the legacy cookie', (user: TestUser, id: string) => ({ cookie: `a_session_${id}_legacy=${user.session}` })],
  ] as const) {
    it(`knows a user by ${name}`, async () => {
      const socket = await open({ channels: ['account'], headers: headers(ada, project.id) })
      assert.equal(greetingOf(socket).data.user.$id, ada.id)
      await socket.close()
    })
  }

  it('knows a user by a JWT in the header, and by nothing in the query', async () => {
    const { jwt } = (await ada.post('/v1/account/jwts')).body
    const byHeader = await open({ channels: ['account'], headers: { 'x-appwrite-jwt': jwt } })
    assert.equal(greetingOf(byHeader).data.user.$id, ada.id)
    const byQuery = await open({ channels: ['account'], query: { jwt } })
    assert.equal(greetingOf(byQuery).data.user, null)
    await Promise.all([byHeader.close(), byQuery.close()])
  })

  it('refuses a JWT that is not valid', async () => {
    const socket = await open({ channels: ['account'], headers: { 'x-appwrite-jwt': 'a.b.c' } })
    await refused(socket, 401, 1008)
  })

  it('takes an unreadable cookie and an API key for a guest', async () => {
    const cookie = await open({ channels: ['account'], session: 'bm8=' })
    const key = await open({ channels: ['account'], headers: { 'x-appwrite-key': project.key } })
    assert.equal(greetingOf(cookie).data.user, null)
    assert.equal(greetingOf(key).data.user, null)
    await Promise.all([cookie.close(), key.close()])
  })

  it('takes the project from the header', async () => {
    const headers = { 'x-appwrite-project': project.id }
    const socket = await open({ channels: ['files'], query: { project: '' }, headers })
    assert.equal(greetingOf(socket).type, 'connected')
    await socket.close()
  })

  it('takes a connection without channels, for clients that subscribe by message', async () => {
    const socket = await open({})
    assert.deepEqual(greetingOf(socket).data.channels, [])
    await socket.close()
  })

  it('refuses a project that does not exist, and says so with a message and the close code', async () => {
    await refused(await open({ channels: ['files'], query: { project: 'nowhere' } }), 1008, 1008)
  })

  it('refuses channels of which none is left', async () => {
    await refused(await open({ channels: [`account.${ada.id}`], session: ada.session }), 1008, 1008)
  })

  it('refuses channels that are no list', async () => {
    await refused(await open({ query: { channels: 'files' } }), 1008, 1008)
  })

  it('refuses an origin that the project does not know', async () => {
    await refused(await open({ channels: ['files'], headers: { origin: 'https://evil.example' } }), 1008, 1008)
    const known = await open({ channels: ['files'], headers: { origin: 'http://localhost:3000' } })
    assert.equal(greetingOf(known).type, 'connected')
    await known.close()
  })

  it('refuses a blocked user', async () => {
    const eve = await project.aUser()
    await project.server.patch(`/v1/users/${eve.id}/status`, { status: false })
    await refused(await open({ channels: ['files'], session: eve.session }), 401, 1008)
  })

  it('lets a console user listen in admin mode as what they are', async () => {
    const session = sessionOf(project.owner)
    const headers = { cookie: `a_session_console=${session}` }
    const socket = await open({ channels: ['files', 'account'], query: { mode: 'admin' }, headers })
    const { data } = greetingOf(socket)
    assert.deepEqual(data.channels, ['files', 'account', `account.${data.user.$id}`])
    await socket.close()
  })

  it('counts openings of an address, and refuses too many of them until later', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.77' }
    const sockets = await Promise.all(Array.from({ length: 129 }, () => open({ channels: ['files'], headers })))
    const [first] = sockets.filter((socket) => socket.frames[0].type === 'error')
    assert.ok(first)
    await refused(first, 1013, 1013)
    const other = await open({ channels: ['files'], headers: { 'x-forwarded-for': '203.0.113.78' } })
    assert.equal(greetingOf(other).type, 'connected')
    await Promise.all([...sockets, other].map((socket) => socket.close()))
  })

  it('refuses everybody while the project has realtime switched off', async () => {
    const quiet = await aProject()
    const before = await aSocket({ origin: quiet.origin, projectId: quiet.id, channels: ['files'] })
    const off = await quiet.owner.patch(`/v1/projects/${quiet.id}/api`, { api: 'realtime', status: false })
    assert.equal(off.status, 200)
    await refused(await aSocket({ origin: quiet.origin, projectId: quiet.id, channels: ['files'] }), 403, 1008)
    assert.equal(before.closed, null)
    await before.close()
  })

  it('answers other paths and plain requests without a socket', async () => {
    const client = new Client(project.origin, { connection: 'Upgrade', upgrade: 'websocket' })
    assert.equal((await client.get('/v1/elsewhere')).status, 404)
    assert.equal((await new Client(project.origin).get('/v1/realtime')).status, 404)
  })
})

function greetingOf(socket: Socket): Body {
  assert.equal(socket.frames.length, 1)
  return socket.frames[0]
}

async function refused(socket: Socket, code: number, closeCode: number): Promise<void> {
  await until(() => socket.closed, { what: 'the refusal of a socket' })
  assert.equal(socket.frames[0].type, 'error')
  assert.equal(socket.frames[0].data.code, code)
  assert.equal(typeof socket.frames[0].data.message, 'string')
  assert.equal(socket.closed?.code, closeCode)
}

function sessionOf(client: Client): string {
  return decodeURIComponent(client.cookies.get('a_session_console') ?? '')
}
