import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newTotpSecret, otpauthUri, stepOf } from './totp.ts'

/** Secret and codes of RFC 6238, appendix B, cut to six digits. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('time-based codes', () => {
  it('knows the codes of the standard', () => {
    assert.equal(stepOf(secret, '287082', 59_000), 1)
    assert.equal(stepOf(secret, '081804', 1_111_111_109_000), 37_037_036)
    assert.equal(stepOf(secret, '353130', 20_000_000_000_000), 666_666_666)
  })

  it('allows one step of drift, and no more', () => {
    assert.equal(stepOf(secret, '287082', 89_000), 1)
    assert.equal(stepOf(secret, '287082', 29_000), 1)
    assert.equal(stepOf(secret, '287082', 90_000), null)
  })

  it('refuses what is no code', () => {
    for (const code of ['', '28708', '2870822', '28708x', '287 082']) assert.equal(stepOf(secret, code, 59_000), null)
  })

  it('makes secrets that authenticator apps read', () => {
    const made = newTotpSecret()
    assert.match(made, /^[A-Z2-7]{103}$/)
    const uri = otpauthUri('My App', 'ada@example.com', made)
    assert.equal(uri, `otpauth://totp/My%20App%3Aada%40example.com?issuer=My%20App&secret=${made}`)
  })
})
