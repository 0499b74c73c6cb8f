import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Client } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'

const password = 'correct horse battery'

describe('signing up', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  it('makes an account with a target for its e-mail, lower-cased, and no session', async () => {
    const guest = project.aGuest()
    const made = await guest.post('/v1/account', { userId: 'ada', email: 'Ada@Example.com', password, name: 'Ada' })
    assert.partialDeepStrictEqual(made, {
      status: 201,
      body: {
        $id: 'ada',
        email: 'ada@example.com',
        name: 'Ada',
        phone: '',
        status: true,
        labels: [],
        prefs: {},
        mfa: false,
      },
    })
    assert.equal(made.body.targets.length, 1)
    assert.partialDeepStrictEqual(made.body.targets[0], {
      providerType: 'email',
      identifier: 'ada@example.com',
      providerId: null,
    })
    assert.equal('password' in made.body || 'hash' in made.body, false)
    assert.match(made.body.passwordUpdate, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/)
    assert.equal(made.headers['set-cookie'], undefined)
    assert.equal((await guest.get('/v1/account')).status, 401)
  })

  it('refuses an id or e-mail that is taken, in any case of letters of the e-mail', async () => {
    const guest = project.aGuest()
    await guest.post('/v1/account', { userId: 'bob', email: 'bob@example.com', password })
    for (const [userId, email] of [
      ['bob', 'other@example.com'],
      ['bob2', 'bob@example.com'],
      ['bob3', 'BOB@example.com'],
    ]) {
      const again = await guest.post('/v1/account', { userId, email, password })
      assert.partialDeepStrictEqual(again, { status: 409, body: { type: 'user_already_exists' } })
    }
  })

  it('takes one of many that sign up with one e-mail at a time', async () => {
    const guest = project.aGuest()
    const email = 'race@example.com'
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => guest.post('/v1/account', { userId: 'unique()', email, password })),
    )
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [201, 409, 409, 409, 409, 409],
    )
  })

  it('refuses malformed input before anything is written', async () => {
    const guest = project.aGuest()
    const good = { userId: 'unique()', email: 'fine@example.com', password }
    for (const bad of [
      { email: 'nope' },
      { password: 'short' },
      { password: 'x'.repeat(257) },
      { userId: '_x' },
      { name: '' },
      { email: null },
    ]) {
      const answer = await guest.post('/v1/account', { ...good, ...bad })
      assert.partialDeepStrictEqual(
        answer,
        { status: 400, body: { type: 'general_argument_invalid' } },
        JSON.stringify(bad),
      )
    }
    assert.equal((await guest.post('/v1/account', good)).status, 201)
  })
})

describe('signing up on the console', () => {
  let server: TestServer
  before(async () => {
    server = await aServer({ BASALT_CONSOLE_SIGNUP: 'root' })
  })
  after(() => server.close())

  it('takes the first user only, however many come at once', async () => {
    const console = new Client(server.origin, { 'x-appwrite-project': 'console' })
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        console.post('/v1/account', { userId: 'unique()', email: `root${index}@example.com`, password }),
      ),
    )
    const refused = answers.filter(({ status }) => status !== 201)
    assert.equal(refused.length, 4)
    for (const answer of refused) {
      assert.partialDeepStrictEqual(answer, { status: 501, body: { type: 'user_console_count_exceeded' } })
    }
  })
})
