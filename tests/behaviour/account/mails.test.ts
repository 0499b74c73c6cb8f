import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Mail } from '#support/mail.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer } from '#support/server.ts'

const password = 'correct horse battery'

/** Parameters of the link in a mail. */
function linkIn({ links }: Mail): { readonly address: string; readonly params: URLSearchParams } {
  const url = links.find(({ searchParams }) => searchParams.has('secret'))
  assert.ok(url, 'the mail has a link with a secret')
  return { address: url.origin + url.pathname, params: url.searchParams }
}

function codeIn({ text }: Mail): string {
  return /\b\d{6}\b/.exec(text)?.[0] ?? ''
}

describe('what mails bring', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  it('sets a new password by a recovery link, once', async () => {
    const guest = project.aGuest()
    await guest.post('/v1/account', { userId: 'rec', email: 'rec@example.com', password })
    const body = { email: 'REC@example.com', url: 'http://localhost/reset?x=1' }
    const made = await guest.post('/v1/account/recovery', body)
    assert.partialDeepStrictEqual(made, { status: 201, body: { userId: 'rec', secret: '', phrase: '' } })
    const { address, params } = linkIn(await project.mailbox.take('rec@example.com'))
    assert.equal(address, 'http://localhost/reset')
    assert.deepEqual([params.get('x'), params.get('userId'), params.get('expire')], ['1', 'rec', made.body.expire])
    const secret = params.get('secret') ?? ''
    assert.match(secret, /^[0-9a-f]{256}$/)

    const confirm = (given: object) =>
      guest.put('/v1/account/recovery', { userId: 'rec', secret, password: 'brand new password', ...given })
    assert.equal((await confirm({ secret: 'wrong' })).body.type, 'user_invalid_token')
    assert.equal((await confirm({ userId: 'nobody' })).body.type, 'user_not_found')
    assert.equal((await confirm({ password: 'short' })).body.type, 'general_argument_invalid')
    const answers = await Promise.all([confirm({}), confirm({}), confirm({})])
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 401, 401],
    )
    const login = (secretWord: string) =>
      project.aGuest().post('/v1/account/sessions/email', { email: 'rec@example.com', password: secretWord })
    assert.equal((await login(password)).status, 401)
    assert.equal((await login('brand new password')).status, 201)
  })

  it('asks for nothing but registered hosts, known users and free ones', async () => {
    const guest = project.aGuest()
    const recover = (body: object) => guest.post('/v1/account/recovery', { url: 'http://localhost/r', ...body })
    const foreign = await recover({ email: 'rec@example.com', url: 'http://evil.example/r' })
    assert.partialDeepStrictEqual(foreign, { status: 400, body: { type: 'general_argument_invalid' } })
    assert.equal((await recover({ email: 'nobody@example.com' })).body.type, 'user_not_found')
    await project.server.post('/v1/users', { userId: 'blocked', email: 'blocked@example.com' })
    await project.server.patch('/v1/users/blocked/status', { status: false })
    assert.equal((await recover({ email: 'blocked@example.com' })).body.type, 'user_blocked')
    const magic = await guest.post('/v1/account/tokens/magic-url', {
      userId: 'unique()',
      email: 'blocked@example.com',
      url: 'http://localhost/m',
    })
    assert.equal(magic.body.type, 'user_blocked')
  })

  it('verifies an address by a link, which anybody may follow once', async () => {
    const user = await project.aUser({ email: 'verify@example.com' })
    const made = await user.post('/v1/account/verification', { url: 'http://localhost/verify' })
    assert.partialDeepStrictEqual(made, { status: 201, body: { userId: user.id, secret: '' } })
    const { params } = linkIn(await project.mailbox.take('verify@example.com'))
    const body = { userId: user.id, secret: params.get('secret') }
    const guest = project.aGuest()
    assert.equal((await guest.put('/v1/account/recovery', { ...body, password })).body.type, 'user_invalid_token')
    assert.equal((await guest.post('/v1/account/sessions/token', body)).body.type, 'user_invalid_token')
    assert.equal((await guest.put('/v1/account/verifications/email', body)).status, 200)
    assert.equal((await guest.put('/v1/account/verifications/email', body)).body.type, 'user_invalid_token')
    assert.equal((await user.get('/v1/account')).body.emailVerification, true)
    const again = await user.post('/v1/account/verifications/email', { url: 'http://localhost/verify' })
    assert.partialDeepStrictEqual(again, { status: 409, body: { type: 'user_email_already_verified' } })
    const anonymous = project.aGuest()
    await anonymous.post('/v1/account/sessions/anonymous')
    const none = await anonymous.post('/v1/account/verifications/email', { url: 'http://localhost/verify' })
    assert.partialDeepStrictEqual(none, { status: 400, body: { type: 'user_email_not_found' } })
  })

  it('recovers with the newest password change in mind: older links are void', async () => {
    const guest = project.aGuest()
    await guest.post('/v1/account', { userId: 'twice', email: 'twice@example.com', password })
    const secrets: (string | null)[] = []
    for (const url of ['http://localhost/a', 'http://localhost/b']) {
      await guest.post('/v1/account/recovery', { email: 'twice@example.com', url })
      secrets.push(linkIn(await project.mailbox.take('twice@example.com')).params.get('secret'))
    }
    const confirm = (secret: string | null | undefined) =>
      guest.put('/v1/account/recovery', { userId: 'twice', secret, password: 'another good one' })
    assert.equal((await confirm(secrets[1])).status, 200)
    assert.partialDeepStrictEqual(await confirm(secrets[0]), { status: 401, body: { type: 'user_invalid_token' } })
  })

  it('proves nothing of an address by a mail to the one before', async () => {
    const user = project.aGuest()
    await user.post('/v1/account', { userId: 'mover', email: 'before@example.com', password })
    await user.post('/v1/account/sessions/email', { email: 'before@example.com', password })
    await user.post('/v1/account/verifications/email', { url: 'http://localhost/verify' })
    const { params } = linkIn(await project.mailbox.take('before@example.com'))
    assert.equal((await user.patch('/v1/account/email', { email: 'after@example.com', password })).status, 200)
    const confirmed = await user.put('/v1/account/verifications/email', {
      userId: 'mover',
      secret: params.get('secret'),
    })
    assert.partialDeepStrictEqual(confirmed, { status: 401, body: { type: 'user_invalid_token' } })
    assert.equal((await user.get('/v1/account')).body.emailVerification, false)
  })

  it('leads to no host that the client only claims to have asked', async () => {
    const body = { email: 'rec@example.com', url: 'http://evil.example/reset' }
    const lured = await project.aGuest().post('/v1/account/recovery', body, { host: 'evil.example' })
    assert.partialDeepStrictEqual(lured, { status: 400, body: { type: 'general_argument_invalid' } })
  })

  it('signs in by a magic link, with a new user for a new address', async () => {
    const guest = project.aGuest()
    const body = { userId: 'magic', email: 'Magic@example.com', url: 'http://localhost/m', phrase: true }
    const made = await guest.post('/v1/account/tokens/magic-url', body)
    assert.partialDeepStrictEqual(made, { status: 201, body: { userId: 'magic', secret: '' } })
    assert.match(made.body.phrase, /^[a-z]+ [a-z]+$/)
    const mail = await project.mailbox.take('magic@example.com')
    assert.ok(mail.text.includes(made.body.phrase))
    const secret = linkIn(mail).params.get('secret')
    assert.equal(linkIn(mail).params.get('project'), project.id)
    const session = await guest.put('/v1/account/sessions/magic-url', { userId: 'magic', secret })
    assert.partialDeepStrictEqual(session, { status: 201, body: { provider: 'magic-url', factors: ['email'] } })
    assert.partialDeepStrictEqual(await guest.get('/v1/account'), {
      body: { email: 'magic@example.com', emailVerification: true },
    })
    const again = await project.aGuest().post('/v1/account/tokens/magic-url', { ...body, userId: 'unique()' })
    assert.equal(again.body.userId, 'magic')
  })

  it('signs in by a code', async () => {
    const guest = project.aGuest()
    const made = await guest.post('/v1/account/tokens/email', { userId: 'otp', email: 'otp@example.com' })
    assert.partialDeepStrictEqual(made, { status: 201, body: { userId: 'otp', phrase: '' } })
    const code = codeIn(await project.mailbox.take('otp@example.com'))
    const wrong = code === '000000' ? '000001' : '000000'
    const exchange = (secret: string) => guest.post('/v1/account/sessions/token', { userId: 'otp', secret })
    assert.equal((await exchange(wrong)).body.type, 'user_invalid_token')
    assert.partialDeepStrictEqual(await exchange(code), {
      status: 201,
      body: { provider: 'token', factors: ['email'] },
    })
    assert.equal(
      (await project.aGuest().post('/v1/account/sessions/token', { userId: 'otp', secret: code })).status,
      401,
    )
  })

  it('passes a second factor by a code', async () => {
    const user = await project.aUser({ email: 'factor@example.com', emailVerified: true })
    await user.patch('/v1/account/mfa', { mfa: true })
    const { body } = await project.server.post(`/v1/users/${user.id}/sessions`)
    const session = project.aGuest().with({ 'x-appwrite-session': body.secret })
    assert.equal((await session.get('/v1/account')).body.type, 'user_more_factors_required')
    const challenge = await session.post('/v1/account/mfa/challenges', { factor: 'email' })
    assert.equal(challenge.status, 200)
    const otp = codeIn(await project.mailbox.take('factor@example.com'))
    const passed = await session.put('/v1/account/mfa/challenges', { challengeId: challenge.body.$id, otp })
    assert.deepEqual(passed.body.factors, ['server', 'email'])
    assert.equal((await session.get('/v1/account')).status, 200)
  })

  it('passes no factor by a code that went to the address before', async () => {
    const user = await project.aUser({ email: 'factor-old@example.com', emailVerified: true })
    const challenge = await user.post('/v1/account/mfa/challenges', { factor: 'email' })
    const otp = codeIn(await project.mailbox.take('factor-old@example.com'))
    await project.server.patch(`/v1/users/${user.id}/email`, { email: 'factor-new@example.com' })
    const late = await user.put('/v1/account/mfa/challenges', { challengeId: challenge.body.$id, otp })
    assert.equal(late.body.type, 'user_invalid_token')
  })

  it('gives servers the secrets, that build mails of their own', async () => {
    const made = await project.server.post('/v1/account/tokens/email', { userId: 'unique()', email: 'own@example.com' })
    assert.match(made.body.secret, /^\d{6}$/)
    const session = await project
      .aGuest()
      .post('/v1/account/sessions/token', { userId: made.body.userId, secret: made.body.secret })
    assert.equal(session.status, 201)
  })
})

describe('a server without mail', () => {
  it('says so instead of promising mails', async () => {
    const server = await aServer({ BASALT_SMTP_URL: '' })
    after(() => server.close())
    const project = await aProject({ on: server })
    const user = await project.aUser({ email: 'nomail@example.com', emailVerified: true })
    const guest = project.aGuest()
    const url = 'http://localhost/x'
    const answers = [
      await guest.post('/v1/account/recovery', { email: 'nomail@example.com', url }),
      await guest.post('/v1/account/tokens/email', { userId: 'unique()', email: 'x@example.com' }),
      await guest.post('/v1/account/tokens/magic-url', { userId: 'unique()', email: 'x@example.com', url }),
      await user.post('/v1/account/verifications/email', { url }),
      await user.post('/v1/account/mfa/challenges', { factor: 'email' }),
    ]
    for (const answer of answers) {
      assert.partialDeepStrictEqual(answer, { status: 503, body: { type: 'general_smtp_disabled' } })
    }
  })
})
