import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { freePort, npmStart, processesIn, stateFolder, storeIn, until, untilUp, type Started } from './launch.ts'

const ada = { email: 'ada@example.com', password: 'correct horse battery' }

describe('npm start after kill -9', () => {
  const state = stateFolder()
  let port: number
  let running: Started

  before(async () => {
    port = await freePort()
    running = npmStart(state.path, port)
    await untilUp(running)
    assert.equal(await post('/v1/account', { userId: 'ada', name: 'Ada', ...ada }), 201)
  })
  after(async () => {
    running.signal('SIGINT')
    await running.exit
    state[Symbol.dispose]()
  })

  it('of Basalt itself ends the stores, and the next start has every acknowledged write', async () => {
    process.kill(holder(), 'SIGKILL')
    await until('the stores have ended', () => processesIn(state.path).length === 0)
    await startAgain()
    assert.equal(await signIn(), 201)
  })

  it('of npm needs no pause before the next start', async () => {
    process.kill(running.pid, 'SIGKILL')
    await startAgain()
    assert.equal(await signIn(), 201)
  })

  it('of everything at once recovers', async () => {
    const victims = [running.pid, holder(), ...processesIn(state.path)]
    for (const pid of victims) process.kill(pid, 'SIGKILL')
    await startAgain()
    assert.equal(await signIn(), 201)
  })

  it('of the stores alone brings them back without a restart', async () => {
    const killed = (['mariadb', 'redis'] as const).map((name) => storeIn(state.path, name))
    for (const pid of killed) process.kill(pid, 'SIGKILL')
    await until('new stores run', () => {
      const pids = processesIn(state.path)
      return pids.length === 2 && pids.every((pid) => !killed.includes(pid))
    })
    await until('sign-in works again', async () => (await signIn()) === 201)
  })

  async function startAgain(): Promise<void> {
    running = npmStart(state.path, port)
    await untilUp(running)
  }

  /** The process that holds the lock: the one in which the services run. */
  function holder(): number {
    return Number(/"pid":(\d+)/.exec(readFileSync(join(state.path, 'run', 'start.lock'), 'utf8'))?.[1])
  }

  function signIn(): Promise<number | null> {
    return post('/v1/account/sessions/email', ada)
  }

  function post(path: string, body: object): Promise<number | null> {
    return fetch(running.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-appwrite-project': 'console' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    }).then(
      (response) => response.status,
      () => null,
    )
  }
})
