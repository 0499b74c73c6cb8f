import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pointsOf } from './periods.ts'
import { levels } from './series.ts'

describe('the course of a level', () => {
  it('is told backwards from what is there now', () => {
    const changes = [5, 0, -2, 4].map((value, index) => ({ value, date: `day ${index}` }))
    assert.deepEqual(
      levels(10, changes).map(({ value }) => value),
      [8, 8, 6, 10],
    )
  })

  it('never falls below nothing, however many changes were lost', () => {
    const changes = [1, 1].map((value) => ({ value, date: '' }))
    assert.deepEqual(
      levels(0, changes).map(({ value }) => value),
      [0, 0],
    )
  })
})

describe('the points of a range', () => {
  it('end with the present one', () => {
    const { period, starts } = pointsOf('24h')
    assert.deepEqual([period, starts.length], ['1h', 24])
    const age = Date.now() - (starts.at(-1)?.getTime() ?? 0)
    assert.ok(age >= 0 && age < 3_600_000)
  })
})
