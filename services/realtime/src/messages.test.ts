import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BasaltError } from '@basalt/types'
import * as fc from 'fast-check'
import { compileFilter } from './filters.ts'
import { parseMessage } from './messages.ts'

/** Runs `work`; only our own error for bad messages may come out. */
function refusesCleanly(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    assert.ok(error instanceof BasaltError, String(error))
    assert.equal(error.type, 'realtime_message_format_invalid')
  }
}

describe('messages of clients', () => {
  it('are understood', () => {
    assert.deepEqual(parseMessage('{"type":"ping"}'), { type: 'ping' })
    assert.deepEqual(parseMessage('{"type":"authentication","data":{"session":"s"}}'), {
      type: 'authentication',
      session: 's',
      jwt: '',
    })
    const subscribe = { type: 'subscribe', data: [{ subscriptionId: 'a', channels: ['rows'] }] }
    assert.deepEqual(parseMessage(JSON.stringify(subscribe)), {
      type: 'subscribe',
      wishes: [{ id: 'a', channels: ['rows'], queries: [] }],
    })
  })

  it('are refused with one kind of error, whatever they are', () => {
    fc.assert(fc.property(fc.string(), (text) => refusesCleanly(() => parseMessage(text))))
    fc.assert(fc.property(fc.json(), (text) => refusesCleanly(() => parseMessage(text))))
    const type = fc.constantFrom('ping', 'authentication', 'subscribe', 'unsubscribe', 'other')
    const message = fc.record({ type, data: fc.jsonValue() })
    fc.assert(fc.property(message, (value) => refusesCleanly(() => parseMessage(JSON.stringify(value)))))
  })
})

describe('filters', () => {
  it('test any payload without failing', () => {
    const values = fc.array(fc.jsonValue(), { maxLength: 3 })
    const method = fc.constantFrom('equal', 'notEqual', 'lessThan', 'between', 'contains', 'startsWith', 'isNull')
    const query = fc.record({ method, attribute: fc.constantFrom('a', 'a.b', '', '__proto__'), values })
    fc.assert(
      fc.property(query, fc.jsonValue(), (one, payload) => {
        refusesCleanly(() => compileFilter([JSON.stringify(one)])?.({ a: payload, b: 1 }))
      }),
    )
  })

  it('compare instants by time, numbers by value and texts without case', () => {
    const holds = (method: string, value: unknown, found: unknown): boolean | undefined =>
      compileFilter([JSON.stringify({ method, attribute: 'a', values: [value] })])?.({ a: found })
    assert.equal(holds('equal', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00.000+01:00'), true)
    assert.equal(holds('lessThan', '2026-01-02', '2026-01-01T23:59:59.000+00:00'), true)
    assert.equal(holds('equal', 5, 5n), true)
    assert.equal(holds('greaterThan', 9007199254740992, 9007199254740993n), true)
    assert.equal(holds('equal', 'Straße', 'STRASSE'), false)
    assert.equal(holds('equal', 'ABC', 'abc'), true)
    assert.equal(holds('equal', '5', 5), false)
    assert.equal(holds('lessThan', 5, null), false)
  })
})
