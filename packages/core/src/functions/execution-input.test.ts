import assert from 'node:assert/strict'
import { it } from 'node:test'
import { BasaltError } from '@basalt/types'
import { readHeaders, readPath, readScheduledAt } from './execution-input.ts'

const badRequest = (error: unknown): boolean => error instanceof BasaltError && error.type === 'general_bad_request'

it('takes headers as an object or as JSON, in lower case', () => {
  assert.deepEqual(readHeaders({ 'X-Custom': 'a', n: 1 }), { 'x-custom': 'a', n: '1' })
  assert.deepEqual(readHeaders('{"A":"b"}'), { a: 'b' })
  assert.deepEqual(readHeaders([]), {})
})

it('refuses headers that are no headers, are too many, or are the system’s', () => {
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`h${index}`, '']))
  const bad = [
    { '-x': '' },
    { 'x-': '' },
    { 'a b': '' },
    { 'x-appwrite-key': '' },
    { a: 'b\r\nc: d' },
    { a: '日本' },
    many,
    'no',
    '1',
  ]
  for (const headers of bad) assert.throws(() => readHeaders(headers), badRequest, JSON.stringify(headers))
  assert.throws(() => readHeaders({ a: 'x'.repeat(16 * 1024) }), badRequest)
  // Written otherwise they pass the check, and never reach the function.
  assert.deepEqual(readHeaders({ 'X-Appwrite-Key': 'forged' }), {})
})

it('plans runs on whole minutes, at least one ahead', () => {
  const soon = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 120_000)
  assert.deepEqual(readScheduledAt(soon.toISOString(), true), soon)
  assert.deepEqual(readScheduledAt(soon.toISOString().slice(0, -1), true), soon)
  assert.equal(readScheduledAt(null, false), null)
  assert.throws(() => readScheduledAt(soon.toISOString(), false), badRequest)
  assert.throws(() => readScheduledAt(new Date(soon.getTime() + 1000).toISOString(), true), badRequest)
  assert.throws(() => readScheduledAt(new Date().toISOString(), true), badRequest)
  assert.throws(() => readScheduledAt('tomorrow', true), badRequest)
})

it('takes paths with and without a slash, and with what HTTP does not allow in percent signs', () => {
  assert.equal(readPath(''), '/')
  assert.equal(readPath('a/b?c=%20#d'), '/a/b?c=%20#d')
  assert.equal(readPath('/ü \n'), '/%C3%BC%20%0A')
  assert.equal(readPath('/\ud800'), '/%EF%BF%BD')
})
