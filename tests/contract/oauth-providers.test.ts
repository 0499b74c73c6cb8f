import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { providers, type Provider } from '@basalt/core/oauth2'
import { readData } from './contract.ts'

type Known = {
  readonly key: string
  readonly authorizeUrl: string
  readonly scopeSeparator: string | null
  readonly authorizeParams: Readonly<Record<string, string>>
  readonly scopes: readonly string[]
  readonly tokenUrl: string
  readonly tokenMethod: string
  readonly clientAuth: string
  readonly tokenParams: readonly string[]
  readonly userinfoUrls: readonly string[]
  readonly secretFormat: string
  readonly secretDefaults?: Readonly<Record<string, string>>
  readonly emailVerified: { readonly mode: string }
}

/** Parameters that every authorisation has, or that the table says in another way. */
const usual = new Set([
  'client_id',
  'redirect_uri',
  'state',
  'response_type',
  'code_challenge',
  'code_challenge_method',
])
const clientAuths: Readonly<Record<string, Provider['clientAuth']>> = {
  'basic header': 'basic',
  'PKCE only': 'none',
  'ES256 JWT as client_secret': 'key',
}

describe('the table of sign-in providers', () => {
  const { providers: known } = readData('oauth-providers.json') as { providers: readonly Known[] }

  it('has every provider and no other', () => {
    assert.deepEqual(Object.keys(providers).toSorted(), known.map(({ key }) => key).toSorted())
  })

  for (const wanted of known) {
    it(`knows ${wanted.key}`, () => {
      const entry = Object.entries(providers).find(([key]) => key === wanted.key)?.[1]
      assert.ok(entry)
      assert.equal(bare(entry.authorizeUrl), bare(wanted.authorizeUrl))
      assert.equal(bare(entry.tokenUrl), bare(wanted.tokenUrl))
      assert.deepEqual(
        entry.profile.requests.map(({ url }) => bare(url)),
        wanted.userinfoUrls.map(bare),
      )
      assert.deepEqual(entry.scopes, wanted.scopes)
      assert.equal(entry.tokenMethod ?? 'POST', wanted.tokenMethod)
      assert.equal(entry.clientAuth, clientAuths[wanted.clientAuth])
      assert.equal(entry.secretIsJson ?? false, wanted.secretFormat === 'json')
      assert.deepEqual(entry.secretDefaults, wanted.secretDefaults)
      const { scopeParam = 'scope', scopeSeparator = ' ' } = entry
      if (wanted.scopeSeparator !== null) assert.equal(scopeSeparator, wanted.scopeSeparator)
      assert.equal(
        scopeParam !== null,
        Object.values(wanted.authorizeParams).some((value) => value.startsWith('{scopes')),
      )
      if (scopeParam !== null) assert.ok(wanted.authorizeParams[scopeParam])
      const more = Object.entries(wanted.authorizeParams).filter(([name]) => !usual.has(name) && name !== scopeParam)
      assert.deepEqual(entry.authorizeParams ?? {}, Object.fromEntries(more))
      assert.equal(entry.redirectUri !== 'never', 'redirect_uri' in wanted.authorizeParams)
      assert.equal(entry.redirectUri === undefined, wanted.tokenParams.includes('redirect_uri'))
      // An address counts as verified only where the provider says so of the address.
      if (['never', 'assumedWhenEmailPresent'].includes(wanted.emailVerified.mode) && wanted.key !== 'yahoo') {
        assert.equal(entry.profile.emailVerified, null)
      }
    })
  }
})

/** A URL without what the provider's documents add to it: queries, and placeholders by whatever name. */
function bare(url: string): string {
  return url
    .replace(/ or discovery .*$/, '')
    .replace(/\?.*$/, '')
    .replaceAll(/\{(?:token\.owner|accessToken)\}/g, '{token}')
}
