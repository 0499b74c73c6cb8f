import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { JWTPayload } from 'jose'
import { type Answer, Client } from '#support/client.ts'
import { aProject } from '#support/project.ts'
import { aPerson, aSignInPlace, errorOf, follow, leadsTo, type SignInPlace, success } from './a-sign-in.ts'

let place: SignInPlace
before(async () => {
  place = await aSignInPlace()
})
after(() => place.close())
beforeEach(() => {
  place.provider.idToken = { claims: (claims) => claims, sign: 'own' }
  place.provider.userInfoId = null
})

/** Refused with a page: nobody can be led anywhere by it, and no session is given. */
function assertRefused(answer: Answer): void {
  assert.equal(answer.status, 400)
  assert.match(answer.headers['content-type'] ?? '', /^text\/html/)
  assert.match(answer.body, /general_bad_request/)
  assert.ok(!(answer.headers['set-cookie'] ?? []).some((line) => line.startsWith('a_session_')))
}

describe('the state of a sign-in', () => {
  const backFrom = (begun: Answer): URL => {
    place.provider.person = aPerson()
    return place.provider.authorize(leadsTo(begun).href)
  }

  it('works once', async () => {
    const browser = place.aBrowser()
    const back = backFrom(await place.begin(browser))
    const cookies = new Map(browser.cookies)
    assert.equal(leadsTo(await follow(browser, back)).href, success)
    assertRefused(await follow(new Client(place.project.origin, {}, cookies), back))
  })

  it('works once also for two at the same time', async () => {
    const browser = place.aBrowser()
    const back = backFrom(await place.begin(browser))
    const twins = [1, 2, 3].map(() => new Client(place.project.origin, {}, browser.cookies))
    const answers = await Promise.all(twins.map((twin) => follow(twin, back)))
    assert.deepEqual(answers.map(({ status }) => String(status)).toSorted(), ['301', '400', '400'])
  })

  it('works in its own browser alone', async () => {
    const attacker = place.aBrowser()
    const lure = backFrom(await place.begin(attacker))
    const victim = place.aBrowser()
    await place.begin(victim)
    assertRefused(await follow(victim, lure))
  })

  it('cannot be made up or changed', async () => {
    const browser = place.aBrowser()
    const back = backFrom(await place.begin(browser))
    const forged = JSON.stringify({ success: 'https://evil.example', failure: 'https://evil.example', token: true })
    for (const state of ['x', '0'.repeat(64), forged]) {
      back.searchParams.set('state', state)
      assert.equal((await follow(browser, back)).status, 400)
    }
  })

  it('belongs to its provider and its project', async () => {
    const browser = place.aBrowser()
    const other = backFrom(await place.begin(browser))
    other.pathname = other.pathname.replace('/oidc/', '/gitlab/')
    assertRefused(await follow(browser, other))
    const console = backFrom(await place.begin(browser))
    console.pathname = console.pathname.replace(place.project.id, 'console')
    assertRefused(await follow(browser, console))
  })

  it('of a server with its key is for any browser, and links nobody', async () => {
    const { project } = place
    const begun = await place.begin(project.server, { result: 'tokens' })
    assert.equal(begun.headers['set-cookie'], undefined)
    const visitor = place.aBrowser()
    await visitor.post('/v1/account/sessions/anonymous', {}, { 'x-appwrite-project': project.id })
    const { $id } = (await visitor.get('/v1/account', { project: project.id })).body
    const url = leadsTo(await follow(visitor, backFrom(begun)))
    assert.ok(url.searchParams.get('secret'))
    assert.notEqual(url.searchParams.get('userId'), $id)
    const session = backFrom(await place.begin(project.server))
    assertRefused(await follow(place.aBrowser(), session))
  })
})

describe('linking', () => {
  it('is not begun by the pages of others', async () => {
    for (const [headers, isLinked] of [
      [{ 'sec-fetch-site': 'cross-site', referer: 'https://evil.example/' }, false],
      [{ 'sec-fetch-site': 'cross-site' }, false],
      [{ 'sec-fetch-site': 'cross-site', referer: 'http://localhost/app' }, true],
      [{ 'sec-fetch-site': 'none' }, true],
    ] as const) {
      const browser = place.aBrowser()
      const asProject = { 'x-appwrite-project': place.project.id }
      const { userId } = (await browser.post('/v1/account/sessions/anonymous', {}, asProject)).body
      const query = { project: place.project.id, success }
      const begun = await browser.get('/v1/account/sessions/oauth2/oidc', query, headers)
      assert.equal(leadsTo(await place.consent(browser, begun)).href, success)
      const { $id } = (await browser.get('/v1/account', {}, asProject)).body
      assert.equal($id === userId, isLinked, JSON.stringify(headers))
    }
  })
})

describe('an ID token', () => {
  const cases: readonly (readonly [string, (claims: JWTPayload) => JWTPayload])[] = [
    ['of another issuer', (claims) => ({ ...claims, iss: 'https://evil.example' })],
    ['for another app', (claims) => ({ ...claims, aud: 'another-app' })],
    ['for several apps, made for another', (claims) => ({ ...claims, aud: [String(claims.aud), 'b'], azp: 'b' })],
    ['that has expired', (claims) => ({ ...claims, exp: (claims.exp ?? 0) - 900 })],
    ['that never expires', ({ exp: _exp, ...claims }) => claims],
    ['without a subject', ({ sub: _sub, ...claims }) => claims],
    ['of another sign-in', (claims) => ({ ...claims, nonce: 'another' })],
    ['without a nonce', ({ nonce: _nonce, ...claims }) => claims],
  ]
  for (const [what, claims] of cases) {
    it(`${what} is refused`, async () => {
      place.provider.idToken = { claims, sign: 'own' }
      assert.equal(errorOf(await place.signIn(place.aBrowser())).type, 'user_oauth2_provider_error')
    })
  }

  for (const sign of ['foreign', 'secret', 'none'] as const) {
    it(`is refused when it is signed with the wrong key or algorithm (${sign})`, async () => {
      place.provider.idToken = { claims: (claims) => claims, sign }
      assert.equal(errorOf(await place.signIn(place.aBrowser())).type, 'user_oauth2_provider_error')
    })
  }

  it('must be of the user that the user info is about', async () => {
    place.provider.userInfoId = 'somebody else'
    assert.equal(errorOf(await place.signIn(place.aBrowser())).type, 'user_oauth2_provider_error')
  })

  it('is accepted when the provider has just changed its keys', async () => {
    assert.equal(leadsTo(await place.signIn(place.aBrowser())).href, success)
    await place.provider.changeKey()
    assert.equal(leadsTo(await place.signIn(place.aBrowser())).href, success)
  })
})

describe('what is sent and kept', () => {
  it('proves the sign-in by its verifier', async () => {
    const browser = place.aBrowser()
    const begun = await place.begin(browser)
    const challenge = leadsTo(begun).searchParams.get('code_challenge')
    await place.consent(browser, begun)
    const verifier = place.provider.exchanges.at(-1)?.get('code_verifier') ?? ''
    assert.equal(createHash('sha256').update(verifier).digest('base64url'), challenge)
    assert.ok(verifier.length >= 43)
  })

  it('names the callback under which the browser reached the API', async () => {
    const begun = await place.begin(
      place.aBrowser().with({ 'x-forwarded-host': 'api.example', 'x-forwarded-proto': 'https' }),
    )
    const callback = new URL(leadsTo(begun).searchParams.get('redirect_uri') ?? '')
    assert.equal(callback.href, `https://api.example/v1/account/sessions/oauth2/callback/oidc/${place.project.id}`)
    const [cookie = ''] = begun.headers['set-cookie'] ?? []
    assert.ok(cookie.endsWith('; secure'))
  })

  it('shows the tokens of the provider to their user alone, and in no event', async () => {
    const browser = place.aBrowser()
    await place.signIn(browser)
    const app = browser.with({ 'x-appwrite-project': place.project.id })
    const { providerAccessToken: token, userId } = (await app.get('/v1/account/sessions/current')).body
    assert.ok(token)
    const asKey = await place.project.server.get(`/v1/users/${userId}/sessions`)
    assert.equal(asKey.body.sessions[0].providerAccessToken, token)
    const others = await place.project.aUser()
    assert.doesNotMatch(JSON.stringify((await others.get('/v1/account/identities')).body), new RegExp(token))
  })
})

describe('a provider on private addresses', () => {
  it('is not called unless the operator allows it', async () => {
    const project = await aProject()
    const { origin, clientId: appId, clientSecret } = place.provider
    const secret = JSON.stringify({ clientSecret, wellKnownEndpoint: `${origin}/.well-known/openid-configuration?` })
    await project.owner.patch(`/v1/projects/${project.id}/oauth2`, { provider: 'oidc', appId, secret, enabled: true })
    const answer = await new Client(project.origin).get('/v1/account/sessions/oauth2/oidc', { project: project.id })
    assert.equal(answer.status, 424)
    assert.match(answer.body, /user_oauth2_provider_error/)
  })
})
