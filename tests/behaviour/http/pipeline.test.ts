import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'

const json = { 'content-type': 'application/json' }

describe('the request pipeline', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  const raw = (
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ): Promise<Response> =>
    fetch(project.origin + path, { ...init, headers: { 'x-appwrite-project': project.id, ...init.headers } })

  it('answers an unknown path or method with 404 in the envelope', async () => {
    for (const answer of [
      await raw('/v1/nowhere'),
      await raw('/v1/locale/codes', { method: 'PATCH', headers: json, body: '{}' }),
    ]) {
      assert.equal(answer.status, 404)
      const body = (await answer.json()) as Record<string, unknown>
      assert.deepEqual(Object.keys(body), ['message', 'code', 'type', 'version'])
      assert.equal(body['type'], 'general_route_not_found')
    }
  })

  it('refuses an unknown project before anything else', async () => {
    const answer = await raw('/v1/nowhere', { headers: { 'x-appwrite-project': 'no-such-project' } })
    assert.partialDeepStrictEqual(await answer.json(), { code: 404, type: 'project_not_found' })
  })

  it('takes the project from the query of a GET too', async () => {
    const answer = await fetch(`${project.origin}/v1/account?project=${project.id}`)
    assert.partialDeepStrictEqual(await answer.json(), { type: 'general_unauthorized_scope' })
  })

  it('answers a preflight from anywhere, and lets only known origins read answers', async () => {
    const origin = 'https://evil.example'
    const preflight = await raw('/v1/account', { method: 'OPTIONS', headers: { origin } })
    assert.equal(preflight.status, 204)
    assert.equal(preflight.headers.get('access-control-allow-origin'), origin)
    const foreign = await raw('/v1/account', { headers: { origin } })
    assert.notEqual(foreign.headers.get('access-control-allow-origin'), origin)
    const known = await raw('/v1/account', { headers: { origin: 'http://localhost:3000' } })
    assert.equal(known.headers.get('access-control-allow-origin'), 'http://localhost:3000')
    assert.equal(known.headers.get('access-control-allow-credentials'), 'true')
  })

  it('refuses writes from unknown origins, but not from servers', async () => {
    const body = JSON.stringify({ userId: 'unique()', email: 'eve@example.com', password: 'long enough' })
    const foreign = await raw('/v1/account', {
      method: 'POST',
      headers: { ...json, origin: 'https://evil.example' },
      body,
    })
    assert.partialDeepStrictEqual(await foreign.json(), { code: 403, type: 'general_unknown_origin' })
    const server = await raw('/v1/account', { method: 'POST', headers: json, body })
    assert.equal(server.status, 201)
  })

  it('refuses writes with cookies from pages that hide their origin', async () => {
    const user = await project.aUser()
    const cookie = `a_session_${project.id}=${user.session}`
    const rename = (headers: Record<string, string>): Promise<Response> =>
      raw('/v1/account/name', { method: 'PATCH', headers: { ...json, ...headers }, body: '{"name":"Mallory"}' })
    const sandboxed = await rename({ origin: 'null', cookie })
    assert.partialDeepStrictEqual(await sandboxed.json(), { code: 403, type: 'general_unknown_origin' })
    const app = await rename({ origin: 'null', 'x-appwrite-session': user.session })
    assert.equal(app.status, 200)
  })

  it('takes a session of an impossible user id for a guest, and nobody else suffers', async () => {
    const user = await project.aUser()
    const session = Buffer.from(JSON.stringify({ id: 'ü', secret: 'x' })).toString('base64')
    const forged = project.aGuest().with({ 'x-appwrite-session': session })
    const answers = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => (n % 2 ? user : forged).get('/v1/account')))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [401, 200, 401, 200, 401, 200],
    )
  })

  it('checks the caller before the parameters', async () => {
    const answer = await raw('/v1/users', { method: 'POST', headers: json, body: '{}' })
    assert.partialDeepStrictEqual(await answer.json(), { code: 401, type: 'general_unauthorized_scope' })
  })

  it('refuses a wrong key and a wrong JWT, and takes a wrong cookie for a guest', async () => {
    const key = await raw('/v1/users', { headers: { 'x-appwrite-key': 'standard_wrong' } })
    assert.partialDeepStrictEqual(await key.json(), { code: 401, type: 'user_unauthorized' })
    const dynamic = await raw('/v1/users', { headers: { 'x-appwrite-key': 'dynamic_wrong' } })
    assert.partialDeepStrictEqual(await dynamic.json(), { code: 401, type: 'user_unauthorized' })
    const jwt = await raw('/v1/account', { headers: { 'x-appwrite-jwt': 'a.b.c' } })
    assert.partialDeepStrictEqual(await jwt.json(), { code: 401, type: 'user_jwt_invalid' })
    const cookie = await raw('/v1/account', { headers: { cookie: `a_session_${project.id}=nonsense` } })
    assert.partialDeepStrictEqual(await cookie.json(), { code: 401, type: 'general_unauthorized_scope' })
  })

  it('refuses a key together with a session', async () => {
    const user = await project.aUser()
    const answer = await user.get('/v1/account', {}, { 'x-appwrite-key': project.key })
    assert.partialDeepStrictEqual(answer, { status: 403, body: { type: 'user_key_and_session_set' } })
  })

  it('names the first faulty parameter, and ignores what nobody declared', async () => {
    const bad = await project.server.post('/v1/teams', { teamId: '_', name: '' })
    assert.partialDeepStrictEqual(bad, { status: 400, body: { type: 'general_argument_invalid' } })
    assert.match(bad.body.message, /teamId/)
    const more = await project.server.post('/v1/teams', { teamId: 'unique()', name: 'Ops', newer: { sdk: true } })
    assert.equal(more.status, 201)
  })

  it('refuses malformed, foreign and oversized bodies', async () => {
    const headers = { ...json, 'x-appwrite-key': project.key }
    for (const body of ['{"a":', '[1]', '"text"', 'null', '{"teamId": "a"} x']) {
      const answer = await raw('/v1/teams', { method: 'POST', headers, body })
      assert.partialDeepStrictEqual(await answer.json(), { code: 400, type: 'general_argument_invalid' })
    }
    const large = await raw('/v1/teams', {
      method: 'POST',
      headers,
      body: JSON.stringify({ name: 'x'.repeat(13_000_000) }),
    }).catch(() => null)
    assert.ok(large === null || large.status === 400)
  })

  it('answers what is no request at all in the envelope too', async () => {
    const { port } = new URL(project.origin)
    for (const bytes of ['nonsense\r\n\r\n', `GET /v1/${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`]) {
      const socket = connect(Number(port), '127.0.0.1')
      socket.end(bytes)
      const answer = await text(socket)
      assert.match(answer, /^HTTP\/1\.1 400 /)
      const body = JSON.parse(answer.slice(answer.indexOf('{'))) as unknown
      assert.partialDeepStrictEqual(body, { code: 400, type: 'general_argument_invalid' })
    }
  })

  it('reads form bodies', async () => {
    const headers = { 'x-appwrite-key': project.key, 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await raw('/v1/teams', { method: 'POST', headers, body: 'teamId=form-team&name=Form&roles[]=owner' })
    assert.partialDeepStrictEqual(await answer.json(), { $id: 'form-team', name: 'Form' })
  })

  it('warns SDKs that were made for a newer API', async () => {
    const newer = await raw('/v1/locale/codes', { headers: { 'x-appwrite-response-format': '1.9.2' } })
    assert.equal(newer.status, 200)
    assert.match(newer.headers.get('x-appwrite-warning') ?? '', /1\.9\.2/)
    const known = await raw('/v1/locale/codes', { headers: { 'x-appwrite-response-format': '1.8.0' } })
    assert.equal(known.headers.get('x-appwrite-warning'), null)
  })

  it('answers HEAD as GET without a body', async () => {
    const answer = await raw('/v1/locale/codes', { method: 'HEAD' })
    assert.equal(answer.status, 200)
    assert.equal(await answer.text(), '')
  })

  it('limits clients per project and tells them so', async () => {
    const address = { 'x-forwarded-for': '203.0.113.77' }
    const attempt = (id: string): Promise<Response> =>
      raw('/v1/account/sessions/email', {
        method: 'POST',
        headers: { ...json, ...address, 'x-appwrite-project': id },
        body: JSON.stringify({ email: 'nobody@example.com', password: 'wrong password' }),
      })
    for (let left = 9; left >= 0; left--) {
      const answer = await attempt(project.id)
      assert.equal(answer.status, 401)
      assert.equal(answer.headers.get('x-ratelimit-remaining'), String(left))
    }
    const refused = await attempt(project.id)
    assert.partialDeepStrictEqual(await refused.json(), { code: 429, type: 'general_rate_limit_exceeded' })
    assert.equal(refused.headers.get('x-ratelimit-limit'), '10')
    const other = await aProject()
    assert.equal((await attempt(other.id)).status, 401)
  })

  it('stops a key, a session and a project setting at once', async () => {
    const key = await project.aKey(['teams.read'])
    assert.equal((await key.get('/v1/teams')).status, 200)
    const { body } = await project.owner.get(`/v1/projects/${project.id}/keys`)
    const found = body.keys.find((candidate: { scopes: string[] }) => candidate.scopes.length === 1)
    assert.equal((await project.owner.delete(`/v1/projects/${project.id}/keys/${found.$id}`)).status, 204)
    assert.partialDeepStrictEqual(await key.get('/v1/teams'), { status: 401, body: { type: 'user_unauthorized' } })

    const user = await project.aUser()
    assert.equal((await user.get('/v1/account')).status, 200)
    assert.equal((await project.server.delete(`/v1/users/${user.id}/sessions`)).status, 204)
    assert.equal((await user.get('/v1/account')).status, 401)

    const second = await project.aUser()
    const off = await project.owner.patch(`/v1/projects/${project.id}/service`, { service: 'teams', status: false })
    assert.equal(off.status, 200)
    assert.partialDeepStrictEqual(await second.get('/v1/teams'), {
      status: 403,
      body: { type: 'general_service_disabled' },
    })
    assert.equal((await project.server.get('/v1/teams')).status, 200)
    await project.owner.patch(`/v1/projects/${project.id}/service`, { service: 'teams', status: true })
    assert.equal((await second.get('/v1/teams')).status, 200)
  })

  it('blocks a user everywhere with the next request', async () => {
    const user = await project.aUser()
    await project.server.patch(`/v1/users/${user.id}/status`, { status: false })
    assert.partialDeepStrictEqual(await user.get('/v1/account'), { status: 401, body: { type: 'user_blocked' } })
  })
})
