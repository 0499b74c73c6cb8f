import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { OAuthProviderKey } from '@basalt/types'
import { exportPKCS8, generateKeyPair, jwtVerify, SignJWT } from 'jose'
import type { App } from './app.ts'
import { readIdToken } from './discovery.ts'
import { providers } from './providers.ts'
import { credentials, tokensFrom } from './tokens.ts'

function app(key: OAuthProviderKey, secret: App['secret'] = {}): App {
  return { key, provider: providers[key], appId: 'the app', clientSecret: 'shh', secret }
}

describe('the app at a provider', () => {
  it('proves itself as the provider wants it', async () => {
    const body = { headers: {}, proof: { client_id: 'the app', client_secret: 'shh' } }
    assert.deepEqual(await credentials(app('google')), body)
    const basic = { Authorization: `Basic ${Buffer.from('the app:shh').toString('base64')}` }
    assert.deepEqual(await credentials(app('spotify')), { headers: basic, proof: {} })
    assert.deepEqual(await credentials(app('etsy')), { headers: {}, proof: { client_id: 'the app' } })
  })

  it('signs a short-lived JWT where it has a private key', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    const p8 = await exportPKCS8(privateKey)
    const secret = { p8: p8.replaceAll('\n', String.raw`\n`), keyID: 'key', teamID: 'team' }
    const { proof } = await credentials(app('apple', secret))
    const { payload, protectedHeader } = await jwtVerify(proof['client_secret'] ?? '', publicKey, {
      issuer: 'team',
      subject: 'the app',
      audience: 'https://appleid.apple.com',
    })
    assert.deepEqual(protectedHeader, { alg: 'ES256', kid: 'key' })
    assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 300)
    const wrong = credentials(app('apple', { ...secret, p8: 'no key' }))
    await assert.rejects(wrong, { type: 'user_oauth2_provider_error' })
  })
})

describe('tokens', () => {
  it('are found wherever providers put them', () => {
    const slack = { access_token: 'bot', authed_user: { access_token: 'person' } }
    assert.equal(tokensFrom(providers.slack, slack).accessToken, 'person')
    assert.equal(tokensFrom(providers.yammer, { access_token: { token: 't' } }).accessToken, 't')
    assert.equal(tokensFrom(providers.etsy, { access_token: '42.abc' }).fields['owner'], '42')
  })

  it('live as long as the provider says, if it says so', () => {
    const { expiresAt } = tokensFrom(providers.google, { access_token: 'a', expires_in: '3600' })
    assert.ok(Math.abs((expiresAt?.getTime() ?? 0) - Date.now() - 3_600_000) < 5000)
    for (const expires_in of [undefined, null, -1, 'soon', 1e300]) {
      assert.equal(tokensFrom(providers.google, { access_token: 'a', expires_in }).expiresAt, null)
    }
  })

  it('are missing from errors that look like successes', () => {
    for (const answer of [{ error: 'bad_verification_code' }, {}, null, 'text', { access_token: 1 }]) {
      assert.throws(() => tokensFrom(providers.github, answer), { type: 'user_oauth2_bad_request' })
    }
  })
})

describe('an ID token straight from the token endpoint', () => {
  const token = (claims: object) =>
    new SignJWT({ sub: 's', ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32))
  const soon = Math.floor(Date.now() / 1000) + 60

  it('must be for this app, and of now', async () => {
    assert.equal((await readIdToken(app('zoho'), await token({ aud: 'the app', exp: soon }))).sub, 's')
    for (const claims of [{ aud: 'another', exp: soon }, { aud: 'the app', exp: soon - 600 }, { aud: 'the app' }]) {
      await assert.rejects(readIdToken(app('zoho'), await token(claims)), { type: 'user_oauth2_provider_error' })
    }
    await assert.rejects(readIdToken(app('zoho'), 'none'), { type: 'user_oauth2_provider_error' })
  })
})
