import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BasaltError } from '@basalt/types'
import { readByteRange } from './byte-range.ts'

describe('a Range header', () => {
  const cases: readonly (readonly [string, { start: number; end: number } | null])[] = [
    ['bytes=0-4', { start: 0, end: 4 }],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=10-', { start: 10, end: 10 }],
    ['bytes=5-999', { start: 5, end: 10 }],
    ['bytes=-3', { start: 8, end: 10 }],
    ['bytes=-999', { start: 0, end: 10 }],
    ['Bytes=1-2', { start: 1, end: 2 }],
    ['bytes=0-1,3-4', null],
    ['lines=0-1', null],
  ]
  for (const [header, range] of cases) {
    it(`reads ${header} of 11 bytes`, () => assert.deepEqual(readByteRange(header, 11), range))
  }

  it('is the whole body when it is absent', () => assert.equal(readByteRange(undefined, 11), null))

  for (const header of ['bytes=11-', 'bytes=5-4', 'bytes=-', 'bytes=x-y', 'bytes', 'bytes=-0']) {
    it(`refuses ${header} of 11 bytes`, () => {
      assert.throws(
        () => readByteRange(header, 11),
        (error) => error instanceof BasaltError && error.type === 'storage_invalid_range',
      )
    })
  }

  it('fits nothing of an empty body', () => {
    assert.throws(() => readByteRange('bytes=0-0', 0))
  })
})
