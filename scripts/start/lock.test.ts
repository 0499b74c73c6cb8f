import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { identify } from '../stores/identity.ts'
import { takeLock } from './lock.ts'

const url = 'http://localhost:8080'

describe('the lock of a state folder', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'basalt-lock-'))
    file = join(folder, 'start.lock')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is refused while its holder lives, and names it', async () => {
    const lock = await takeLock(file, url)
    await assert.rejects(takeLock(file, url), new RegExp(`process ${process.pid}, ${url}`))
    lock.release()
    assert.equal(existsSync(file), false)
  })

  it('counts for nothing when another process has the number by now', async () => {
    const holder = { pid: process.pid, identity: 'an earlier one', launcher: null, stopping: false, url }
    writeFileSync(file, JSON.stringify(holder))
    const lock = await takeLock(file, url)
    lock.release()
  })

  it('counts for nothing when a crash left it empty', async () => {
    writeFileSync(file, '')
    const lock = await takeLock(file, url)
    lock.release()
  })

  it('is waited for while its holder stops', async () => {
    const holder = spawn('sleep', ['0.3'], { stdio: 'ignore' })
    await once(holder, 'spawn')
    const pid = holder.pid ?? 0
    writeFileSync(file, JSON.stringify({ pid, identity: identify(pid), launcher: null, stopping: true, url }))
    const lock = await takeLock(file, url)
    assert.equal(identify(pid), null)
    lock.release()
  })
})
