import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { describe, it } from 'node:test'
import { PassThrough } from 'node:stream'
import { Bodies } from './body.ts'

const megabyte = Buffer.alloc(1024 * 1024, ' ')
const json = { 'content-type': 'application/json' }

/** A request as far as bodies are concerned: a stream with headers. */
function aRequest(): PassThrough & { headers: object } {
  return Object.assign(new PassThrough({ highWaterMark: 64 * megabyte.length }), { headers: json })
}
const asRequest = (stream: unknown): IncomingMessage => stream as IncomingMessage

describe('bodies', () => {
  it('take so much memory together only, whoever sends them', async () => {
    const bodies = new Bodies(40 * megabyte.length)
    const slow = Array.from({ length: 4 }, aRequest)
    const readings = slow.map((request) => bodies.read(asRequest(request)))
    for (const request of slow) for (let sent = 0; sent < 31; sent++) request.write(megabyte)
    await new Promise((resolve) => setImmediate(resolve))

    const large = aRequest()
    for (let sent = 0; sent < 8; sent++) large.write(megabyte)
    await assert.rejects(bodies.read(asRequest(large)), { type: 'general_service_unavailable' })
    const small = aRequest()
    small.end('{"name":"Ada"}')
    assert.deepEqual({ ...(await bodies.read(asRequest(small))) }, { name: 'Ada' })

    for (const request of slow) request.end('{}')
    assert.deepEqual(await Promise.all(readings), [{}, {}, {}, {}])
    const next = aRequest()
    for (let sent = 0; sent < 8; sent++) next.write(megabyte)
    next.end('{}')
    assert.deepEqual(await bodies.read(asRequest(next)), {})
  })
})
