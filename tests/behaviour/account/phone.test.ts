import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'

const phone = '+15555550188'
const otp = '424242'

describe('phones', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
    const numbers = [
      { phone, otp },
      { phone: '+15555550177', otp: '313131' },
    ]
    const set = await project.owner.patch(`/v1/projects/${project.id}/auth/mock-numbers`, { numbers })
    assert.equal(set.status, 200)
  })

  it('sign in by the code of a mock number, with a new user for a new number', async () => {
    const guest = project.aGuest()
    const made = await guest.post('/v1/account/tokens/phone', { userId: 'phone', phone })
    assert.partialDeepStrictEqual(made, { status: 201, body: { userId: 'phone', secret: '' } })
    const wrong = await guest.post('/v1/account/sessions/token', { userId: 'phone', secret: '000000' })
    assert.equal(wrong.body.type, 'user_invalid_token')
    const session = await guest.put('/v1/account/sessions/phone', { userId: 'phone', secret: otp })
    assert.partialDeepStrictEqual(session, { status: 201, body: { provider: 'phone', factors: ['phone'] } })
    assert.partialDeepStrictEqual(await guest.get('/v1/account'), {
      body: { phone, phoneVerification: true, targets: [{ providerType: 'sms', identifier: phone }] },
    })
    const again = await project.aGuest().post('/v1/account/sessions/phone', { userId: 'unique()', phone })
    assert.equal(again.body.userId, 'phone')
  })

  it('are verified by a code, which signs nobody in', async () => {
    const user = await project.aUser()
    assert.equal((await user.post('/v1/account/verifications/phone')).body.type, 'user_phone_not_found')
    await project.server.patch(`/v1/users/${user.id}/phone`, { number: '+15555550177' })
    assert.equal((await user.post('/v1/account/verification/phone')).status, 201)
    const guest = project.aGuest()
    const body = { userId: user.id, secret: '313131' }
    assert.equal((await guest.post('/v1/account/sessions/token', body)).body.type, 'user_invalid_token')
    const wrong = await guest.put('/v1/account/verifications/phone', { ...body, secret: '000000' })
    assert.equal(wrong.body.type, 'user_invalid_token')
    assert.equal((await guest.put('/v1/account/verifications/phone', body)).status, 200)
    assert.equal((await user.get('/v1/account')).body.phoneVerification, true)
    assert.equal((await user.post('/v1/account/verifications/phone')).body.type, 'user_phone_already_verified')
  })

  it('get no code while no provider of SMS is set up', async () => {
    const refused = await project
      .aGuest()
      .post('/v1/account/tokens/phone', { userId: 'unique()', phone: '+15555550101' })
    assert.partialDeepStrictEqual(refused, { status: 503, body: { type: 'general_phone_disabled' } })
    assert.equal((await project.server.get('/v1/users', { search: '15555550101' })).body.total, 0)
  })
})

describe('alerts of new sessions', () => {
  it('are mailed for every session but the first, where the project wants them', async () => {
    const project = await aProject()
    await project.owner.patch(`/v1/projects/${project.id}/auth/session-alerts`, { alerts: true })
    const credentials = { email: 'alert@example.com', password: 'correct horse battery' }
    await project.aGuest().post('/v1/account', { userId: 'alert', ...credentials, name: 'Ada' })
    const signIn = () => project.aGuest().post('/v1/account/sessions/email', credentials)
    assert.equal((await signIn()).status, 201)
    assert.equal((await signIn()).status, 201)
    const mail = await project.mailbox.take('alert@example.com')
    assert.match(mail.subject, /new session/)
    assert.match(mail.text, /127\.0\.0\.1/)
    const mails = project.mailbox.mails.filter(({ to }) => to.includes('alert@example.com'))
    assert.equal(mails.length, 1)
  })
})
