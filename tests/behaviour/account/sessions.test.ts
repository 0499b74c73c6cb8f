import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { Client } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'

const password = 'correct horse battery'

describe('sessions', () => {
  let project: TestProject

  /** A user with a password, signed in by it. */
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

  it('opens with e-mail and password, by cookies and a fallback header, and hides the secret from browsers', async () => {
    const client = project.aGuest()
    await client.post('/v1/account', { userId: 'ada', email: 'ada@example.com', password })
    const session = await client.post('/v1/account/sessions/email', { email: 'ADA@example.com', password })
    assert.partialDeepStrictEqual(session, {
      status: 201,
      body: {
        userId: 'ada',
        provider: 'email',
        providerUid: 'ada@example.com',
        factors: ['password'],
        current: true,
        secret: '',
      },
    })
    assert.partialDeepStrictEqual(session.body, {
      countryCode: '--',
      countryName: 'Unknown',
      mfaUpdatedAt: '',
      providerAccessToken: '',
    })
    const cookies = session.headers['set-cookie'] ?? []
    assert.equal(cookies.length, 2)
    const name = `a_session_${project.id}`
    const [legacy = '', main = ''] = cookies
    assert.match(legacy, new RegExp(`^${name}_legacy=[^;]+; expires=[^;]+; path=/; httponly$`, 'i'))
    assert.match(main, new RegExp(`^${name}=[^;]+; expires=[^;]+; path=/; httponly; samesite=None$`, 'i'))
    const fallback = JSON.parse(String(session.headers['x-fallback-cookies']))
    const decoded = JSON.parse(Buffer.from(fallback[name], 'base64').toString())
    assert.deepEqual({ id: decoded.id, length: decoded.secret.length }, { id: 'ada', length: 256 })

    assert.equal((await client.get('/v1/account')).body.$id, 'ada')
    const byHeader = project.aGuest().with({ 'x-appwrite-session': fallback[name] })
    assert.equal((await byHeader.get('/v1/account')).body.$id, 'ada')
    const byFallback = project.aGuest().with({ 'x-fallback-cookies': JSON.stringify(fallback) })
    assert.equal((await byFallback.get('/v1/account')).body.$id, 'ada')
  })

  it('refuses a wrong password and an unknown e-mail alike', async () => {
    const client = await signedIn('wrong')
    const guest = project.aGuest()
    for (const email of ['wrong@example.com', 'nobody@example.com']) {
      const answer = await guest.post('/v1/account/sessions/email', { email, password: 'not the password' })
      assert.partialDeepStrictEqual(answer, { status: 401, body: { type: 'user_invalid_credentials' } })
    }
    const again = await client.post('/v1/account/sessions/email', { email: 'wrong@example.com', password })
    assert.partialDeepStrictEqual(again, { status: 401, body: { type: 'user_session_already_exists' } })
  })

  it('gives keys the secret, which works as a session header', async () => {
    await signedIn('ssr')
    const session = await project.server.post('/v1/account/sessions/email', { email: 'ssr@example.com', password })
    assert.equal(session.status, 201)
    const client = project.aGuest().with({ 'x-appwrite-session': session.body.secret })
    assert.equal((await client.get('/v1/account')).body.$id, 'ssr')
  })

  it('lists, reads and renews sessions, and knows the current one', async () => {
    const client = await signedIn('lists')
    const other = project.aGuest()
    await other.post('/v1/account/sessions/email', { email: 'lists@example.com', password })
    const list = await client.get('/v1/account/sessions')
    assert.equal(list.body.total, 2)
    assert.deepEqual(
      list.body.sessions.map((session: { current: boolean }) => session.current),
      [true, false],
    )
    const current = await client.get('/v1/account/sessions/current')
    assert.equal(current.body.$id, list.body.sessions[0].$id)
    const renewed = await client.patch(`/v1/account/sessions/${list.body.sessions[1].$id}`)
    assert.equal(renewed.status, 200)
    assert.ok(Date.parse(renewed.body.expire) >= Date.parse(list.body.sessions[1].expire))
    for (const answer of [
      await client.get('/v1/account/sessions/nothere'),
      await client.patch('/v1/account/sessions/nothere'),
    ]) {
      assert.partialDeepStrictEqual(answer, { status: 404, body: { type: 'user_session_not_found' } })
    }
  })

  it('ends one session at once and takes its cookies away', async () => {
    const client = await signedIn('leaves')
    const kept = new Map(client.cookies)
    const gone = await client.delete('/v1/account/sessions/current')
    assert.equal(gone.status, 204)
    assert.equal(gone.headers['x-fallback-cookies'], '[]')
    assert.equal(client.cookies.size, 0)
    const replayed = new Client(project.origin, { 'x-appwrite-project': project.id }, kept)
    assert.partialDeepStrictEqual(await replayed.get('/v1/account'), {
      status: 401,
      body: { type: 'general_unauthorized_scope' },
    })
  })

  it('does not let a user end the session of another', async () => {
    const victim = await signedIn('victim')
    const session = (await victim.get('/v1/account/sessions/current')).body
    const attacker = await signedIn('attacker')
    assert.equal((await attacker.delete(`/v1/account/sessions/${session.$id}`)).status, 404)
    assert.equal((await attacker.get(`/v1/account/sessions/${session.$id}`)).status, 404)
    assert.equal((await victim.get('/v1/account')).status, 200)
  })

  it('ends all sessions', async () => {
    const client = await signedIn('all')
    const other = project.aGuest()
    await other.post('/v1/account/sessions/email', { email: 'all@example.com', password })
    assert.equal((await client.delete('/v1/account/sessions')).status, 204)
    assert.equal((await other.get('/v1/account')).status, 401)
  })

  it('keeps the newest sessions up to the project limit', async () => {
    const first = await signedIn('many')
    for (let round = 0; round < 10; round++) {
      await project.aGuest().post('/v1/account/sessions/email', { email: 'many@example.com', password })
    }
    assert.equal((await first.get('/v1/account')).status, 401)
    const sessions = await project.server.get('/v1/users/many/sessions')
    assert.equal(sessions.body.total, 10)
  })

  it('signs in anonymously, and upgrades by setting an e-mail', async () => {
    const client = project.aGuest()
    const session = await client.post('/v1/account/sessions/anonymous')
    assert.partialDeepStrictEqual(session, {
      status: 201,
      body: { provider: 'anonymous', factors: ['anonymous'], current: true },
    })
    assert.partialDeepStrictEqual(await client.get('/v1/account'), {
      body: { email: '', passwordUpdate: '', targets: [] },
    })
    assert.equal((await client.post('/v1/account/sessions/anonymous')).body.type, 'user_session_already_exists')
    const upgraded = await client.patch('/v1/account/email', { email: 'Grown@example.com', password })
    assert.partialDeepStrictEqual(upgraded, { status: 200, body: { email: 'grown@example.com' } })
    const again = await project.aGuest().post('/v1/account/sessions/email', { email: 'grown@example.com', password })
    assert.equal(again.status, 201)
    const owner = new Client(project.origin, { 'x-appwrite-project': 'console' })
    assert.notEqual((await owner.post('/v1/account/sessions/anonymous')).status, 201)
  })

  it('makes JWTs that act for the session and die with it', async () => {
    const client = await signedIn('jwt')
    const { body } = await client.post('/v1/account/jwts')
    const bearer = project.aGuest().with({ 'x-appwrite-jwt': body.jwt })
    assert.equal((await bearer.get('/v1/account')).body.$id, 'jwt')
    assert.partialDeepStrictEqual(await bearer.post('/v1/account/jwt'), {
      status: 404,
      body: { type: 'user_session_not_found' },
    })
    assert.equal((await bearer.get('/v1/account/sessions/current')).status, 404)
    await client.delete('/v1/account/sessions/current')
    assert.equal((await bearer.get('/v1/account')).body.type, 'general_unauthorized_scope')
    const forged = project.aGuest().with({ 'x-appwrite-jwt': `${body.jwt}x` })
    assert.equal((await forged.get('/v1/account')).body.type, 'user_jwt_invalid')
  })

  it('refuses the JWT of another project, where the same id may be somebody else', async () => {
    const other = await aProject()
    await project.server.post('/v1/users', { userId: 'shared-id' })
    await other.server.post('/v1/users', { userId: 'shared-id' })
    const { body } = await other.server.post('/v1/users/shared-id/jwts')
    const read = (client: Client) => client.with({ 'x-appwrite-jwt': body.jwt }).get('/v1/account')
    assert.equal((await read(other.aGuest())).status, 200)
    assert.partialDeepStrictEqual(await read(project.aGuest()), { status: 401, body: { type: 'user_jwt_invalid' } })
    const onConsole = project.aGuest().with({ 'x-appwrite-mode': 'admin' })
    assert.partialDeepStrictEqual(await read(onConsole), { status: 401, body: { type: 'user_jwt_invalid' } })
  })

  it('keeps what the user agent tells of the device', async () => {
    const client = project.aGuest()
    await client.post('/v1/account', { userId: 'device', email: 'device@example.com', password })
    const agent =
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36'
    const session = await client.post(
      '/v1/account/sessions/email',
      { email: 'device@example.com', password },
      { 'user-agent': agent },
    )
    assert.partialDeepStrictEqual(session.body, {
      osCode: 'MAC',
      clientName: 'Chrome',
      clientVersion: '120.0',
      deviceBrand: 'Apple',
    })
  })
})
