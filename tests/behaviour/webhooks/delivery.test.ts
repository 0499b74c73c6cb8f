import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { Body } from '#support/client.ts'
import { aConsoleUser, aProject, type TestProject } from '#support/project.ts'
import { aReceiver, type Receiver } from '#support/receiver.ts'
import { aServer, type TestServer, theServer } from '#support/server.ts'
import { until } from '#support/until.ts'
import { aHook } from './a-hook.ts'

describe('a webhook', () => {
  let server: TestServer
  let receiver: Receiver
  let project: TestProject

  before(async () => {
    server = await aServer({ BASALT_PRIVATE_ADDRESSES: 'allow' })
    receiver = await aReceiver()
  })
  after(async () => {
    await receiver.close()
    await server.close()
  })
  beforeEach(async () => {
    receiver.calls.length = 0
    receiver.answer = () => 200
    project = await aProject({ on: server })
  })

  const hook = (events: readonly string[], more: object = {}, url = receiver.url): Promise<Body> =>
    aHook(server, project, url, { name: 'Töst', events, ...more })

  it('is sent the answer of the operation, signed, with every name of the event', async () => {
    const made = await hook(['teams.*.create'], {}, `${receiver.url}?a=%20b`)
    const team = await project.server.post('/v1/teams', { teamId: 'crew', name: 'Crew' })
    const [call] = await receiver.received(1)
    assert.ok(call)
    assert.equal(call.path, '/hook?a=%20b')
    assert.deepEqual(call.body, team.body)
    const { headers } = call
    assert.equal(headers['content-type'], 'application/json')
    assert.equal(headers['content-length'], String(Buffer.byteLength(call.text)))
    assert.equal(headers['x-appwrite-webhook-id'], made.$id)
    assert.equal(headers['x-appwrite-webhook-name'], Buffer.from('Töst').toString('latin1'))
    assert.equal(headers['x-appwrite-webhook-project-id'], project.id)
    assert.equal(headers['x-appwrite-webhook-user-id'], undefined)
    const events = String(headers['x-appwrite-webhook-events']).split(',')
    assert.deepEqual(events, ['teams.crew.create', 'teams.*.create', 'teams.crew', 'teams.*'])
    const signed = `${receiver.url}?a= b${call.text}`
    const signature = createHmac('sha1', made.signatureKey).update(signed).digest('base64')
    assert.equal(headers['x-appwrite-webhook-signature'], signature)
    assert.equal(headers['authorization'], undefined)
  })

  it('is told who acted, and signs in with a name and password', async () => {
    await hook(['users.*.update.name'], { httpUser: 'me', httpPass: 'sesame' })
    const ada = await project.aUser()
    await ada.patch('/v1/account/name', { name: 'Ada' })
    const [call] = await receiver.received(1)
    assert.equal(call?.headers['x-appwrite-webhook-user-id'], ada.id)
    assert.equal(call?.headers['authorization'], `Basic ${Buffer.from('me:sesame').toString('base64')}`)
    assert.ok(!call?.text.includes('"password"'))
  })

  it('hears what it listens to, and nothing else', async () => {
    await hook(['teams.*.update'])
    await project.server.post('/v1/teams', { teamId: 'crew', name: 'Crew' })
    await project.server.put('/v1/teams/crew', { name: 'Crew 2' })
    await project.server.delete('/v1/teams/crew')
    await receiver.received(1)
    await project.server.post('/v1/teams', { teamId: 'last', name: 'Last' })
    await project.server.put('/v1/teams/last', { name: 'Last 2' })
    const calls = await receiver.received(2)
    assert.deepEqual(
      calls.map(({ body }) => body.name),
      ['Crew 2', 'Last 2'],
    )
  })

  it('hears nothing any more once it is off or deleted', async () => {
    const made = await hook(['teams.*'])
    await project.server.post('/v1/teams', { teamId: 'one', name: 'One' })
    await receiver.received(1)
    await project.owner.delete(`/v1/projects/${project.id}/webhooks/${made.$id}`)
    await project.server.post('/v1/teams', { teamId: 'two', name: 'Two' })
    await hook(['teams.*'])
    await project.server.post('/v1/teams', { teamId: 'three', name: 'Three' })
    const calls = await receiver.received(2)
    assert.deepEqual(
      calls.map(({ body }) => body.$id),
      ['one', 'three'],
    )
  })

  it('keeps a log, from which a delivery can be sent again', async () => {
    const made = await hook(['teams.*.create'])
    receiver.answer = () => 500
    await project.server.post('/v1/teams', { teamId: 'one', name: 'One' })
    const path = `/v1/projects/${project.id}/webhooks/${made.$id}/deliveries`
    const tried = await until(async () => {
      const { body } = await project.owner.get(path)
      return body.total === 1 && body.deliveries[0].attempts === 1 && body.deliveries[0]
    })
    assert.equal(tried.event, 'teams.one.create')
    assert.deepEqual([tried.status, tried.responseStatus, tried.response], ['pending', 500, 'answered 500'])
    assert.ok(Date.parse(tried.nextAttemptAt) > Date.now())
    receiver.answer = () => 200
    await project.server.post('/v1/teams', { teamId: 'two', name: 'Two' })
    const done = await until(async () => {
      const queries = [JSON.stringify({ method: 'equal', attribute: 'status', values: ['delivered'] })]
      return (await project.owner.get(path, { queries })).body.deliveries[0]
    })
    const calls = receiver.calls.length
    assert.equal((await project.owner.post(`${path}/${done.$id}`)).status, 200)
    await receiver.received(calls + 1)
    const again = receiver.calls.at(-1)
    assert.equal(again?.body.$id, 'two')
    assert.equal(again?.headers['x-basalt-webhook-delivery'], done.$id)
    const unknown = await project.owner.post(`${path}/999999`)
    assert.deepEqual([unknown.status, unknown.body.type], [404, 'webhook_delivery_not_found'])
    const stranger = await aConsoleUser(server)
    assert.equal((await stranger.get(path)).status, 401)
    assert.equal((await stranger.post(`${path}/${done.$id}`)).status, 401)
    assert.equal((await project.server.get(path)).status, 401)
  })

  it('shows the last fault to the owner', async () => {
    const made = await hook(['teams.*'])
    receiver.answer = () => 503
    await project.server.post('/v1/teams', { teamId: 'one', name: 'One' })
    await receiver.received(1)
    await until(async () => {
      const { body } = await project.owner.get(`/v1/projects/${project.id}/webhooks/${made.$id}`)
      return body.logs.includes('503') && body.logs.includes('answered 503')
    })
  })
})

describe('a webhook on an instance that keeps to public addresses', () => {
  it('never calls this machine', async () => {
    const receiver = await aReceiver()
    const project = await aProject()
    const made = await aHook(await theServer(), project, receiver.url, { name: 'Inside', events: ['teams.*'] })
    await project.server.post('/v1/teams', { teamId: 'one', name: 'One' })
    await until(
      async () => {
        const { body: shown } = await project.owner.get(`/v1/projects/${project.id}/webhooks/${made.$id}`)
        return shown.logs.includes('not a public one')
      },
      { deadline: 8000 },
    )
    assert.deepEqual(receiver.calls, [])
    await receiver.close()
  })
})
