import assert from 'node:assert/strict'
import { it } from 'node:test'
import { planChunk } from './chunk-plan.ts'

const range = (start: number, end: number, total = 25) => ({ start, end, total })
const none = async () => null

it('learns the length of chunks from any but the last', async () => {
  assert.deepEqual(await planChunk(range(0, 9), null, none), { chunkBytes: 10, chunksTotal: 3 })
  assert.deepEqual(await planChunk(range(10, 19), null, none), { chunkBytes: 10, chunksTotal: 3 })
  assert.deepEqual(await planChunk(range(20, 24), null, none), { chunkBytes: 0, chunksTotal: 2 })
  const known = { totalBytes: 25, chunkBytes: 0 }
  assert.deepEqual(await planChunk(range(0, 9), known, async () => 20), { chunkBytes: 10, chunksTotal: 3 })
  assert.equal(await planChunk(range(0, 9), known, async () => 18), null)
})

it('refuses chunks that do not fit the others', async () => {
  const known = { totalBytes: 25, chunkBytes: 10 }
  assert.equal(await planChunk(range(3, 12), null, none), null)
  assert.equal(await planChunk(range(0, 9, 26), known, none), null)
  assert.equal(await planChunk(range(0, 7), known, none), null)
  assert.equal(await planChunk(range(5, 14), known, none), null)
  assert.deepEqual(await planChunk(range(20, 24), known, none), { chunkBytes: 10, chunksTotal: 3 })
})
