import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import type { Config } from '@basalt/config'
import { executorTokens } from '@basalt/executor-client'
import { start } from './start.ts'

const secrets = { current: 'a'.repeat(32), previous: ['b'.repeat(32)] }
const folder = await mkdtemp(join(tmpdir(), 'basalt-executor-'))
after(() => rm(folder, { recursive: true }))

const config = (port: number, metricsPort: number | null = null): Config => {
  const http = { host: '127.0.0.1', port, metricsPort, trustedProxies: [], maxBodyBytes: 1024 }
  const executor = {
    urls: [],
    folder,
    cacheBytes: 1000,
    maxRuntimes: 10,
    maxBuilds: 1,
    idleSeconds: 60,
    path: '',
    docker: null,
  }
  return { log: { level: 'silent' }, http, secrets, executor } as unknown as Config // all that the executor reads
}

const bearer = (secret: string) => ({ authorization: `Bearer ${executorTokens({ current: secret, previous: [] })[0]}` })

it('says that it is ready until it is closed', async () => {
  const executor = await start(config(0))
  assert.equal((await fetch(`${executor.address}/ready`)).status, 200)
  assert.equal((await fetch(`${executor.address}/ready`, { method: 'POST' })).status, 401)
  await executor.close()
  await assert.rejects(fetch(`${executor.address}/ready`))
})

it('hears nobody but the other services of this instance', async () => {
  const executor = await start(config(0))
  const ask = async (headers: Record<string, string>) => {
    const answer = await fetch(`${executor.address}/v1/deployments/p/d`, { method: 'DELETE', headers })
    return answer.status
  }
  assert.equal(await ask({}), 401)
  assert.equal(await ask({ authorization: `Bearer ${secrets.current}` }), 401)
  assert.equal(await ask(bearer('c'.repeat(32))), 401)
  assert.equal(await ask(bearer(secrets.current)), 200)
  assert.equal(await ask(bearer('b'.repeat(32))), 200, 'a secret that was current before')
  await executor.close()
})

it('keeps the code that was used last within its space, and no code that did not come whole', async () => {
  const executor = await start(config(0))
  const send = async (path: string, bytes: number) => {
    const headers = bearer(secrets.current)
    const answer = await fetch(`${executor.address}/v1/code/${path}`, {
      method: 'PUT',
      headers,
      body: Buffer.alloc(bytes),
    })
    return answer.status
  }
  const kept = async () => (await readdir(join(folder, 'code'))).map((name) => name.replace(/~[^~]+$/, '')).toSorted()
  assert.equal(await send('p/one', 600), 200)
  assert.equal(await send('p/two', 300), 200)
  assert.equal(await send('p/huge', 1001), 413)
  assert.deepEqual(await kept(), ['p~one', 'p~two'])
  assert.equal(await send('p/three', 300), 200)
  assert.deepEqual(await kept(), ['p~three', 'p~two'])
  for (const path of ['p/..', '../p', 'p/%2e%2e', 'p/a~b', 'p/a%2fb']) assert.equal(await send(path, 1), 400, path)
  await executor.close()
})

it('names a taken port as the reason of a failed start, and keeps no other port', async () => {
  const squatter = createServer()
  await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve))
  const bound = squatter.address()
  const taken = typeof bound === 'object' && bound !== null ? bound.port : 0
  await assert.rejects(start(config(0, taken)), { code: 'EADDRINUSE' })
  await new Promise((resolve) => squatter.close(resolve))
})
