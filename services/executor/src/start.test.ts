import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { it } from 'node:test'
import type { Config } from '@basalt/config'
import { start } from './start.ts'

const config = (port: number, metricsPort: number | null = null): Config => {
  const http = { host: '127.0.0.1', port, metricsPort, trustedProxies: [], maxBodyBytes: 1024 }
  return { log: { level: 'silent' }, http } as unknown as Config // all that the executor reads
}

it('says that it is ready until it is closed', async () => {
  const executor = await start(config(0))
  assert.equal((await fetch(`${executor.address}/ready`)).status, 200)
  assert.equal((await fetch(`${executor.address}/anything`)).status, 404)
  assert.equal((await fetch(`${executor.address}/ready`, { method: 'POST' })).status, 404)
  await executor.close()
  await assert.rejects(fetch(`${executor.address}/ready`))
})

it('names a taken port as the reason of a failed start, and keeps no other port', async () => {
  const squatter = createServer()
  await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve))
  const bound = squatter.address()
  const taken = typeof bound === 'object' && bound !== null ? bound.port : 0
  await assert.rejects(start(config(0, taken)), { code: 'EADDRINUSE' })
  await new Promise((resolve) => squatter.close(resolve))
})
