import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { it } from 'node:test'
import { findRuntime, runtimes } from './index.ts'

it('gives every version of every language an id of its own, and finds it by that', () => {
  assert.equal(new Set(runtimes.map(({ id }) => id)).size, runtimes.length)
  for (const runtime of runtimes) assert.equal(findRuntime(runtime.id), runtime)
  assert.equal(findRuntime('node-22')?.image, 'node:22')
  assert.equal(findRuntime('node'), null)
})

it('has the server of each', () => {
  for (const { id, serverFolder } of runtimes) assert.ok(existsSync(serverFolder), id)
})
