import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readConfig } from '@basalt/config'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'
import { SmsCatcher } from '#support/sms.ts'
import { until } from '#support/until.ts'

const refusedNumber = '+15555550142'

describe('codes by SMS', () => {
  let catcher: SmsCatcher
  let server: TestServer
  let project: TestProject

  before(async () => {
    catcher = await SmsCatcher.open()
    server = await aServer({
      BASALT_SMS_URL: `sms://AC1:to%2Fken@twilio?from=+15550100&api=${catcher.api}`,
      BASALT_PRIVATE_ADDRESSES: 'allow',
    })
    project = await aProject({ on: server, name: 'Café' })
  })

  after(async () => {
    await server.close()
    await catcher[Symbol.asyncDispose]()
  })

  const codeIn = (text = ''): string => /\b\d{6}\b/.exec(text)?.[0] ?? ''

  it('sign in, and reach nobody but the provider', async () => {
    const guest = project.aGuest()
    const phone = '+15555550111'
    const made = await guest.post('/v1/account/tokens/phone', { userId: 'texted', phone })
    assert.partialDeepStrictEqual(made, { status: 201, body: { userId: 'texted', secret: '' } })
    const { path, authorization, form } = await catcher.take(phone)
    assert.equal(path, '/2010-04-01/Accounts/AC1/Messages.json')
    assert.equal(authorization, `Basic ${Buffer.from('AC1:to/ken').toString('base64')}`)
    assert.equal(form['From'], '+15550100')
    assert.match(form['Body'] ?? '', /^\d{6} is your code for Café\.$/)
    const session = await guest.post('/v1/account/sessions/token', { userId: 'texted', secret: codeIn(form['Body']) })
    assert.partialDeepStrictEqual(session, { status: 201, body: { provider: 'phone', factors: ['phone'] } })
  })

  it('verify a number, and pass a challenge as a second factor', async () => {
    const phone = '+15555550122'
    const user = await project.aUser({ phone })
    assert.equal((await user.post('/v1/account/verifications/phone')).status, 201)
    const secret = codeIn((await catcher.take(phone)).form['Body'])
    assert.equal((await user.put('/v1/account/verifications/phone', { userId: user.id, secret })).status, 200)
    const challenge = await user.post('/v1/account/mfa/challenges', { factor: 'phone' })
    assert.equal(challenge.status, 200)
    const otp = codeIn((await catcher.take(phone)).form['Body'])
    const passed = await user.put('/v1/account/mfa/challenges', { challengeId: challenge.body.$id, otp })
    assert.equal(passed.status, 200)
    assert.ok(passed.body.factors.includes('phone'))
  })

  it('are sent again when the provider fails, and not when it refuses', async () => {
    const phone = '+15555550133'
    catcher.answer = { status: 503, body: '' }
    await project.aGuest().post('/v1/account/tokens/phone', { userId: 'unique()', phone })
    const first = await catcher.take(phone)
    catcher.answer = { status: 201, body: '{}' }
    assert.deepEqual((await catcher.take(phone)).form, first.form)
    catcher.answer = { status: 400, body: '{"code":21211}' }
    await project.aGuest().post('/v1/account/tokens/phone', { userId: 'unique()', phone: refusedNumber })
    await catcher.take(refusedNumber)
    const failed = () => project.server.get('/v1/health/queue/failed/v1-messaging', { threshold: 100 })
    await until(async () => (await failed()).body.size === 1, { deadline: 5000, what: 'the refused message in health' })
    catcher.answer = { status: 201, body: '{}' }
    assert.equal(catcher.calls.length, 0)
  })

  it('are not sent for what failed, nor to mock numbers', async () => {
    const phone = '+15555550155'
    const user = await project.aUser({ phone })
    await project.server.patch(`/v1/users/${user.id}/status`, { status: false })
    const blocked = await project.aGuest().post('/v1/account/tokens/phone', { userId: 'unique()', phone })
    assert.equal(blocked.body.type, 'user_blocked')
    const mock = '+15555550166'
    const numbers = [{ phone: mock, otp: '424242' }]
    await project.owner.patch(`/v1/projects/${project.id}/auth/mock-numbers`, { numbers })
    const made = await project.aGuest().post('/v1/account/tokens/phone', { userId: 'mocked', phone: mock })
    assert.equal(made.status, 201)
    const after = '+15555550188'
    await project.aGuest().post('/v1/account/tokens/phone', { userId: 'unique()', phone: after })
    await catcher.take(after)
    assert.equal(catcher.calls.length, 0)
  })
})

describe('Vonage', () => {
  it('is asked in its own words, and its answer read', async () => {
    await using catcher = await SmsCatcher.open()
    const environment = { BASALT_SMS_URL: `sms://key:secret@vonage?from=Shop&api=${catcher.api}` }
    const server = await aServer({ ...environment, BASALT_PRIVATE_ADDRESSES: 'allow' })
    try {
      const project = await aProject({ on: server, name: 'Café' })
      const ask = (phone: string) => project.aGuest().post('/v1/account/tokens/phone', { userId: 'unique()', phone })
      // Too many at a time: it says so with a 200.
      catcher.answer = { status: 200, body: '{"messages":[{"status":"1"}]}' }
      await ask('+15555550111')
      const { path, form } = await catcher.take('15555550111')
      assert.equal(path, '/sms/json')
      assert.partialDeepStrictEqual(form, { api_key: 'key', api_secret: 'secret', from: 'Shop', type: 'unicode' })
      catcher.answer = { status: 200, body: '{"messages":[{"status":"0"}]}' }
      assert.deepEqual((await catcher.take('15555550111')).form, form)
    } finally {
      await server.close()
    }
  })
})

describe('the URL of an SMS provider', () => {
  const reading = (url: string) =>
    readConfig({
      BASALT_SECRET: 'x'.repeat(32),
      BASALT_DATABASE_URL: 'mysql://localhost/basalt',
      BASALT_REDIS_URL: 'redis://localhost',
      BASALT_SMS_URL: url,
    })

  it('names an account, a provider and a sender, or start-up stops', () => {
    for (const url of ['sms://AC1:token@twilio?from=+15550100', 'sms://key:secret@vonage?api=https://x&from=Shop']) {
      assert.equal(reading(url).sms?.url, url)
    }
    for (const url of ['sms://AC1:token@twilio', 'sms://AC1@twilio?from=x', 'sms://a:b@pigeon?from=x', 'https://x']) {
      assert.throws(() => reading(url), /BASALT_SMS_URL/, url)
    }
  })
})
