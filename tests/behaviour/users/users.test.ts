import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'

const password = 'correct horse battery'
const query = (method: string, attribute?: string, values: readonly unknown[] = []): string =>
  JSON.stringify({ method, attribute, values })

describe('the users API', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  it('creates users with and without everything, with targets', async () => {
    const full = await project.server.post('/v1/users', {
      userId: 'full',
      email: 'Full@example.com',
      phone: '+15555550123',
      password,
      name: 'Full',
    })
    assert.partialDeepStrictEqual(full, {
      status: 201,
      body: {
        email: 'full@example.com',
        hash: 'argon2',
        hashOptions: { type: 'argon2', memory_cost: 65_536, time_cost: 4, threads: 3 },
        accessedAt: '',
      },
    })
    assert.deepEqual(
      full.body.targets.map((target: { providerType: string }) => target.providerType),
      ['email', 'sms'],
    )
    assert.match(full.body.password, /^\$argon2id\$/)
    const bare = await project.server.post('/v1/users', { userId: 'bare' })
    assert.partialDeepStrictEqual(bare.body, {
      email: '',
      phone: '',
      password: null,
      hash: 'argon2',
      passwordUpdate: '',
      targets: [],
      prefs: {},
    })
  })

  it('refuses what is taken, and callers without the scope', async () => {
    await project.server.post('/v1/users', { userId: 'has', email: 'has@example.com', phone: '+15555550199' })
    for (const clash of [
      { userId: 'has' },
      { userId: 'h2', email: 'HAS@example.com' },
      { userId: 'h3', phone: '+15555550199' },
    ]) {
      const refused = await project.server.post('/v1/users', clash)
      assert.partialDeepStrictEqual(
        refused,
        { status: 409, body: { type: 'user_already_exists' } },
        JSON.stringify(clash),
      )
    }
    const reader = await project.aKey(['users.read'])
    assert.equal((await reader.post('/v1/users', { userId: 'no' })).body.type, 'general_unauthorized_scope')
    assert.equal((await project.aGuest().get('/v1/users')).status, 401)
    assert.equal((await project.server.get('/v1/users/nobody')).body.type, 'user_not_found')
  })

  it('imports hashes, which the first sign-in replaces', async () => {
    const sha = createHash('sha3-512').update(password).digest('hex')
    const made = await project.server.post('/v1/users/sha', {
      userId: 'sha',
      email: 'sha@example.com',
      password: sha,
      passwordVersion: 'sha3-512',
    })
    assert.partialDeepStrictEqual(made, {
      status: 201,
      body: { hash: 'sha', hashOptions: { version: 'sha3-512' }, password: sha },
    })
    const wrong = await project
      .aGuest()
      .post('/v1/account/sessions/email', { email: 'sha@example.com', password: 'wrong horse' })
    assert.equal(wrong.status, 401)
    const login = await project.aGuest().post('/v1/account/sessions/email', { email: 'sha@example.com', password })
    assert.equal(login.status, 201)
    assert.partialDeepStrictEqual((await project.server.get('/v1/users/sha')).body, {
      hash: 'argon2',
      hashOptions: { type: 'argon2' },
    })
    assert.equal(
      (await project.aGuest().post('/v1/account/sessions/email', { email: 'sha@example.com', password })).status,
      201,
    )
  })

  it('takes every kind of hash and refuses impossible settings', async () => {
    const base = { password: 'x'.repeat(32) }
    const settings = {
      passwordSalt: 'salt',
      passwordCpu: 16,
      passwordMemory: 8,
      passwordParallel: 1,
      passwordLength: 64,
    }
    const modified = { passwordSalt: 'c2FsdA==', passwordSaltSeparator: 'Bw==', passwordSignerKey: 'BwcHBw==' }
    const kinds = {
      argon2: {},
      bcrypt: {},
      md5: {},
      phpass: {},
      sha: {},
      scrypt: settings,
      'scrypt-modified': modified,
    }
    for (const [kind, more] of Object.entries(kinds)) {
      const made = await project.server.post(`/v1/users/${kind}`, {
        userId: `k-${kind}`,
        email: `k-${kind}@example.com`,
        ...base,
        ...more,
      })
      assert.equal(made.status, 201, kind)
    }
    const bad = { ...base, ...settings, passwordCpu: 17 }
    const refused = await project.server.post('/v1/users/scrypt', { userId: 'bad', email: 'bad@example.com', ...bad })
    assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'general_argument_invalid' } })
    const version = await project.server.post('/v1/users/sha', {
      userId: 'bad',
      email: 'bad@example.com',
      ...base,
      passwordVersion: 'sha0',
    })
    assert.equal(version.status, 400)
  })

  it('changes everything of a user', async () => {
    await project.server.post('/v1/users', { userId: 'edit', email: 'edit@example.com', name: 'Edit' })
    await project.server.post('/v1/users', { userId: 'edit2', email: 'edit2@example.com' })
    const patch = (path: string, body: object) => project.server.patch(`/v1/users/edit/${path}`, body)
    assert.equal((await patch('name', { name: '' })).body.name, '')
    assert.equal((await patch('verification', { emailVerification: true })).body.emailVerification, true)
    assert.equal((await patch('verification/phone', { phoneVerification: true })).body.phoneVerification, true)
    assert.partialDeepStrictEqual((await patch('email', { email: 'New@example.com' })).body, {
      email: 'new@example.com',
      emailVerification: false,
      targets: [{ identifier: 'new@example.com' }],
    })
    assert.equal((await patch('email', { email: 'new@example.com' })).status, 200)
    assert.equal((await patch('email', { email: 'edit2@example.com' })).body.type, 'user_email_already_exists')
    assert.partialDeepStrictEqual((await patch('email', { email: '' })).body, { email: '', targets: [] })
    assert.partialDeepStrictEqual((await patch('phone', { number: '+15555550144' })).body, { phone: '+15555550144' })
    assert.equal((await patch('phone', { number: '' })).body.phone, '')
    assert.deepEqual((await patch('prefs', { prefs: { a: 1 } })).body, { a: 1 })
    assert.deepEqual((await project.server.get('/v1/users/edit/prefs')).body, { a: 1 })
    const labels = await project.server.put('/v1/users/edit/labels', { labels: ['a', 'a', 'b'] })
    assert.deepEqual(labels.body.labels, ['a', 'b'])
    assert.equal((await project.server.put('/v1/users/edit/labels', { labels: ['no way'] })).status, 400)
    assert.equal((await project.server.patch('/v1/users/nobody/name', { name: 'x' })).body.type, 'user_not_found')
  })

  it('sets and clears a password, which ends the sessions', async () => {
    const user = await project.aUser({ id: 'pass', email: 'pass@example.com' })
    assert.equal((await user.get('/v1/account')).status, 200)
    assert.match((await project.server.patch('/v1/users/pass/password', { password })).body.password, /^\$argon2id/)
    assert.equal((await user.get('/v1/account')).status, 401)
    const login = () => project.aGuest().post('/v1/account/sessions/email', { email: 'pass@example.com', password })
    assert.equal((await login()).status, 201)
    assert.equal((await project.server.patch('/v1/users/pass/password', { password: '' })).status, 200)
    assert.equal((await login()).body.type, 'user_invalid_credentials')
    assert.equal((await project.server.patch('/v1/users/pass/password', { password: 'short' })).status, 400)
  })

  it('lists by queries, search and pages', async () => {
    const other = await aProject()
    for (const [index, name] of ['Ada', 'Bob', 'Cleo'].entries()) {
      await other.server.post('/v1/users', { userId: `u${index}`, name, email: `${name.toLowerCase()}@example.com` })
    }
    await other.server.put('/v1/users/u1/labels', { labels: ['vip'] })
    await other.server.patch('/v1/users/u2/status', { status: false })
    const ids = async (...queries: string[]): Promise<string[]> => {
      const { body } = await other.server.get('/v1/users', { queries })
      return body.users.map((user: { $id: string }) => user.$id)
    }
    assert.deepEqual(await ids(), ['u0', 'u1', 'u2'])
    assert.deepEqual(await ids(query('equal', 'name', ['Bob'])), ['u1'])
    assert.deepEqual(await ids(query('equal', 'email', ['ADA@example.com'])), ['u0'])
    assert.deepEqual(
      await ids(
        query('or', undefined, [
          JSON.parse(query('equal', 'email', ['ADA@example.com'])),
          JSON.parse(query('equal', 'name', ['Bob'])),
        ]),
      ),
      ['u0', 'u1'],
    )
    assert.deepEqual(await ids(query('contains', 'labels', ['vip'])), ['u1'])
    assert.deepEqual(await ids(query('equal', 'status', [false])), ['u2'])
    assert.deepEqual(await ids(query('orderDesc', 'name'), query('limit', undefined, [2])), ['u2', 'u1'])
    assert.deepEqual(await ids(query('cursorAfter', undefined, ['u0']), query('limit', undefined, [1])), ['u1'])
    const found = await other.server.get('/v1/users', { search: 'cleo', total: false })
    assert.partialDeepStrictEqual(found.body, { total: 0, users: [{ $id: 'u2' }] })
    for (const bad of [
      query('equal', 'nope', ['x']),
      query('isNotNull', 'password'),
      query('select', undefined, ['name']),
      'equal(',
    ]) {
      assert.equal((await other.server.get('/v1/users', { queries: [bad] })).body.type, 'general_argument_invalid', bad)
    }
    const cursor = await other.server.get('/v1/users', { queries: [query('cursorAfter', undefined, ['nothere'])] })
    assert.equal(cursor.body.type, 'general_cursor_not_found')
  })

  it('opens sessions, tokens and JWTs for a user', async () => {
    await project.server.post('/v1/users', { userId: 'served' })
    const session = await project.server.post('/v1/users/served/sessions')
    assert.partialDeepStrictEqual(session, {
      status: 201,
      body: { provider: 'server', factors: ['server'], current: false },
    })
    const asUser = project.aGuest().with({ 'x-appwrite-session': session.body.secret })
    assert.equal((await asUser.get('/v1/account')).body.$id, 'served')

    const jwt = await project.server.post('/v1/users/served/jwts', { sessionId: 'recent', duration: 60 })
    const bearer = project.aGuest().with({ 'x-appwrite-jwt': jwt.body.jwt })
    assert.equal((await bearer.get('/v1/account')).body.$id, 'served')
    assert.equal((await project.server.delete(`/v1/users/served/sessions/${session.body.$id}`)).status, 204)
    assert.equal((await bearer.get('/v1/account')).status, 401)
    assert.equal((await project.server.delete('/v1/users/served/sessions/nothere')).body.type, 'user_session_not_found')
    const loose = await project.server.post('/v1/users/served/jwts', { duration: 60 })
    assert.equal((await project.aGuest().with({ 'x-appwrite-jwt': loose.body.jwt }).get('/v1/account')).status, 200)
    await project.server.post('/v1/users/served/sessions')
    assert.equal((await project.server.delete('/v1/users/served/sessions')).status, 204)
    assert.deepEqual((await project.server.get('/v1/users/served/sessions')).body, { total: 0, sessions: [] })
  })

  it('keeps targets of a user', async () => {
    await project.server.post('/v1/users', { userId: 'tgt', email: 'tgt@example.com' })
    await project.server.post('/v1/users', { userId: 'tgt2' })
    const create = (body: object) => project.server.post('/v1/users/tgt/targets', body)
    const taken = await create({ targetId: 'a', providerType: 'email', identifier: 'tgt@example.com' })
    assert.partialDeepStrictEqual(taken, { status: 409, body: { type: 'user_target_already_exists' } })
    assert.equal(
      (await create({ targetId: 'b', providerType: 'email', identifier: 'nope' })).body.type,
      'general_invalid_email',
    )
    assert.equal(
      (await create({ targetId: 'b', providerType: 'sms', identifier: 'nope' })).body.type,
      'general_invalid_phone',
    )
    const made = await create({ targetId: 'push', providerType: 'push', identifier: 'tok' })
    assert.partialDeepStrictEqual(made, { status: 201, body: { $id: 'push', providerId: null, expired: false } })
    const changed = await project.server.patch('/v1/users/tgt/targets/push', { identifier: 'tok2', name: 'Phone' })
    assert.partialDeepStrictEqual(changed.body, { identifier: 'tok2', name: 'Phone' })
    assert.equal((await project.server.get('/v1/users/tgt/targets')).body.total, 2)
    assert.equal((await project.server.get('/v1/users/tgt2/targets/push')).body.type, 'user_target_not_found')
    assert.equal((await project.server.delete('/v1/users/tgt/targets/push')).status, 204)
    assert.equal((await project.server.get('/v1/users/tgt/targets/push')).status, 404)
  })

  it('tells how many users and sessions there are, and were', async () => {
    const other = await aProject()
    await other.aUser()
    await other.server.post('/v1/users', { userId: 'second' })
    for (const [range, points] of [
      ['24h', 24],
      ['30d', 30],
      ['90d', 90],
    ] as const) {
      const { body } = await other.console.get('/v1/users/usage', { range })
      assert.partialDeepStrictEqual(body, { range, usersTotal: 2, sessionsTotal: 1 })
      assert.deepEqual([body.users.length, body.users[0].value, body.users.at(-1).value], [points, 0, 2])
      assert.deepEqual([body.sessions.length, body.sessions.at(-1).value], [points, 1])
    }
    assert.equal((await other.console.get('/v1/users/usage', { range: '1y' })).status, 400)
  })

  it('removes a user with its sessions and memberships', async () => {
    const user = await project.aUser({ id: 'gone' })
    await user.post('/v1/teams', { teamId: 'gone-team', name: 'Team' })
    assert.equal((await project.server.get('/v1/users/gone/memberships')).body.total, 1)
    assert.equal((await project.server.delete('/v1/users/gone')).status, 204)
    assert.equal((await user.get('/v1/account')).status, 401)
    assert.equal((await project.server.get('/v1/teams/gone-team')).body.total, 0)
    assert.equal((await project.server.delete('/v1/users/gone')).body.type, 'user_not_found')
  })
})
