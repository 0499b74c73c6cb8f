import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { groupSize } from './group-commit.ts'

describe('what is written together', () => {
  it('is so much that one statement can hold it, and one at least', () => {
    assert.equal(groupSize([]), 0)
    assert.equal(groupSize(Array.from({ length: 64 }, () => 100)), 64)
    assert.equal(groupSize([900_000, 900_000, 900_000, 1]), 2)
    assert.equal(groupSize([12_000_000, 1]), 1)
    assert.equal(groupSize([1, 12_000_000]), 1)
  })
})
