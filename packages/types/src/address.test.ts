import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { foldAddress } from './address.ts'

describe('an address in small letters', () => {
  it('is the same for letters of either size', () => {
    assert.equal(foldAddress('Mike@Users.Test'), 'mike@users.test')
    assert.equal(foldAddress('JOSÉ@users.test'), 'josé@users.test')
  })

  it('gains no ASCII letter that was not there', () => {
    for (let code = 0x80; code <= 0x10_ff_ff; code++) {
      if (code >= 0xd8_00 && code <= 0xdf_ff) continue
      const folded = foldAddress(String.fromCodePoint(code))
      if (/[\0-\u007F]/.test(folded)) assert.fail(`U+${code.toString(16)} becomes ${folded}`)
    }
  })
})
