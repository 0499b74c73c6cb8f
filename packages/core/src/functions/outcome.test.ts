import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ExecutorError } from '@basalt/executor-client'
import { failureOf, keptRequest, keptResponse, outcomeOf } from './outcome.ts'

const ran = {
  statusCode: 200,
  headers: {},
  body: Buffer.alloc(0),
  logs: '',
  errors: '',
  durationSeconds: 1,
  coldStart: false,
}

it('counts refusals as completed, and faults of the server as failed', () => {
  const statuses = [200, 404, 499, 500, 503].map((statusCode) => outcomeOf({ ...ran, statusCode }).status)
  assert.deepEqual(statuses, ['completed', 'completed', 'completed', 'failed', 'failed'])
})

it('keeps the end of a long log, with a word about the rest', () => {
  const { logs } = outcomeOf({ ...ran, logs: `${'a'.repeat(1_000_000)}end` })
  assert.equal(logs.length, 1_000_000)
  assert.match(logs, /^\[The first part is left out/)
  assert.ok(logs.endsWith('aend'))
})

it('says why there was no answer, after what the function said', () => {
  const { errors, responseStatusCode } = failureOf(new ExecutorError('execution_crashed', { errors: 'oops' }))
  assert.deepEqual([errors, responseStatusCode], ['oops\nThe function ended while it had a request.', 500])
  assert.equal(failureOf(new Error('secret detail')).errors, 'The function could not be run.')
})

it('keeps few headers, and repeated ones one by one', () => {
  const { headers } = outcomeOf({ ...ran, headers: { 'set-cookie': ['a', 'b'], 'content-type': 'text/plain' } })
  assert.equal(headers.length, 3)
  assert.deepEqual(keptResponse(headers), [{ name: 'content-type', value: 'text/plain' }])
  assert.deepEqual(keptRequest({ authorization: 'secret', host: 'h' }), [{ name: 'host', value: 'h' }])
})
