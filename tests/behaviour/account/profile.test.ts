import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Client } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'

const password = 'correct horse battery'

describe('the own account', () => {
  let project: TestProject

  const signedIn = async (id: string): Promise<Client> => {
    const client = project.aGuest()
    await client.post('/v1/account', { userId: id, email: `${id}@example.com`, password, name: id })
    assert.equal(
      (await client.post('/v1/account/sessions/email', { email: `${id}@example.com`, password })).status,
      201,
    )
    return client
  }

  before(async () => {
    project = await aProject()
  })

  it('is closed to guests', async () => {
    const guest = project.aGuest()
    for (const path of ['/v1/account', '/v1/account/prefs', '/v1/account/sessions']) {
      assert.partialDeepStrictEqual(await guest.get(path), {
        status: 401,
        body: { type: 'general_unauthorized_scope' },
      })
    }
    assert.equal((await project.server.get('/v1/account')).body.type, 'general_unauthorized_scope')
  })

  it('changes its name and replaces its preferences as a whole', async () => {
    const client = await signedIn('prefs')
    assert.equal((await client.patch('/v1/account/name', { name: 'Grace' })).body.name, 'Grace')
    const set = await client.patch('/v1/account/prefs', { prefs: { theme: 'dark', big: 1, deep: [1, { a: true }] } })
    assert.deepEqual(set.body.prefs, { theme: 'dark', big: 1, deep: [1, { a: true }] })
    await client.patch('/v1/account/prefs', '{"prefs":{"exact":9007199254740993}}')
    const answer = await client.with({ accept: 'application/json' }).get('/v1/account/prefs')
    assert.equal(Object.keys(answer.body).join(), 'exact')
    assert.deepEqual((await client.patch('/v1/account/prefs', { prefs: {} })).body.prefs, {})
    for (const prefs of ['x', [1], null, { huge: 'x'.repeat(70_000) }]) {
      assert.equal((await client.patch('/v1/account/prefs', { prefs })).body.type, 'general_argument_invalid')
    }
  })

  it('changes its password and, where the project wants it, ends the other sessions', async () => {
    const client = await signedIn('pass')
    const other = project.aGuest()
    await other.post('/v1/account/sessions/email', { email: 'pass@example.com', password })
    for (const oldPassword of [undefined, 'not the old one']) {
      const refused = await client.patch('/v1/account/password', { password: 'a new password', oldPassword })
      assert.partialDeepStrictEqual(refused, { status: 401, body: { type: 'user_invalid_credentials' } })
    }
    assert.equal(
      (await client.patch('/v1/account/password', { password: 'a new password', oldPassword: password })).status,
      200,
    )
    assert.equal((await client.get('/v1/account')).status, 200)
    assert.equal((await other.get('/v1/account')).status, 401)
    const login = (secret: string) =>
      project.aGuest().post('/v1/account/sessions/email', { email: 'pass@example.com', password: secret })
    assert.equal((await login(password)).status, 401)
    assert.equal((await login('a new password')).status, 201)
  })

  it('changes its e-mail and moves the target along', async () => {
    const client = await signedIn('mail')
    await signedIn('taken')
    await project.server.patch('/v1/users/mail/verification', { emailVerification: true })
    const wrong = await client.patch('/v1/account/email', { email: 'mail2@example.com', password: 'not the password' })
    assert.equal(wrong.body.type, 'user_invalid_credentials')
    for (const email of ['mail@example.com', 'taken@example.com']) {
      const refused = await client.patch('/v1/account/email', { email, password })
      assert.partialDeepStrictEqual(refused, { status: 409, body: { type: 'user_target_already_exists' } })
    }
    const changed = await client.patch('/v1/account/email', { email: 'Mail2@example.com', password })
    assert.partialDeepStrictEqual(changed, {
      status: 200,
      body: { email: 'mail2@example.com', emailVerification: false },
    })
    assert.deepEqual(
      changed.body.targets.map((target: { identifier: string }) => target.identifier),
      ['mail2@example.com'],
    )
    assert.equal(
      (await project.aGuest().post('/v1/account', { userId: 'unique()', email: 'mail@example.com', password })).status,
      201,
    )
  })

  it('changes its phone', async () => {
    const client = await signedIn('phone')
    assert.equal(
      (await client.patch('/v1/account/phone', { phone: '12', password })).body.type,
      'general_argument_invalid',
    )
    const changed = await client.patch('/v1/account/phone', { phone: '+15555550177', password })
    assert.partialDeepStrictEqual(changed, { status: 200, body: { phone: '+15555550177', phoneVerification: false } })
    const other = await signedIn('phone2')
    const refused = await other.patch('/v1/account/phone', { phone: '+15555550177', password })
    assert.partialDeepStrictEqual(refused, { status: 409, body: { type: 'user_phone_already_exists' } })
  })

  it('blocks itself, which only an admin can undo', async () => {
    const client = await signedIn('blocks')
    const kept = client.with({})
    assert.equal((await client.patch('/v1/account/status')).body.status, false)
    assert.partialDeepStrictEqual(await kept.get('/v1/account'), { status: 401, body: { type: 'user_blocked' } })
    const login = await project.aGuest().post('/v1/account/sessions/email', { email: 'blocks@example.com', password })
    assert.equal(login.body.type, 'user_blocked')
    await project.server.patch('/v1/users/blocks/status', { status: true })
    assert.equal((await kept.get('/v1/account')).status, 200)
  })

  it('removes itself with all that it had', async () => {
    const client = await signedIn('leaves')
    const kept = client.with({})
    assert.equal((await client.delete('/v1/account')).status, 204)
    assert.equal((await kept.get('/v1/account')).status, 401)
    assert.equal((await project.server.get('/v1/users/leaves')).body.type, 'user_not_found')
    const again = await project
      .aGuest()
      .post('/v1/account', { userId: 'leaves', email: 'leaves@example.com', password })
    assert.equal(again.status, 201)
    assert.equal(again.body.targets.length, 1)
  })

  it('cannot be removed on the console while it belongs to an organisation', async () => {
    const refused = await project.owner.delete('/v1/account')
    assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'user_deletion_prohibited' } })
  })
})
