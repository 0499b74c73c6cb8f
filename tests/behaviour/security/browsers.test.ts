import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { Client, expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'

const password = 'correct horse battery'
const credentials = { email: 'ada@users.test', password }

describe('a session in a browser', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
    await project.aGuest().post('/v1/account', { userId: 'ada', ...credentials })
  })

  const attributes = (line: string): readonly string[] =>
    line
      .split(';')
      .slice(1)
      .map((part) =>
        part
          .trim()
          .toLowerCase()
          .replace(/^expires=.*/, 'expires'),
      )
      .toSorted()
  const nameOf = (line: string): string => line.split('=', 1)[0] ?? ''

  /** Set-Cookie lines of signing in and out behind a proxy that says these things. */
  const cookies = async (headers: Readonly<Record<string, string>>): Promise<readonly (readonly string[])[]> => {
    const browser = project.aGuest().with(headers)
    const signedIn = expectStatus(await browser.post('/v1/account/sessions/email', credentials), 201)
    const signedOut = expectStatus(await browser.delete('/v1/account/sessions/current'), 204)
    return [signedIn.headers['set-cookie'] ?? [], signedOut.headers['set-cookie'] ?? []]
  }

  it('is a cookie that scripts cannot read, and over TLS one that never leaves it', async () => {
    const [plain = []] = await cookies({})
    const [secure = []] = await cookies({ 'x-forwarded-proto': 'https' })
    for (const line of [...plain, ...secure]) {
      assert.ok(attributes(line).includes('httponly'), line)
      assert.ok(attributes(line).includes('path=/'), line)
    }
    for (const line of secure) assert.ok(attributes(line).includes('secure'), line)
    for (const line of plain) assert.ok(!attributes(line).includes('secure'), line)
  })

  it('is taken away by cookies of the same attributes, or it would stay', async () => {
    for (const headers of [{}, { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'api.example.com' }]) {
      const [given = [], taken = []] = await cookies(headers)
      assert.deepEqual(given.map(nameOf), taken.map(nameOf))
      assert.deepEqual(given.map(attributes), taken.map(attributes))
      for (const line of taken) assert.match(line, /^[^=]+=;/)
    }
  })

  it('is for hosts below the one that was asked, and for no host of an address', async () => {
    const [named = []] = await cookies({ 'x-forwarded-host': 'api.example.com' })
    for (const line of named) assert.ok(attributes(line).includes('domain=.api.example.com'), line)
    const [address = []] = await cookies({})
    for (const line of address) assert.doesNotMatch(line, /domain=/i)
  })

  it('is a new one for whoever signs in, whatever the browser brought along', async () => {
    const name = `a_session_${project.id}`
    const planted = Buffer.from(JSON.stringify({ id: 'ada', secret: 'f'.repeat(256) })).toString('base64')
    const other = await project.aUser()
    for (const brought of [planted, 'nonsense']) {
      const browser = new Client(
        project.origin,
        { 'x-appwrite-project': project.id },
        new Map([
          [name, brought],
          [`${name}_legacy`, brought],
        ]),
      )
      const signedIn = expectStatus(await browser.post('/v1/account/sessions/email', credentials), 201)
      const fallback = JSON.parse(String(signedIn.headers['x-fallback-cookies']))
      assert.notEqual(fallback[name], brought)
      const attacker = project.aGuest().with({ 'x-appwrite-session': brought })
      assert.equal((await attacker.get('/v1/account')).status, 401)
    }
    // Somebody else's session does not become the caller's: it has to end first.
    const refused = await other.post('/v1/account/sessions/email', credentials)
    assert.equal(refused.body.type, 'user_session_already_exists')
  })

  it('has secrets that never repeat and are not the id of anything', async () => {
    const sessions = await Promise.all(Array.from({ length: 5 }, () => project.server.post('/v1/users/ada/sessions')))
    const secrets = sessions.map(({ body }) => JSON.parse(Buffer.from(body.secret, 'base64').toString()).secret)
    assert.equal(new Set(secrets).size, 5)
    for (const secret of secrets) assert.match(secret, /^[0-9a-f]{256}$/)
  })
})

describe('pages of strangers', () => {
  let project: TestProject
  let cookie: string
  before(async () => {
    project = await aProject()
    const user = await project.aUser({ id: 'victim', name: 'Victim' })
    cookie = `a_session_${project.id}=${user.session}`
  })

  const evil = 'https://evil.example'
  const send = (headers: Readonly<Record<string, string>>, body: string, path = `/v1/account/name`, method = 'PATCH') =>
    fetch(`${project.origin}${path}`, {
      method,
      headers: { 'x-appwrite-project': project.id, cookie, ...headers },
      body,
    })
  const name = async (): Promise<string> => (await project.server.get('/v1/users/victim')).body.name

  it('cannot act by the cookies of their visitors, in any form that needs no question first', async () => {
    for (const [type, body] of [
      ['text/plain', '{"name":"Mallory"}'],
      ['application/x-www-form-urlencoded', 'name=Mallory'],
      ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nMallory\r\n--x--'],
      ['application/json', '{"name":"Mallory"}'],
    ] as const) {
      for (const origin of [evil, 'null', 'http://localhost.evil.example', 'http://evil.example:80']) {
        const answer = await send({ 'content-type': type, origin }, body)
        assert.equal(answer.status, 403, `${type} from ${origin}`)
        await answer.body?.cancel()
      }
      const referred = await send({ 'content-type': type, referer: `${evil}/page` }, body)
      assert.equal(referred.status, 403, `${type} with a referer`)
      await referred.body?.cancel()
    }
    const posted = await send({ origin: evil }, '', '/v1/account/jwts', 'POST')
    assert.equal(posted.status, 403)
    assert.equal(await name(), 'Victim')
  })

  it('cannot have the method of a GET changed by a header or a parameter', async () => {
    for (const path of ['/v1/account/name?_method=PATCH&name=Mallory', '/v1/account?method=DELETE']) {
      const answer = await fetch(`${project.origin}${path}`, {
        headers: { 'x-appwrite-project': project.id, cookie, 'x-http-method-override': 'PATCH', origin: evil },
      })
      await answer.body?.cancel()
    }
    assert.equal(await name(), 'Victim')
  })

  it('cannot read answers', async () => {
    for (const origin of [evil, 'null', 'http://localhost.evil.example', 'http://xlocalhost']) {
      const answer = await fetch(`${project.origin}/v1/account`, {
        headers: { 'x-appwrite-project': project.id, cookie, origin },
      })
      assert.notEqual(answer.headers.get('access-control-allow-origin'), origin)
      assert.notEqual(answer.headers.get('access-control-allow-origin'), '*')
      await answer.body?.cancel()
    }
  })
})
