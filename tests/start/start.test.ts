import assert from 'node:assert/strict'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { freePort, npmStart, processesIn, stateFolder, status, until, untilUp, type Started } from './launch.ts'

describe('npm start', () => {
  const state = stateFolder()
  let port: number
  let first: Started

  before(async () => {
    port = await freePort()
    first = npmStart(state.path, port)
    await untilUp(first)
  })
  after(() => state[Symbol.dispose]())

  it('says where the console and the API are', () => {
    assert.match(first.output(), new RegExp(`Console +http://localhost:${port}/console`))
    assert.match(first.output(), new RegExp(`API +http://localhost:${port}/v1`))
    assert.doesNotMatch(first.output(), /warning/i)
  })

  it('keeps its secrets from other users', () => {
    assert.equal(statSync(state.path).mode & 0o777, 0o700)
    assert.equal(statSync(join(state.path, 'secrets.json')).mode & 0o777, 0o600)
  })

  it('refuses to run twice on one folder, and names the one that runs', async () => {
    const second = npmStart(state.path, await freePort())
    assert.equal((await second.exit).code, 1)
    assert.match(second.output(), new RegExp(`Basalt runs already from this folder.*http://localhost:${port}`))
    assert.equal(await status(`${first.url}/v1/health/version`), 200)
  })

  it('ends cleanly at Ctrl-C, stores last', async () => {
    first.signal('SIGINT')
    assert.deepEqual(await first.exit, { code: 0, signal: null }, first.output())
    assert.match(first.output(), /✓ stopped/)
    assert.deepEqual(processesIn(state.path), [])
    assert.deepEqual(
      readdirSync(join(state.path, 'run')).filter((name) => /lock|sock|pid/.test(name)),
      [],
    )
  })

  it('ends cleanly at SIGTERM as well', async () => {
    const again = npmStart(state.path, port)
    await untilUp(again)
    process.kill(again.pid, 'SIGTERM')
    await again.exit
    await until('the stores have ended', () => processesIn(state.path).length === 0)
    assert.match(again.output(), /✓ stopped/)
  })

  it('names a taken port before it starts anything', async () => {
    const squatter = createServer()
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve))
    const refused = npmStart(state.path, port)
    assert.equal((await refused.exit).code, 1)
    assert.match(refused.output(), new RegExp(`Port ${port} is taken by another program[^]*BASALT_PORT=`))
    assert.doesNotMatch(refused.output(), /MariaDB/)
    await new Promise((resolve) => squatter.close(resolve))
  })

  it('names every bad setting, and leaves nothing running', async () => {
    const refused = npmStart(state.path, port, { BASALT_RATE_LIMITS: 'sometimes', BASALT_LOG_LEVEL: 'loud' })
    assert.equal((await refused.exit).code, 1)
    assert.match(refused.output(), /BASALT_LOG_LEVEL/)
    assert.match(refused.output(), /BASALT_RATE_LIMITS/)
    assert.doesNotMatch(refused.output(), /at .*\.ts:\d+/)
    assert.deepEqual(processesIn(state.path), [])
  })
})

describe('npm start with servers that run already', () => {
  const state = stateFolder()
  after(() => state[Symbol.dispose]())

  it('starts no store of its own', async () => {
    const { startStores } = await import('../../scripts/stores/index.ts')
    const { createProgress } = await import('../../scripts/progress.mjs')
    const options = { databasePassword: 'a-password-for-this-test', bufferMb: 64, redisMemoryMb: 64 }
    const stores = await startStores({ ...options, folder: join(state.path, 'stores') }, createProgress())
    const own = join(state.path, 'own')
    const started = npmStart(own, await freePort(), {
      BASALT_DATABASE_URL: stores.databaseUrl,
      BASALT_REDIS_URL: stores.redisUrl,
    })
    await untilUp(started)
    assert.equal(existsSync(join(own, 'mariadb')), false)
    assert.deepEqual(processesIn(own), [])
    started.signal('SIGINT')
    assert.equal((await started.exit).code, 0)
    assert.equal(processesIn(join(state.path, 'stores')).length, 2)
    await stores.close()
    assert.deepEqual(processesIn(state.path), [])
  })
})
