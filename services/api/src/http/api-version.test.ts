import assert from 'node:assert/strict'
import { it } from 'node:test'
import { versionWarning } from './api-version.ts'

it('warns of SDKs that were made for a newer API, and of no others', () => {
  for (const newer of ['1.8.2', '1.9.0', '1.10.0', '2.0.0']) assert.match(versionWarning(newer) ?? '', /1\.8\.1/)
  for (const known of ['1.8.1', '1.8.0', '1.7.9', '0.15.3', undefined, '', 'newest', '1.9', '1.9.0\r\nX: y']) {
    assert.equal(versionWarning(known), null)
  }
})
