import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'
import { aSocket, type Socket } from '#support/socket.ts'
import { until } from '#support/until.ts'
import type { TestUser } from '#support/user.ts'

describe('messages of a client', () => {
  let project: TestProject
  let ada: TestUser
  const open = (channels: readonly string[] = ['account']): Promise<Socket> =>
    aSocket({ origin: project.origin, projectId: project.id, channels })

  before(async () => {
    project = await aProject()
    ada = await project.aUser({ name: 'Ada' })
  })

  it('are answered with a pong when they ping, with data or as a binary frame too', async () => {
    const socket = await open()
    socket.send({ type: 'ping' })
    socket.send({ type: 'ping', data: {} })
    socket.send(Buffer.from('{"type":"ping"}'))
    await until(() => socket.frames.length === 4)
    assert.deepEqual(socket.frames.slice(1), [{ type: 'pong' }, { type: 'pong' }, { type: 'pong' }])
    await socket.close()
  })

  for (const message of [
    '',
    'nonsense',
    '5',
    'null',
    '"ping"',
    '[]',
    '{}',
    '{"type":"shout","data":{}}',
    '{"type":"authentication"}',
    '{"type":"authentication","data":{}}',
    '{"type":"authentication","data":{"session":"bm8="}}',
    '{"type":"subscribe"}',
    '{"type":"subscribe","data":[{"subscriptionId":"a"}]}',
    '{"type":"subscribe","data":[{"channels":["files"]}]}',
    '{"type":"subscribe","data":[{"subscriptionId":"a","channels":["files"],"queries":["no query"]}]}',
    '{"type":"unsubscribe","data":{}}',
  ]) {
    it(`are refused with 1003 and leave the connection open: ${message}`, async () => {
      const socket = await open()
      socket.send(message)
      const { data } = await socket.frame(({ type }) => type === 'error')
      assert.equal(data.code, 1003)
      await socket.settle()
      assert.equal(socket.closed, null)
      await socket.close()
    })
  }

  it('end the connection when they are too large', async () => {
    const socket = await open()
    socket.send({ type: 'ping', data: 'x'.repeat(70_000) })
    await until(() => socket.closed)
    assert.equal(socket.closed?.code, 1009)
  })

  it('sign a connection in, once and again', async () => {
    const socket = await open()
    assert.equal(socket.frames[0].data.user, null)
    for (let time = 1; time <= 2; time++) {
      socket.send({ type: 'authentication', data: { session: ada.session } })
      await until(() => socket.frames.length === 1 + time)
      const { type, data } = socket.frames[time]
      assert.equal(type, 'response')
      assert.deepEqual([data.to, data.success, data.user.$id], ['authentication', true, ada.id])
    }
    await ada.patch('/v1/account/name', { name: 'Ada L' })
    await socket.event(`users.${ada.id}.update.name`)
    await socket.settle()
    assert.equal(socket.heard.length, 1)
    await socket.close()
  })

  it('cannot sign in with a JWT or a session of another project', async () => {
    const other = await (await aProject()).aUser()
    const { jwt } = (await ada.post('/v1/account/jwts')).body
    const socket = await open()
    for (const session of [jwt, other.session]) socket.send({ type: 'authentication', data: { session } })
    await until(() => socket.frames.length === 3)
    assert.deepEqual(
      socket.frames.slice(1).map(({ data }) => data.code),
      [1003, 1003],
    )
    await socket.close()
  })

  it('end the connection with 1013 when there are far too many', async () => {
    const socket = await open()
    for (let sent = 0; sent < 300; sent++) socket.send({ type: 'ping' })
    await until(() => socket.closed)
    assert.equal(socket.closed?.code, 1013)
    assert.equal(socket.frames.at(-1).data.code, 1013)
  })
})
