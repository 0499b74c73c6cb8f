import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ExecutorError } from './errors.ts'

it('arrives as it was thrown', () => {
  const thrown = new ExecutorError('start_failed', { logs: 'a', errors: 'b', durationSeconds: 0.5 })
  const arrived = ExecutorError.from(JSON.parse(JSON.stringify(thrown)))
  assert.deepEqual(arrived.toJSON(), thrown.toJSON())
  assert.equal(arrived.message, 'The function ended before it could take a request.')
})

it('is an internal failure when the other side says something else', () => {
  for (const value of [null, 'oops', [], {}, { type: 'toString' }, { type: 7, logs: 7, durationSeconds: 'x' }]) {
    const error = ExecutorError.from(value)
    assert.deepEqual([error.type, error.message, error.logs], ['internal', 'The executor failed.', ''])
  }
})
