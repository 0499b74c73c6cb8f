import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { OAuthProviderKey } from '@basalt/types'
import { profileFrom, valueAt } from './profile.ts'
import { providers } from './providers.ts'

/** What the provider's answers say of the user. */
function read(key: OAuthProviderKey, ...answers: readonly unknown[]) {
  const source = Object.fromEntries(answers.entries())
  return profileFrom({ provider: providers[key] }, (path) => valueAt(source, path))
}

describe('profiles', () => {
  it('are read from the answers of each kind of provider', () => {
    const github = read('github', { id: 7, name: 'Ada' }, [
      { email: 'old@example.com', primary: false, verified: true },
      { email: 'Ada@Example.com', primary: true, verified: true },
    ])
    assert.deepEqual(github, { uid: '7', email: 'ada@example.com', emailVerified: true, name: 'Ada' })
    const zoom = { id: 'z', email: 'a@b.test', first_name: 'Ada', last_name: 'Lovelace', verified: 1 }
    assert.deepEqual(read('zoom', zoom), { uid: 'z', email: 'a@b.test', emailVerified: true, name: 'Ada Lovelace' })
    const twitch = { data: [{ id: '9', email: 'a@b.test', display_name: 'ada' }] }
    assert.deepEqual(read('twitch', twitch), { uid: '9', email: 'a@b.test', emailVerified: false, name: 'ada' })
  })

  it('hold an address for verified only by the word of the provider', () => {
    const verified = (value: unknown) =>
      read('google', { sub: 's', email: 'a@b.test', email_verified: value }).emailVerified
    assert.deepEqual([true, 'true', 1].map(verified), [true, true, true])
    assert.deepEqual([false, 'false', 0, '0', null, undefined, {}, []].map(verified), Array(8).fill(false))
    const confirmed = (at: unknown) => read('gitlab', { id: 1, email: 'a@b.test', confirmed_at: at }).emailVerified
    assert.deepEqual(['2024-01-01T00:00:00.000Z', null].map(confirmed), [true, false])
    // Directories name their users as they like.
    assert.equal(
      read('microsoft', { id: '1', userPrincipalName: 'ceo@example.com', verified: true }).emailVerified,
      false,
    )
    assert.equal(
      read('github', { id: 1 }, [{ email: 'a@b.test', primary: true, verified: false }]).emailVerified,
      false,
    )
  })

  it('need an id that compares as it is written', () => {
    for (const sub of [undefined, null, '', ' 7', '7 ', {}, 1.5, 'x'.repeat(513)]) {
      assert.throws(() => read('google', { sub }), { type: 'user_missing_id' })
    }
  })

  it('take no address that cannot be one', () => {
    for (const email of ['', 'nobody', 'two@words here', null, { a: 1 }, `${'x'.repeat(320)}@b.test`]) {
      assert.partialDeepStrictEqual(read('google', { sub: 's', email, email_verified: true }), {
        email: null,
        emailVerified: false,
      })
    }
  })

  it('are not found on what objects inherit', () => {
    assert.equal(valueAt({}, 'constructor.name'), undefined)
    assert.equal(valueAt({ list: [{ ok: false }, { ok: true, id: 2 }] }, 'list.[ok].id'), 2)
  })
})
