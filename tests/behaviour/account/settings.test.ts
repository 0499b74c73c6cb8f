import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import type { Client } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { until } from '#support/until.ts'

const password = 'correct horse battery'

describe('settings of a project', () => {
  let project: TestProject
  beforeEach(async () => {
    project = await aProject()
  })

  const set = async (setting: string, body: object): Promise<void> => {
    const answer = await project.owner.patch(`/v1/projects/${project.id}/auth/${setting}`, body)
    assert.equal(answer.status, 200, setting)
  }
  const signUp = (id: string, more: object = {}) =>
    project.aGuest().post('/v1/account', { userId: id, email: `${id}@example.com`, password, ...more })
  const signedIn = async (id: string): Promise<Client> => {
    const client = project.aGuest()
    assert.equal(
      (await client.post('/v1/account/sessions/email', { email: `${id}@example.com`, password })).status,
      201,
    )
    return client
  }

  it('bound the number of users that come by themselves, also when many come at once', async () => {
    await set('limit', { limit: 3 })
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => signUp(`user${index}`)))
    assert.equal(answers.filter(({ status }) => status === 201).length, 3)
    const refused = answers.find(({ status }) => status !== 201)
    assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'user_count_exceeded' } })
    assert.equal((await project.aGuest().post('/v1/account/sessions/anonymous')).body.type, 'user_count_exceeded')
    const mailed = await project
      .aGuest()
      .post('/v1/account/tokens/email', { userId: 'unique()', email: 'new@example.com' })
    assert.equal(mailed.body.type, 'user_count_exceeded')
    assert.equal((await project.server.post('/v1/users', { userId: 'unique()' })).status, 201)
  })

  it('bound the number and the life of sessions', async () => {
    await set('max-sessions', { limit: 2 })
    await set('duration', { duration: 100 })
    await signUp('ada')
    const oldest = await signedIn('ada')
    await signedIn('ada')
    const newest = await signedIn('ada')
    assert.equal((await oldest.get('/v1/account')).status, 401)
    const { body } = await newest.get('/v1/account/sessions')
    assert.equal(body.total, 2)
    const seconds = (Date.parse(body.sessions[1].expire) - Date.parse(body.sessions[1].$createdAt)) / 1000
    assert.ok(Math.abs(seconds - 100) < 2)
  })

  it('end the life of a session at its time', async () => {
    await set('duration', { duration: 1 })
    await signUp('ada')
    const client = await signedIn('ada')
    const refused = await until(async () => {
      const answer = await client.get('/v1/account')
      return answer.status === 401 && answer
    })
    assert.equal(refused.body.type, 'general_unauthorized_scope')
  })

  it('judge passwords', async () => {
    await set('password-dictionary', { enabled: true })
    await set('personal-data', { enabled: true })
    await set('password-history', { limit: 2 })
    assert.equal((await signUp('common', { password: 'password1' })).body.type, 'general_argument_invalid')
    assert.equal((await signUp('lovelace', { password: 'my-LOVELACE-1' })).body.type, 'password_personal_data')
    assert.equal((await signUp('ada')).status, 201)
    const client = await signedIn('ada')
    const change = (next: string, oldPassword: string) =>
      client.patch('/v1/account/password', { password: next, oldPassword })
    assert.equal((await change(password, password)).body.type, 'password_recently_used')
    assert.equal((await change('second password', password)).status, 200)
    assert.equal((await change(password, 'second password')).body.type, 'password_recently_used')
    assert.equal((await change('third password', 'second password')).status, 200)
    assert.equal((await change(password, 'third password')).status, 200)
    assert.equal(
      (await project.server.patch('/v1/users/ada/password', { password: 'third password' })).body.type,
      'password_recently_used',
    )
  })

  it('let other sessions go on after a change of password', async () => {
    await set('session-invalidation', { enabled: false })
    await signUp('ada')
    const [one, two] = [await signedIn('ada'), await signedIn('ada')]
    assert.equal(
      (await one.patch('/v1/account/password', { password: 'second password', oldPassword: password })).status,
      200,
    )
    assert.equal((await two.get('/v1/account')).status, 200)
  })

  it('close ways to sign in for clients, not for servers', async () => {
    await signUp('ada')
    const client = await signedIn('ada')
    for (const method of ['email-password', 'magic-url', 'email-otp', 'anonymous', 'jwt', 'phone']) {
      await set(method, { status: false })
    }
    const closed = { status: 501, body: { type: 'user_auth_method_unsupported' } }
    const guest = project.aGuest()
    const email = 'ada@example.com'
    assert.partialDeepStrictEqual(await signUp('bob'), closed)
    assert.partialDeepStrictEqual(await guest.post('/v1/account/sessions/email', { email, password }), closed)
    assert.partialDeepStrictEqual(await guest.post('/v1/account/sessions/anonymous'), closed)
    assert.partialDeepStrictEqual(await guest.post('/v1/account/tokens/email', { userId: 'unique()', email }), closed)
    const magic = { userId: 'unique()', email, url: 'http://localhost/m' }
    assert.partialDeepStrictEqual(await guest.post('/v1/account/tokens/magic-url', magic), closed)
    const phone = { userId: 'unique()', phone: '+15555550100' }
    assert.partialDeepStrictEqual(await guest.post('/v1/account/tokens/phone', phone), closed)
    assert.partialDeepStrictEqual(await client.post('/v1/account/jwts'), closed)
    assert.equal((await project.server.post('/v1/account/sessions/email', { email, password })).status, 201)
  })
})

describe('guessing', () => {
  it('is slowed down for each address, wherever it comes from', async () => {
    const project = await aProject()
    const attempt = (email: string, index: number) =>
      project
        .aGuest()
        .with({ 'x-forwarded-for': `203.0.113.${index}` })
        .post('/v1/account/sessions/email', { email, password: 'wrong password' })
    for (let index = 0; index < 10; index++) assert.equal((await attempt('victim@example.com', index)).status, 401)
    assert.partialDeepStrictEqual(await attempt('victim@example.com', 99), {
      status: 429,
      body: { type: 'general_rate_limit_exceeded' },
    })
    assert.equal((await attempt('other@example.com', 99)).status, 401)
  })
})
