import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { identify, isOurs, waitForEnd } from './identity.ts'
import { findProgram } from './programs.ts'

describe('telling processes apart', () => {
  it('gives the same answer for one process, and null for none', () => {
    assert.equal(typeof identify(process.pid), 'string')
    assert.equal(identify(process.pid), identify(process.pid))
    assert.equal(identify(2 ** 30), null)
  })

  it('knows a leftover by its program and its folder, and sees its end', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'basalt identity '))
    const program = findProgram('sleep') ?? ''
    const child = spawn(program, ['60'], { cwd: folder, stdio: 'ignore' })
    await once(child, 'spawn')
    const pid = child.pid ?? 0
    const exited = once(child, 'exit')
    assert.equal(isOurs(pid, program, folder), true)
    assert.equal(isOurs(pid, program, tmpdir()), false)
    assert.equal(isOurs(pid, process.execPath, folder), false)
    assert.equal(await waitForEnd(pid, 30), false)
    child.kill()
    assert.equal(await waitForEnd(pid, 5000), true)
    await exited
    assert.equal(isOurs(pid, program, folder), false)
    rmSync(folder, { recursive: true })
  })
})
