import assert from 'node:assert/strict'
import { it } from 'node:test'
import { batches } from './batches.ts'

it('cuts lists into few sizes, and loses nothing', () => {
  const sizes = new Set<number>()
  for (let count = 0; count <= 450; count++) {
    const items = Array.from({ length: count }, (_, index) => index)
    const parts = [...batches(items)]
    assert.deepEqual(parts.flat(), items)
    for (const part of parts) sizes.add(part.length)
  }
  assert.deepEqual(
    [...sizes].toSorted((a, b) => b - a),
    [100, 50, 25, 12, 6, 3, 1],
  )
})
