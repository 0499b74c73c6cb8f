import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'

describe('tokens that a server hands out', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
    for (const userId of ['tok', 'brute', 'race', 'blocked']) await project.server.post('/v1/users', { userId })
  })

  const token = async (userId: string, body: object = {}): Promise<string> => {
    const made = await project.server.post(`/v1/users/${userId}/tokens`, body)
    assert.equal(made.status, 201)
    return made.body.secret
  }
  const exchange = (userId: string, secret: string, method: 'POST' | 'PUT' = 'POST', path = 'token') =>
    project.aGuest().send(method, `/v1/account/sessions/${path}`, { body: { userId, secret } })

  it('are exchanged for a session once', async () => {
    const secret = await token('tok', { length: 32, expire: 60 })
    assert.match(secret, /^[0-9a-f]{32}$/)
    const guest = project.aGuest()
    const session = await guest.post('/v1/account/sessions/token', { userId: 'tok', secret })
    assert.partialDeepStrictEqual(session, {
      status: 201,
      body: { provider: 'token', factors: ['token'], current: true },
    })
    assert.equal((await guest.get('/v1/account')).body.$id, 'tok')
    assert.partialDeepStrictEqual(await exchange('tok', secret), { status: 401, body: { type: 'user_invalid_token' } })
    for (const path of ['magic-url', 'phone'])
      assert.equal((await exchange('tok', await token('tok'), 'PUT', path)).status, 201)
    assert.equal((await project.server.post('/v1/users/tok/tokens', { length: 200 })).status, 400)
  })

  it('open one session when several try at a time', async () => {
    const secret = await token('race', { length: 64 })
    const answers = await Promise.all(Array.from({ length: 5 }, () => exchange('race', secret)))
    assert.equal(answers.filter(({ status }) => status === 201).length, 1)
    assert.equal((await project.server.get('/v1/users/race/sessions')).body.total, 1)
  })

  it('become worthless after ten wrong guesses', async () => {
    const secret = await token('brute')
    for (let guess = 0; guess < 10; guess++) assert.equal((await exchange('brute', 'zzzzzz')).status, 401)
    assert.equal((await exchange('brute', secret)).body.type, 'user_invalid_token')
  })

  it('tell nothing of users that do not exist, and open nothing for blocked ones', async () => {
    assert.equal((await exchange('nobody', 'abcdef')).body.type, 'user_invalid_token')
    const secret = await token('blocked')
    await project.server.patch('/v1/users/blocked/status', { status: false })
    assert.equal((await exchange('blocked', secret)).body.type, 'user_blocked')
  })
})

describe('the log of a user', () => {
  it('tells what the user did, newest first, in pages', async () => {
    const project = await aProject()
    const client = project.aGuest()
    const credentials = { email: 'log@example.com', password: 'correct horse battery' }
    await client.post('/v1/account', { userId: 'log', ...credentials, name: 'Log' })
    await client.post('/v1/account/sessions/email', credentials)
    await client.patch('/v1/account/name', { name: 'New' })
    const { body } = await client.get('/v1/account/logs')
    assert.equal(body.total, 3)
    assert.deepEqual(
      body.logs.map((log: { event: string }) => log.event),
      ['user.update', 'session.create', 'user.create'],
    )
    assert.partialDeepStrictEqual(body.logs[0], {
      userId: 'log',
      userEmail: 'log@example.com',
      mode: 'default',
      countryCode: '--',
    })
    const page = await client.get('/v1/account/logs', {
      queries: [JSON.stringify({ method: 'limit', values: [1] }), JSON.stringify({ method: 'offset', values: [1] })],
    })
    assert.deepEqual(
      page.body.logs.map((log: { event: string }) => log.event),
      ['session.create'],
    )
    const filtered = await client.get('/v1/account/logs', {
      queries: [JSON.stringify({ method: 'equal', attribute: 'event', values: ['x'] })],
    })
    assert.equal(filtered.body.type, 'general_argument_invalid')
    assert.equal((await project.server.get('/v1/users/log/logs')).body.total, 3)
    assert.equal((await project.server.get('/v1/users/nobody/logs')).body.type, 'user_not_found')
  })
})

describe('push targets', () => {
  it('belong to the session that made them', async () => {
    const project = await aProject()
    const user = await project.aUser()
    const other = await project.aUser()
    const made = await user.post('/v1/account/targets/push', { targetId: 'device', identifier: 'tok' })
    assert.partialDeepStrictEqual(made, {
      status: 201,
      body: { $id: 'device', providerType: 'push', providerId: null },
    })
    const clash = await other.post('/v1/account/targets/push', { targetId: 'unique()', identifier: 'tok' })
    assert.partialDeepStrictEqual(clash, { status: 409, body: { type: 'user_target_already_exists' } })
    assert.equal(
      (await other.put('/v1/account/targets/device/push', { identifier: 'x' })).body.type,
      'user_target_not_found',
    )
    assert.equal((await other.delete('/v1/account/targets/device/push')).status, 404)
    assert.equal((await user.put('/v1/account/targets/device/push', { identifier: 'tok2' })).body.identifier, 'tok2')
    await user.post('/v1/account/targets/push', { targetId: 'second', identifier: 'tok3' })
    assert.equal((await user.delete('/v1/account/targets/second/push')).status, 204)
    await user.delete('/v1/account/sessions/current')
    const left = await project.server.get(`/v1/users/${user.id}/targets`)
    assert.deepEqual(
      left.body.targets.map((target: { providerType: string }) => target.providerType),
      ['email'],
    )
  })
})
