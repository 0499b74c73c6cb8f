import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { findChromium } from '#support/browser.ts'
import type { Answer, Client } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aPasskeyBrowser, assertion, type PasskeyBrowser, register } from './a-passkey-browser.ts'

const chromium = findChromium()

describe('passkeys', { skip: chromium === null ? 'there is no Chromium on this machine' : false }, () => {
  let project: TestProject
  let browser: PasskeyBrowser
  let guest: Client

  before(async () => {
    project = await aProject()
    browser = await aPasskeyBrowser(chromium ?? '')
    guest = project.aGuest().with({ origin: browser.origin })
  })

  after(() => browser.close())

  /** A signed-in user on the page of the browser, whose authenticator holds no keys yet. */
  async function aUserOnPage(options: Parameters<TestProject['aUser']>[0] = {}): Promise<Client & { id: string }> {
    await browser.forgetKeys()
    const user = await project.aUser(options)
    return Object.assign(user.with({ origin: browser.origin }), { id: user.id })
  }

  const signIn = (answer: unknown, by: Client = guest): Promise<Answer> =>
    by.with({}).post('/v1/account/sessions/passkey', answer)

  function isRefused(answer: Answer, type = 'user_passkey_invalid', status = 401): void {
    assert.partialDeepStrictEqual(answer, { status, body: { type } })
  }

  it('are added and used by the page that the documents give', async () => {
    await browser.forgetKeys()
    const password = 'a long way home'
    const { email } = await project.aUser({ password })
    const endpoint = `${project.origin.replace('127.0.0.1', 'localhost')}/v1`
    const settings = JSON.stringify({ endpoint, project: project.id })
    const call = (method: string, path: string, body?: object): string =>
      `fetch('${endpoint}${path}', { method: '${method}', credentials: 'include',
        headers: { 'content-type': 'application/json', 'x-appwrite-project': '${project.id}' },
        ${body ? `body: JSON.stringify(${JSON.stringify(body)})` : ''} }).then((answer) => answer.status === 204 || answer.json())`
    await browser.run(call('POST', '/account/sessions/email', { email, password }))
    const passkey = await browser.run(`passkeys(${settings}).add('Laptop')`)
    assert.equal(passkey.name, 'Laptop')
    await browser.run(call('DELETE', '/account/sessions/current'))
    const session = await browser.run(`passkeys(${settings}).signIn()`)
    assert.equal(session.provider, 'passkey')
    assert.equal((await browser.run(call('GET', '/account'))).email, email)
    await browser.run(call('DELETE', `/account/passkeys/${passkey.$id}`))
    assert.equal((await browser.run(call('GET', '/account/passkeys'))).total, 0)
    await browser.run(call('DELETE', '/account/sessions/current'))
    await assert.rejects(browser.run(`passkeys(${settings}).signIn()`), /not accepted/)
  })

  it('are listed without their keys, and deleted', async () => {
    const user = await aUserOnPage()
    const made = await register(browser, user)
    assert.partialDeepStrictEqual(made, { name: 'Laptop', rpId: 'localhost', userId: user.id, lastUsedAt: '' })
    assert.equal((await signIn(await assertion(browser, guest))).status, 201)
    const { body } = await user.get('/v1/account/passkeys')
    assert.equal(body.total, 1)
    assert.deepEqual(Object.keys(body.passkeys[0]).toSorted(), Object.keys(made).toSorted())
    assert.notEqual(body.passkeys[0].lastUsedAt, '')
    assert.ok(!JSON.stringify(body).includes('publicKey'))
    const other = await project.aUser()
    isRefused(await other.delete(`/v1/account/passkeys/${made.$id}`), 'user_passkey_not_found', 404)
    assert.equal((await user.delete(`/v1/account/passkeys/${made.$id}`)).status, 204)
    isRefused(await user.delete(`/v1/account/passkeys/${made.$id}`), 'user_passkey_not_found', 404)
    const { logs } = (await user.get('/v1/account/logs')).body
    const told = logs.map(({ event }: { event: string }) => event)
    assert.deepEqual(told.slice(0, 3), ['passkey.delete', 'session.create', 'passkey.create'])
  })

  it('are two factors when the authenticator made sure of its user, and else one', async () => {
    const user = await aUserOnPage({ emailVerified: true })
    await register(browser, user)
    assert.equal((await user.patch('/v1/account/mfa', { mfa: true })).status, 200)
    const both = await signIn(await assertion(browser, guest))
    assert.deepEqual(both.body.factors, ['passkey', 'userVerification'])
    const one = await signIn(await assertion(browser, guest, { userVerification: 'discouraged' }))
    assert.deepEqual(one.body.factors, ['passkey'])
    const withSession = (answer: Answer): Client =>
      guest.with({ cookie: (answer.headers['set-cookie'] ?? []).map((line) => line.split(';', 1)[0]).join('; ') })
    assert.equal((await withSession(both).get('/v1/account')).status, 200)
    isRefused(await withSession(one).get('/v1/account'), 'user_more_factors_required')
  })

  it('answer a challenge once, right or wrong, and only the one they were asked', async () => {
    const user = await aUserOnPage()
    await register(browser, user)
    const right = await assertion(browser, guest)
    const { signature } = right.credential.response
    const flipped = `${signature.slice(0, 20)}${signature[20] === 'A' ? 'B' : 'A'}${signature.slice(21)}`
    const wrong = { ...right.credential, response: { ...right.credential.response, signature: flipped } }
    isRefused(await signIn({ ...right, credential: wrong }))
    isRefused(await signIn(right))
    const next = await assertion(browser, guest)
    const together = await Promise.all([signIn(next), signIn(next), signIn(next)])
    assert.equal(together.filter(({ status }) => status === 201).length, 1)
    assert.equal(together.filter(({ body }) => body.type === 'user_passkey_invalid').length, 2)
    const [one, two] = [await assertion(browser, guest), await assertion(browser, guest)]
    isRefused(await signIn({ challengeId: one.challengeId, credential: two.credential }))
  })

  it('are not made with a challenge of a sign-in, of another user, or that was used', async () => {
    const user = await aUserOnPage()
    const stranger = await aUserOnPage()
    const offer = (await user.post('/v1/account/passkeys/options')).body
    const credential: unknown = await browser.create(offer.options)
    const body = { challengeId: offer.challengeId, name: 'Laptop', credential }
    isRefused(await stranger.post('/v1/account/passkeys', body))
    const { challengeId } = (await guest.post('/v1/account/sessions/passkey/options')).body
    isRefused(await user.post('/v1/account/passkeys', { ...body, challengeId }))
    isRefused(await user.post('/v1/account/passkeys', { ...body, credential: { id: 'x' } }))
    assert.equal((await user.post('/v1/account/passkeys', body)).status, 201)
    isRefused(await user.post('/v1/account/passkeys', body))
  })

  it('are refused from pages that are not the project’s, or not the one that asked', async () => {
    const user = await aUserOnPage()
    await register(browser, user)
    const elsewhere = { origin: 'https://evil.example' }
    const paths = ['/v1/account/sessions/passkey/options', '/v1/account/sessions/passkey']
    for (const path of paths) isRefused(await guest.with(elsewhere).post(path), 'general_unknown_origin', 403)
    const nowhere = project.aGuest()
    isRefused(await nowhere.post('/v1/account/sessions/passkey/options'), 'general_unknown_origin', 403)
    const byAddress = guest.with({ origin: project.origin })
    isRefused(await byAddress.post('/v1/account/sessions/passkey/options'), 'general_unknown_origin', 403)
    await browser.goTo(browser.otherOrigin)
    const signedElsewhere = await assertion(browser, guest)
    await browser.goTo(browser.origin)
    isRefused(await signIn(signedElsewhere))
  })

  it('belong to one project', async () => {
    const id = 'same-in-both'
    const user = await aUserOnPage({ id })
    await register(browser, user)
    const second = await aProject()
    const visitor = second.aGuest().with({ origin: browser.origin })
    isRefused(await signIn(await assertion(browser, visitor), visitor))
    // A user of the same id over there gets a key of its own: neither replaces the other on the authenticator.
    await register(browser, (await second.aUser({ id })).with({ origin: browser.origin }))
    assert.equal((await browser.keys()).length, 2)
  })

  it('open nothing when their counter stands still, as that of a copy does', async () => {
    const user = await aUserOnPage()
    await register(browser, user)
    const [key] = await browser.keys()
    assert.ok(key)
    assert.equal((await signIn(await assertion(browser, guest))).status, 201)
    await browser.forgetKeys()
    await browser.copy(key)
    isRefused(await signIn(await assertion(browser, guest)))
  })

  it('open nothing for a blocked user, and go with a deleted one', async () => {
    const user = await aUserOnPage()
    await register(browser, user)
    await project.server.patch(`/v1/users/${user.id}/status`, { status: false })
    isRefused(await signIn(await assertion(browser, guest)), 'user_blocked')
    await project.server.patch(`/v1/users/${user.id}/status`, { status: true })
    assert.equal((await signIn(await assertion(browser, guest))).status, 201)
    assert.equal((await project.server.delete(`/v1/users/${user.id}`)).status, 204)
    isRefused(await signIn(await assertion(browser, guest)))
  })

  it('are made by sessions only, and without what a maker certifies', async () => {
    const user = await aUserOnPage()
    const { jwt } = (await user.post('/v1/account/jwts')).body
    const byJwt = guest.with({ 'x-appwrite-jwt': jwt })
    assert.equal((await byJwt.get('/v1/account/passkeys')).status, 200)
    isRefused(await byJwt.post('/v1/account/passkeys/options'), 'user_unauthorized')
    const { challengeId, options } = (await user.post('/v1/account/passkeys/options')).body
    const credential = await browser.create({ ...options, attestation: 'direct' })
    assert.ok(Buffer.from(credential.response.attestationObject, 'base64url').includes('x5c'))
    isRefused(await user.post('/v1/account/passkeys', { challengeId, name: 'Certified', credential }))
  })

  it('are twenty at most, and each is registered once', async () => {
    const user = await aUserOnPage()
    const first = await register(browser, user)
    const known = (await user.post('/v1/account/passkeys/options')).body.options.excludeCredentials
    assert.deepEqual(
      known.map((credential: { id: string }) => credential.id),
      [first.credentialId],
    )
    for (let count = 1; count < 20; count++) {
      await browser.forgetKeys()
      await register(browser, user, `Key ${count}`)
    }
    isRefused(await user.post('/v1/account/passkeys/options'), 'user_passkey_limit_exceeded', 400)
    assert.equal((await user.get('/v1/account/passkeys')).body.total, 20)
  })
})
