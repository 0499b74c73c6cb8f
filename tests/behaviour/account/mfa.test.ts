import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import type { Client } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import type { TestUser } from '#support/user.ts'

const period = 30_000
/** The code of an authenticator app, some steps away from now. */
const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * period })

describe('second factors', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  /** A further session of a user, which has passed one factor only. */
  const another = async (user: TestUser): Promise<Client> => {
    const { body } = await project.server.post(`/v1/users/${user.id}/sessions`)
    return project.aGuest().with({ 'x-appwrite-session': body.secret })
  }

  /** A user with an authenticator in use and the second factor on. */
  const enrolled = async (): Promise<{ user: TestUser; secret: string }> => {
    const user = await project.aUser()
    const { secret } = (await user.post('/v1/account/mfa/authenticators/totp')).body
    assert.equal((await user.put('/v1/account/mfa/authenticators/totp', { otp: codeOf(secret) })).status, 200)
    assert.equal((await user.patch('/v1/account/mfa', { mfa: true })).body.mfa, true)
    return { user, secret }
  }

  it('sets an authenticator up', async () => {
    const user = await project.aUser({ email: 'setup@example.com' })
    assert.deepEqual((await user.get('/v1/account/mfa/factors')).body, {
      totp: false,
      phone: false,
      email: false,
      recoveryCode: false,
    })
    assert.equal(
      (await user.put('/v1/account/mfa/authenticators/totp', { otp: '123456' })).body.type,
      'user_authenticator_not_found',
    )
    assert.equal((await user.post('/v1/account/mfa/authenticators/sms')).body.type, 'general_argument_invalid')
    const { body } = await user.post('/v1/account/mfa/authenticators/totp')
    assert.match(body.secret, /^[A-Z2-7]{103}$/)
    assert.match(body.uri, /^otpauth:\/\/totp\/Test%20project%3Asetup%40example\.com\?issuer=Test%20project&secret=/)
    for (const otp of ['000000', codeOf(body.secret, -3)]) {
      const wrong = await user.put('/v1/account/mfa/authenticators/totp', { otp })
      assert.partialDeepStrictEqual(wrong, { status: 401, body: { type: 'user_invalid_token' } })
    }
    assert.equal((await user.put('/v1/account/mfa/authenticators/totp', { otp: codeOf(body.secret, -1) })).status, 200)
    assert.equal((await user.get('/v1/account/mfa/factors')).body.totp, true)
    const again = await user.post('/v1/account/mfa/authenticators/totp')
    assert.partialDeepStrictEqual(again, { status: 409, body: { type: 'user_authenticator_already_verified' } })
  })

  it('stops sessions and JWTs that passed one factor only, and no others', async () => {
    const { user } = await enrolled()
    assert.equal((await user.get('/v1/account')).status, 200)
    const session = await another(user)
    for (const path of ['/v1/account', '/v1/account/prefs', '/v1/account/sessions', '/v1/teams']) {
      assert.partialDeepStrictEqual(await session.get(path), {
        status: 401,
        body: { type: 'user_more_factors_required' },
      })
    }
    const { body } = await project.server.post(`/v1/users/${user.id}/jwts`, { sessionId: 'recent' })
    const bearer = project.aGuest().with({ 'x-appwrite-jwt': body.jwt })
    assert.equal((await bearer.get('/v1/account')).body.type, 'user_more_factors_required')
    assert.equal((await session.get('/v1/account/mfa/factors')).body.totp, true)
    assert.equal((await session.delete('/v1/account/sessions/current')).status, 204)
  })

  it('releases a session by a code, which works once', async () => {
    const { user, secret } = await enrolled()
    const session = await another(user)
    const challenge = await session.post('/v1/account/mfa/challenges', { factor: 'totp' })
    assert.partialDeepStrictEqual(challenge, { status: 200, body: { userId: user.id } })
    const answer = (client: Client, challengeId: string, otp: string) =>
      client.put('/v1/account/mfa/challenge', { challengeId, otp })
    const wrong = await answer(session, challenge.body.$id, '000000')
    assert.partialDeepStrictEqual(wrong, { status: 401, body: { type: 'user_invalid_token' } })
    const code = codeOf(secret)
    const answers = await Promise.all(Array.from({ length: 4 }, () => answer(session, challenge.body.$id, code)))
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 401, 401, 401],
    )
    const right = answers.find(({ status }) => status === 200)
    assert.deepEqual(right?.body.factors, ['server', 'totp'])
    assert.match(right?.body.mfaUpdatedAt, /^\d{4}-\d\d-\d\dT.*\+00:00$/)
    assert.equal((await session.get('/v1/account')).status, 200)

    const third = await another(user)
    const replay = await third.post('/v1/account/mfa/challenges', { factor: 'totp' })
    assert.equal((await answer(third, replay.body.$id, code)).status, 401)
    assert.equal((await answer(third, replay.body.$id, codeOf(secret, 1))).status, 200)
  })

  it('closes a challenge after ten wrong answers', async () => {
    const { user, secret } = await enrolled()
    const session = await another(user)
    const { body } = await session.post('/v1/account/mfa/challenges', { factor: 'totp' })
    const wrong = Array.from({ length: 10 }, () =>
      session.put('/v1/account/mfa/challenges', { challengeId: body.$id, otp: '000000' }),
    )
    for (const { status } of await Promise.all(wrong)) assert.equal(status, 401)
    const right = await session.put('/v1/account/mfa/challenges', { challengeId: body.$id, otp: codeOf(secret) })
    assert.equal(right.status, 401)
  })

  it('does not take the challenge of another user', async () => {
    const one = await enrolled()
    const two = await enrolled()
    const { body } = await one.user.post('/v1/account/mfa/challenges', { factor: 'totp' })
    const session = await another(two.user)
    const stolen = await session.put('/v1/account/mfa/challenges', { challengeId: body.$id, otp: codeOf(two.secret) })
    assert.equal(stolen.body.type, 'user_invalid_token')
  })

  it('makes recovery codes, each of which works once, in any case of letters', async () => {
    const { user } = await enrolled()
    const made = await user.post('/v1/account/mfa/recovery-codes')
    const codes: string[] = made.body.recoveryCodes
    assert.equal(codes.length, 6)
    for (const code of codes) assert.match(code, /^[0-9a-f]{10}$/)
    assert.equal((await user.post('/v1/account/mfa/recovery-codes')).body.type, 'user_recovery_codes_already_exists')
    assert.equal((await user.get('/v1/account/mfa/recovery-codes')).body.type, 'user_challenge_required')
    const pass = async (otp: string) => {
      const session = await another(user)
      const challenge = await session.post('/v1/account/mfa/challenges', { factor: 'recoveryCode' })
      return {
        session,
        answer: await session.put('/v1/account/mfa/challenges', { challengeId: challenge.body.$id, otp }),
      }
    }
    const code = codes[0] ?? ''
    const { session, answer } = await pass(code.toUpperCase())
    assert.deepEqual(answer.body.factors, ['server', 'recoverycode'])
    assert.equal((await pass(code)).answer.status, 401)
    assert.deepEqual((await session.get('/v1/account/mfa/recovery-codes')).body.recoveryCodes, codes.slice(1))
    const renewed = await session.patch('/v1/account/mfa/recovery-codes')
    assert.equal(renewed.body.recoveryCodes.length, 6)
    assert.equal(renewed.body.recoveryCodes.includes(codes[1]), false)
  })

  it('removes an authenticator only shortly after a challenge', async () => {
    const { user, secret } = await enrolled()
    const refused = await user.delete('/v1/account/mfa/authenticators/totp')
    assert.partialDeepStrictEqual(refused, { status: 401, body: { type: 'user_challenge_required' } })
    const { body } = await user.post('/v1/account/mfa/challenges', { factor: 'totp' })
    await user.put('/v1/account/mfa/challenges', { challengeId: body.$id, otp: codeOf(secret) })
    assert.equal((await user.delete('/v1/account/mfa/authenticators/totp')).status, 204)
    assert.equal((await user.delete('/v1/account/mfa/authenticators/totp')).body.type, 'user_authenticator_not_found')
    assert.equal((await (await another(user)).get('/v1/account')).status, 200)
  })

  it('refuses factors that the user lacks', async () => {
    const user = await project.aUser()
    const factor = async (name: string) => (await user.post('/v1/account/mfa/challenges', { factor: name })).body.type
    assert.equal(await factor('pigeon'), 'general_argument_invalid')
    assert.equal(await factor('phone'), 'user_phone_not_found')
    assert.equal(await factor('email'), 'user_email_not_verified')
  })

  it('is managed by keys', async () => {
    const { user } = await enrolled()
    const path = `/v1/users/${user.id}/mfa`
    assert.equal((await project.server.get(`${path}/recovery-codes`)).body.type, 'user_recovery_codes_not_found')
    assert.equal((await project.server.put(`${path}/recovery-codes`)).body.type, 'user_recovery_codes_not_found')
    assert.equal((await project.server.patch(`${path}/recovery-codes`)).body.recoveryCodes.length, 6)
    assert.equal((await project.server.patch(`${path}/recovery-codes`)).body.type, 'user_recovery_codes_already_exists')
    assert.deepEqual((await project.server.get(`${path}/factors`)).body, {
      totp: true,
      phone: false,
      email: false,
      recoveryCode: true,
    })
    assert.equal((await project.server.delete(`${path}/authenticators/totp`)).status, 204)
    assert.equal((await project.server.delete(`${path}/authenticators/totp`)).body.type, 'user_authenticator_not_found')
    assert.equal((await project.server.patch(path, { mfa: false })).body.mfa, false)
  })
})
