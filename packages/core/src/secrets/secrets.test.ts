import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hashSecret, newSecret, sameSecret, Secrets } from './index.ts'

const old = 'the-secret-of-last-year-with-32-characters'
const current = 'the-secret-of-this-year-with-32-characters'

describe('the instance secrets', () => {
  it('read what they encrypted, also after a rotation', () => {
    const sealed = new Secrets({ current: old, previous: [] }).encrypt('grüße')
    assert.equal(new Secrets({ current, previous: [old] }).decrypt(sealed), 'grüße')
    assert.throws(() => new Secrets({ current, previous: [] }).decrypt(sealed), /unknown secret/)
  })

  it('refuse what was tampered with', () => {
    const secrets = new Secrets({ current, previous: [] })
    const bytes = Buffer.from(secrets.encrypt('value'), 'base64')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    assert.throws(() => secrets.decrypt(bytes.toString('base64')))
  })

  it('sign tokens that only they accept, and only in time', () => {
    const secrets = new Secrets({ current, previous: [] })
    const token = secrets.sign({ userId: 'ada' }, 60)
    assert.equal(secrets.verify(token)?.['userId'], 'ada')
    assert.equal(new Secrets({ current: old, previous: [] }).verify(token), null)
    assert.equal(secrets.verify(secrets.sign({ userId: 'ada' }, -1)), null)
    const [, claims] = token.split('.')
    const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${claims}.`
    assert.equal(secrets.verify(none), null)
  })

  it('compare and hash', () => {
    assert.equal(sameSecret('a', 'a'), true)
    assert.equal(sameSecret('a', 'ab'), false)
    assert.match(hashSecret('a'), /^[0-9a-f]{64}$/)
    assert.equal(newSecret(128).length, 256)
  })
})
