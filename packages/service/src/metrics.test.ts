import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { describe, it } from 'node:test'
import type { HttpConfig } from '@basalt/config'
import { noMetrics, openMetrics } from './metrics.ts'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

function http(metricsPort: number | null): { readonly http: HttpConfig } {
  return {
    http: { host: '127.0.0.1', port: 0, metricsPort, trustedProxies: [], maxBodyBytes: 1024, consoleFolder: null },
  }
}

describe('metrics', () => {
  it('are shown on the internal port with readiness and life', async () => {
    const port = await freePort()
    const metrics = await openMetrics(http(port), 'test')
    try {
      metrics.counter('things', 'Things that happened.').add(2, { kind: 'good' })
      metrics.histogram('seconds', 'How long.', [0.1, 1]).record(0.5)
      metrics.gauge('open', 'Things that are open.', () => 7)
      metrics.gauges('sizes', 'How large.', async () => [{ value: 3, labels: { of: 'one' } }])
      metrics.gauges('away', 'What is away.', () => Promise.reject(new Error('away')))
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
      assert.match(text, /basalt_things_total\{kind="good".*\} 2/)
      assert.match(text, /basalt_seconds_bucket\{.*le="1".*\} 1/)
      assert.match(text, /basalt_open(\{.*\})? 7/)
      assert.match(text, /basalt_sizes\{of="one".*\} 3/)
      assert.match(text, /basalt_process_resident_memory_bytes/)
      assert.equal((await fetch(`http://127.0.0.1:${port}/live`)).status, 200)
      assert.equal((await fetch(`http://127.0.0.1:${port}/ready`)).status, 200)
      assert.equal((await fetch(`http://127.0.0.1:${port}/else`)).status, 404)
      metrics.whenReady(() => Promise.reject(new Error('a store is away')))
      assert.equal((await fetch(`http://127.0.0.1:${port}/ready`)).status, 503)
    } finally {
      await metrics.close()
    }
  })

  it('are nothing at all without a port', async () => {
    assert.equal(await openMetrics(http(null), 'test'), noMetrics)
  })
})
