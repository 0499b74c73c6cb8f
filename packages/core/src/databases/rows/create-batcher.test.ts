import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { groupSize } from './create-batcher.ts'

describe('rows that are created together', () => {
  it('are so many that one statement can hold them, and one at least', () => {
    assert.equal(groupSize([]), 0)
    assert.equal(groupSize(Array.from({ length: 64 }, () => 100)), 64)
    assert.equal(groupSize([900_000, 900_000, 900_000, 1]), 2)
    assert.equal(groupSize([12_000_000, 1]), 1)
    assert.equal(groupSize([1, 12_000_000]), 1)
  })
})
