import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Bus, openBus } from '@basalt/bus'
import { audienceOf, eventNames, publishRealtime } from '@basalt/core/activity'
import type { Body } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'
import { aSocket, type Socket } from '#support/socket.ts'

const quiet = { warn: () => undefined, error: () => undefined }
const row = 'databases.d.collections.t.documents.r'

describe('a subscription by message', () => {
  let project: TestProject
  let bus: Bus

  before(async () => {
    project = await aProject()
    bus = await openBus({ url: (await theServer()).redisUrl, startTimeoutSeconds: 5 }, quiet)
  })
  after(() => bus.close())

  const open = (channels?: readonly string[], query: Readonly<Record<string, string>> = {}): Promise<Socket> =>
    aSocket({ origin: project.origin, projectId: project.id, query, ...(channels ? { channels } : {}) })

  const publish = async (event: string, payload: object = {}): Promise<void> => {
    const audience = audienceOf(event, { readRoles: ['any'], projectId: project.id, teamId: project.teamId })
    assert.ok(audience)
    const message = { events: eventNames(event), timestamp: '', rolesChangedFor: [], payload }
    await publishRealtime(bus, { ...message, ...audience, project: project.id })
  }

  const subscribe = async (socket: Socket, ...data: readonly object[]): Promise<Body> => {
    const before = socket.frames.length
    socket.send({ type: 'subscribe', data })
    return socket.frame((frame) => frame.type === 'response' && socket.frames.indexOf(frame) >= before)
  }

  /** Ids of the subscriptions that each event named, in order. */
  const named = (socket: Socket): readonly Body[] =>
    socket.frames.filter(({ type }) => type === 'event').map(({ data }) => data.subscriptions)

  it('is confirmed, and names itself in the events that it hears', async () => {
    const socket = await open()
    const answer = await subscribe(
      socket,
      { subscriptionId: 'a', channels: ['rows', 'account'] },
      { subscriptionId: 'b', channels: ['documents'], queries: [] },
      { subscriptionId: 'c', channels: ['files'] },
    )
    assert.equal(answer.data.to, 'subscribe')
    assert.equal(answer.data.success, true)
    await publish(`${row}.create`)
    const { data } = await socket.event(`${row}.create`)
    assert.deepEqual(data.subscriptions, ['a', 'b'])
    await publish('buckets.b.files.f.create')
    await socket.event('buckets.b.files.f.create')
    assert.deepEqual(named(socket), [['a', 'b'], ['c']])
    await socket.close()
  })

  it('is replaced by one with the same id, and ends when it is taken back', async () => {
    const socket = await open()
    await subscribe(socket, { subscriptionId: 'a', channels: ['rows'] })
    await subscribe(socket, { subscriptionId: 'a', channels: ['files'] })
    await publish(`${row}.create`)
    await publish('buckets.b.files.f.create')
    await socket.event('buckets.b.files.f.create')
    socket.send({ type: 'unsubscribe', data: [{ subscriptionId: 'a' }, { subscriptionId: 'never' }] })
    await socket.frame(({ type, data }) => type === 'response' && data.to === 'unsubscribe')
    await publish('buckets.b.files.f.delete')
    await socket.settle()
    assert.deepEqual(socket.heard, ['buckets.b.files.f.create'])
    await socket.close()
  })

  it('stands beside channels of the URL', async () => {
    const socket = await open(['files'])
    await subscribe(socket, { subscriptionId: 'a', channels: ['rows'] })
    await publish('buckets.b.files.f.create')
    await publish(`${row}.create`)
    await socket.event(`${row}.create`)
    assert.deepEqual(named(socket), [undefined, ['a']])
    await socket.close()
  })

  it('may name the action, and tables by their newer name', async () => {
    const socket = await open()
    await subscribe(
      socket,
      { subscriptionId: 'created', channels: ['tablesdb.d.tables.t.rows.create'] },
      { subscriptionId: 'updated', channels: ['databases.d.collections.t.documents.r.update'] },
      { subscriptionId: 'all', channels: ['tablesdb.d.tables.t.rows.r'] },
      { subscriptionId: 'other', channels: ['tablesdb.d.tables.u.rows'] },
    )
    await publish(`${row}.create`)
    await publish(`${row}.update`)
    await publish(`${row}.delete`)
    await socket.event(`${row}.delete`)
    assert.deepEqual(named(socket), [['created', 'all'], ['updated', 'all'], ['all']])
    await socket.close()
  })

  it('does not hear a foreign account', async () => {
    const ada = await project.aUser()
    const socket = await open()
    await subscribe(socket, { subscriptionId: 'a', channels: [`account.${ada.id}`, 'account'] })
    await ada.patch('/v1/account/name', { name: 'Ada' })
    await socket.settle()
    socket.send({ type: 'authentication', data: { session: ada.session } })
    await socket.frame(({ type, data }) => type === 'response' && data.to === 'authentication')
    await ada.patch('/v1/account/name', { name: 'Ada L' })
    await socket.event(`users.${ada.id}.update.name`)
    assert.equal(socket.heard.length, 1)
    assert.deepEqual(named(socket), [['a']])
    await socket.close()
  })

  const queries: readonly (readonly [string, object, readonly string[]])[] = [
    ['equal', { method: 'equal', attribute: 'status', values: ['OPEN'] }, ['one', 'two']],
    ['notEqual', { method: 'notEqual', attribute: 'status', values: ['open'] }, ['three']],
    ['greaterThan', { method: 'greaterThan', attribute: 'n', values: [1] }, ['two', 'three']],
    ['lessThanEqual', { method: 'lessThanEqual', attribute: 'n', values: [2] }, ['one', 'two']],
    ['between', { method: 'between', attribute: 'n', values: [2, 3] }, ['two', 'three']],
    ['isNull', { method: 'isNull', attribute: 'tags' }, ['three']],
    ['isNotNull', { method: 'isNotNull', attribute: 'tags' }, ['one', 'two']],
    ['contains', { method: 'contains', attribute: 'tags', values: ['b'] }, ['two']],
    ['startsWith', { method: 'startsWith', attribute: '$id', values: ['t'] }, ['two', 'three']],
    [
      'or',
      {
        method: 'or',
        values: [
          { method: 'equal', attribute: 'n', values: [1] },
          { method: 'equal', attribute: 'status', values: ['closed'] },
        ],
      },
      ['one', 'three'],
    ],
  ]
  for (const [method, query, expected] of queries) {
    it(`hears only the records that fit its queries: ${method}`, async () => {
      const socket = await open()
      await subscribe(
        socket,
        { subscriptionId: 'some', channels: ['rows'], queries: [JSON.stringify(query)] },
        { subscriptionId: 'end', channels: ['files'] },
      )
      await publish(`${row}.create`, { $id: 'one', n: 1, status: 'open', tags: ['a'] })
      await publish(`${row}.create`, { $id: 'two', n: 2, status: 'open', tags: ['a', 'b'] })
      await publish(`${row}.create`, { $id: 'three', n: 3, status: 'closed', tags: null })
      await publish('buckets.b.files.f.create')
      await socket.event('buckets.b.files.f.create')
      const heard = socket.frames.filter(({ data }) => data?.subscriptions?.includes('some'))
      assert.deepEqual(
        heard.map(({ data }) => data.payload.$id),
        expected,
      )
      await socket.close()
    })
  }

  it('is refused when its queries say nothing about one record, or when there are too many channels', async () => {
    const socket = await open()
    socket.send({
      type: 'subscribe',
      data: [{ subscriptionId: 'a', channels: ['rows'], queries: ['{"method":"limit","values":[1]}'] }],
    })
    socket.send({
      type: 'subscribe',
      data: [{ subscriptionId: 'b', channels: Array.from({ length: 600 }, (_, n) => `rows.${n}`) }],
    })
    await socket.settle()
    assert.deepEqual(
      socket.frames.filter(({ type }) => type === 'error').map(({ data }) => data.code),
      [1003, 1003],
    )
    assert.equal(socket.closed, null)
    await socket.close()
  })

  it('goes on from the last event that the client knows, without a gap or a repeat', async () => {
    const first = await open(['files'])
    await publish('buckets.b.files.f1.create', { n: 1 })
    const known = (await first.event('buckets.b.files.f1.create')).data.eventId
    await first.close()
    await publish('buckets.b.files.f2.create', { n: 2 })
    await publish(`${row}.create`)
    await publish('buckets.b.files.f3.create', { n: 3 })
    const again = await open(['files'], { lastEventId: known })
    assert.equal(again.frames[0].data.resumed, true)
    await publish('buckets.b.files.f4.create', { n: 4 })
    await again.event('buckets.b.files.f4.create')
    const files = ['f2', 'f3', 'f4'].map((id) => `buckets.b.files.${id}.create`)
    assert.deepEqual(again.heard, files)
    await again.close()
  })

  it('goes on from the greeting when no event came at all', async () => {
    const first = await open(['files'])
    const known = first.frames[0].data.eventId
    await first.close()
    await publish('buckets.b.files.f5.create')
    const again = await open(['files'], { lastEventId: known })
    await again.event('buckets.b.files.f5.create')
    assert.equal(again.heard.length, 1)
    await again.close()
  })

  it('says so when what was missed is not known any more', async () => {
    for (const lastEventId of ['1-1', 'nonsense', '99999999999999-0']) {
      const socket = await open(['files'], { lastEventId })
      assert.equal(socket.frames[0].data.resumed, false)
      await socket.close()
    }
    const known = (await open(['files'])).frames[0].data.eventId
    await publish('buckets.b.files.f6.create', { text: 'x'.repeat(100_000) })
    const socket = await open(['files'], { lastEventId: known })
    assert.equal(socket.frames[0].data.resumed, false)
    await socket.close()
  })
})
