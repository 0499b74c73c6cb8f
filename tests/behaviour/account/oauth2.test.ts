import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { Account, Client as Sdk, OAuthProvider } from 'node-appwrite'
import { aPerson, aSignInPlace, errorOf, failure, follow, leadsTo, type SignInPlace, success } from './a-sign-in.ts'

let place: SignInPlace
before(async () => {
  place = await aSignInPlace()
})
after(() => place.close())
beforeEach(() => {
  place.provider.refusal = null
  place.provider.tokenFault = null
})

describe('signing in at a provider', () => {
  it('leads there with a callback, scopes and a challenge, and nothing that tells of the app', async () => {
    const begun = await place.begin(place.aBrowser(), { query: { scopes: ['calendar', 'email'] } })
    const url = leadsTo(begun)
    const query = Object.fromEntries(url.searchParams)
    assert.equal(url.origin + url.pathname, `${place.provider.origin}/authorize`)
    assert.partialDeepStrictEqual(query, {
      response_type: 'code',
      client_id: place.provider.clientId,
      scope: 'openid profile email calendar',
      redirect_uri: `${place.project.origin}/v1/account/sessions/oauth2/callback/oidc/${place.project.id}`,
      code_challenge_method: 'S256',
    })
    assert.match(query['state'] ?? '', /^[0-9a-f]{64}$/)
    assert.equal(begun.headers['cache-control'], 'no-store, no-cache, must-revalidate, max-age=0')
    const [cookie = ''] = begun.headers['set-cookie'] ?? []
    assert.match(
      cookie,
      /^a_oauth2_[0-9a-f]{16}=[0-9a-f]{64}; max-age=600; path=\/v1\/account\/sessions\/oauth2; httponly; samesite=Lax$/,
    )
  })

  for (const provider of ['oidc', 'gitlab'] as const) {
    it(`makes a user and a session (${provider})`, async () => {
      const browser = place.aBrowser()
      const person = aPerson({ email: 'Ada@Provider.test'.replace('Ada', `Ada-${provider}`) })
      const done = await place.signIn(browser, person, { provider })
      assert.equal(leadsTo(done).href, success)
      const app = browser.with({ 'x-appwrite-project': place.project.id })
      const account = await app.get('/v1/account')
      assert.partialDeepStrictEqual(account.body, {
        name: person.name,
        email: `ada-${provider}@provider.test`,
        emailVerification: true,
      })
      assert.equal(account.body.targets[0].identifier, `ada-${provider}@provider.test`)
      const session = await app.get('/v1/account/sessions/current')
      assert.partialDeepStrictEqual(session.body, {
        provider,
        providerUid: person.id,
        factors: ['email', 'oauth2'],
        current: true,
      })
      assert.ok(place.provider.refreshTokens.has(session.body.providerRefreshToken))
      const identities = await app.get('/v1/account/identities')
      assert.partialDeepStrictEqual(identities.body.identities, [
        { provider, providerUid: person.id, providerAccessToken: session.body.providerAccessToken },
      ])
      assert.ok(done.headers['x-fallback-cookies'])
    })
  }

  it('finds the user again by its account there, whatever its address is by now', async () => {
    const person = aPerson()
    await place.signIn(place.aBrowser(), person)
    const browser = place.aBrowser()
    await place.signIn(browser, { ...person, email: 'moved@provider.test' })
    const account = await browser.get('/v1/account', { project: place.project.id })
    assert.equal(account.body.email, person.email)
  })

  it('gives a token to apps that ask for one, which they exchange once', async () => {
    const done = await place.signIn(place.aBrowser(), aPerson(), { result: 'tokens' })
    const url = leadsTo(done)
    const { kept, userId, secret } = Object.fromEntries(url.searchParams)
    assert.equal(kept, '1')
    assert.match(secret ?? '', /^[0-9a-f]{64}$/)
    assert.ok(!(done.headers['set-cookie'] ?? []).some((line) => line.startsWith('a_session_')))
    const exchange = () => place.project.aGuest().post('/v1/account/sessions/token', { userId, secret })
    const session = await exchange()
    assert.partialDeepStrictEqual(session, { status: 201, body: { userId, provider: 'oauth2', factors: ['email'] } })
    assert.partialDeepStrictEqual(await exchange(), { status: 401, body: { type: 'user_invalid_token' } })
  })

  it('hands the session to the page of the console that apps on phones listen to, and to no other', async () => {
    const browser = place.aBrowser()
    const begun = await place.begin(browser, { query: { success: '', failure: '' } })
    const url = leadsTo(await place.consent(browser, begun))
    assert.equal(url.origin + url.pathname, `${place.project.origin}/console/auth/oauth2/success`)
    assert.equal((await browser.get(url.pathname + url.search)).status, 200)
    const given = Object.fromEntries(url.searchParams)
    assert.deepEqual(Object.keys(given).toSorted(), ['key', 'project', 'secret'])
    assert.equal(given['key'], `a_session_${place.project.id}`)
    const app = place.project.aGuest().with({ 'x-appwrite-session': given['secret'] ?? '' })
    assert.equal((await app.get('/v1/account')).status, 200)
    place.provider.refusal = 'access_denied'
    const refused = await place.begin(browser, { query: { success: '', failure: '' } })
    const failed = leadsTo(await place.consent(browser, refused))
    place.provider.refusal = null
    assert.equal(failed.origin + failed.pathname, `${place.project.origin}/console/auth/oauth2/failure`)
    assert.deepEqual([...failed.searchParams.keys()], ['project', 'error'])
    const own = `appwrite-callback-${place.project.id}://done`
    const native = await place.signIn(place.aBrowser(), aPerson(), { query: { success: own } })
    assert.equal(native.headers.location, own)
  })

  it('is begun by a server through its SDK', async () => {
    const { id, endpoint, key } = place.project
    const account = new Account(new Sdk().setEndpoint(endpoint).setProject(id).setKey(key))
    const url = await account.createOAuth2Token({ provider: OAuthProvider.Oidc, success, failure })
    place.provider.person = aPerson()
    const end = leadsTo(await follow(place.aBrowser(), place.provider.authorize(url)))
    const [userId, secret] = [end.searchParams.get('userId') ?? '', end.searchParams.get('secret') ?? '']
    const session = await account.createSession({ userId, secret })
    assert.equal(session.provider, 'oauth2')
    assert.ok(session.secret)
  })

  it('goes by endpoints that are set by hand, without discovery', async () => {
    const { project, provider } = place
    const { origin, clientSecret } = provider
    const set = (secret: object) =>
      project.owner.patch(`/v1/projects/${project.id}/oauth2`, { provider: 'oidc', secret: JSON.stringify(secret) })
    const endpoints = { tokenEndpoint: `${origin}/token`, userinfoEndpoint: `${origin}/userinfo` }
    await set({ clientSecret, authorizationEndpoint: `${origin}/authorize`, ...endpoints })
    assert.equal(leadsTo(await place.signIn(place.aBrowser())).href, success)
    await set({ clientSecret, authorizationEndpoint: 'javascript:alert(1)', ...endpoints })
    assert.equal((await place.begin(place.aBrowser())).status, 424)
    await set({ clientSecret, wellKnownEndpoint: `${origin}/.well-known/openid-configuration` })
  })

  it('takes the answer of a provider from a form of another site', async () => {
    const browser = place.aBrowser()
    for (const origin of ['https://appleid.apple.com', 'null']) {
      place.provider.person = aPerson()
      const back = place.provider.authorize(leadsTo(await place.begin(browser)).href)
      const posted = await browser.send('POST', back.pathname, {
        body: back.searchParams.toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
      })
      const next = leadsTo(posted)
      assert.equal(leadsTo(await browser.get(next.pathname + next.search)).href, success)
    }
  })

  it('tells the failure page what went wrong', async () => {
    place.provider.refusal = 'access_denied'
    const refused = errorOf(await place.signIn(place.aBrowser()))
    assert.partialDeepStrictEqual(refused, { type: 'user_oauth2_provider_error', code: 424 })
    assert.match(refused.message, /access_denied: The person said no\./)
    place.provider.refusal = null
    for (const [status, type, code] of [
      [400, 'user_oauth2_bad_request', 400],
      [401, 'user_oauth2_unauthorized', 401],
      [503, 'user_oauth2_provider_error', 424],
    ] as const) {
      place.provider.tokenFault = status
      assert.partialDeepStrictEqual(errorOf(await place.signIn(place.aBrowser())), { type, code })
    }
    place.provider.tokenFault = null
    const nameless = aPerson({ email: null })
    assert.equal(errorOf(await place.signIn(place.aBrowser(), nameless)).type, 'user_unauthorized')
    assert.equal(
      errorOf(await place.signIn(place.aBrowser(), aPerson({ id: '' }), { provider: 'gitlab' })).type,
      'user_missing_id',
    )
  })

  it('is refused with a page where the provider is off, and to foreign hosts', async () => {
    const off = await place.aBrowser().get('/v1/account/sessions/oauth2/github', { project: place.project.id })
    assert.equal(off.status, 412)
    assert.match(off.headers['content-type'] ?? '', /^text\/html/)
    assert.match(off.body, /project_provider_disabled/)
    const unknown = await place.aBrowser().get('/v1/account/sessions/oauth2/nope', { project: place.project.id })
    assert.equal(unknown.status, 400)
    for (const field of ['success', 'failure']) {
      for (const url of ['https://elsewhere.example/', 'javascript:alert(1)', '//elsewhere.example']) {
        assert.equal((await place.begin(place.aBrowser(), { query: { [field]: url } })).status, 400, url)
      }
    }
  })

  it('is written down in the name of the user', async () => {
    const browser = place.aBrowser()
    await place.signIn(browser)
    const logs = await browser.get('/v1/account/logs', { project: place.project.id })
    const events = logs.body.logs.map((entry: { event: string }) => entry.event)
    assert.deepEqual(events.toSorted(), ['session.create', 'user.create'])
    assert.doesNotMatch(JSON.stringify(logs.body), /secret/i)
  })
})

describe('an account that exists already', () => {
  it('is entered when both sides have verified the address', async () => {
    const person = aPerson()
    const known = await place.project.aUser({ email: person.email ?? '', emailVerified: true })
    const browser = place.aBrowser()
    assert.equal(leadsTo(await place.signIn(browser, person)).href, success)
    assert.equal((await browser.get('/v1/account', { project: place.project.id })).body.$id, known.id)
  })

  it('stays closed when either side has not', async () => {
    for (const [here, there] of [
      [true, false],
      [false, true],
      [false, false],
    ] as const) {
      const person = aPerson({ emailVerified: there })
      await place.project.aUser({ email: person.email ?? '', emailVerified: here })
      const refused = errorOf(await place.signIn(place.aBrowser(), person))
      assert.partialDeepStrictEqual(refused, { type: 'user_already_exists', code: 409 })
    }
  })

  it('is linked by its own user, whose session goes on in a new one', async () => {
    const { project } = place
    const anonymous = place.aBrowser()
    const session = await anonymous.post('/v1/account/sessions/anonymous', {}, { 'x-appwrite-project': project.id })
    const userId: string = session.body.userId
    const old = new Map(anonymous.cookies)
    const person = aPerson()
    assert.equal(leadsTo(await place.signIn(anonymous, person)).href, success)
    const account = await anonymous.get('/v1/account', { project: project.id })
    assert.partialDeepStrictEqual(account.body, { $id: userId, email: person.email, emailVerification: true })
    const before = place.aBrowser()
    for (const [name, value] of old) before.cookies.set(name, value)
    assert.equal((await before.get('/v1/account', { project: project.id })).status, 401)
    const stranger = await place.signIn(await signedIn(), person)
    assert.equal(errorOf(stranger).type, 'user_already_exists')
  })

  it('is not linked when its user signs in only while the provider asks', async () => {
    const browser = place.aBrowser()
    const begun = await place.begin(browser)
    const victim = await signedIn()
    for (const [name, value] of victim.cookies) browser.cookies.set(name, value)
    const before = (await browser.get('/v1/account', { project: place.project.id })).body.$id
    assert.equal(leadsTo(await place.consent(browser, begun)).href, success)
    assert.notEqual((await browser.get('/v1/account', { project: place.project.id })).body.$id, before)
    const logs = await browser.get('/v1/account/logs', { project: place.project.id })
    assert.equal(logs.body.total, 2, 'what was done is in the log of who came to be, not of who was there')
  })

  it('is entered by its identity, even when the provider has a new address for it that others claim', async () => {
    const person = aPerson()
    await place.signIn(place.aBrowser(), person)
    const other = aPerson()
    await place.signIn(place.aBrowser(), other)
    const again = await place.signIn(place.aBrowser(), { ...person, email: other.email })
    assert.equal(leadsTo(again).href, success)
  })

  it('is refused when it is blocked, and new ones when the project is full', async () => {
    const person = aPerson()
    const browser = place.aBrowser()
    await place.signIn(browser, person)
    const { $id } = (await browser.get('/v1/account', { project: place.project.id })).body
    await place.project.server.patch(`/v1/users/${$id}/status`, { status: false })
    assert.equal(errorOf(await place.signIn(place.aBrowser(), person)).type, 'user_blocked')
    const limit = (value: number) =>
      place.project.owner.patch(`/v1/projects/${place.project.id}/auth/limit`, { limit: value })
    await limit(1)
    assert.equal(errorOf(await place.signIn(place.aBrowser())).type, 'user_count_exceeded')
    await limit(0)
  })

  /** A browser of an anonymous user. */
  async function signedIn() {
    const browser = place.aBrowser()
    await browser.post('/v1/account/sessions/anonymous', {}, { 'x-appwrite-project': place.project.id })
    return browser
  }
})

describe('renewing a session', () => {
  it('gets new tokens from the provider', async () => {
    const browser = place.aBrowser()
    await place.signIn(browser)
    const app = browser.with({ 'x-appwrite-project': place.project.id })
    const before = (await app.get('/v1/account/sessions/current')).body
    const renewed = await app.patch('/v1/account/sessions/current')
    assert.equal(renewed.status, 200)
    assert.notEqual(renewed.body.providerAccessToken, before.providerAccessToken)
    assert.ok(place.provider.refreshTokens.has(renewed.body.providerRefreshToken))
    assert.ok(renewed.body.expire > before.expire)
    const [identity] = (await app.get('/v1/account/identities')).body.identities
    assert.equal(identity.providerRefreshToken, renewed.body.providerRefreshToken)
  })

  it('changes nothing when the provider refuses', async () => {
    const browser = place.aBrowser()
    await place.signIn(browser)
    const app = browser.with({ 'x-appwrite-project': place.project.id })
    const before = (await app.get('/v1/account/sessions/current')).body
    place.provider.tokenFault = 400
    const refused = await app.patch('/v1/account/sessions/current')
    assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'user_oauth2_bad_request' } })
    assert.deepEqual((await app.get('/v1/account/sessions/current')).body, before)
  })

  it('says to the failure page when the provider is switched off meanwhile', async () => {
    const browser = place.aBrowser()
    const begun = await place.begin(browser, { provider: 'gitlab' })
    const set = (enabled: boolean) =>
      place.project.owner.patch(`/v1/projects/${place.project.id}/oauth2`, { provider: 'gitlab', enabled })
    await set(false)
    const refused = errorOf(await place.consent(browser, begun))
    await set(true)
    assert.equal(refused.type, 'project_provider_disabled')
  })
})
