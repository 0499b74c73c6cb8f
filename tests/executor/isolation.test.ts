import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { run, startExecutor } from './executor.ts'

const executor = await startExecutor()
after(() => executor[Symbol.asyncDispose]())

const main = (body: string) => ({
  'main.js': `const fs = require('fs'); module.exports = async ({ req, res }) => { ${body} }`,
})

it('sees no files but its own and those of the system', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'basalt-secret-'))
  await writeFile(join(folder, 'secret'), 'x', { mode: 0o644 })
  const tries = [
    '/root',
    '/home',
    '/etc/passwd',
    '/etc/shadow',
    '/var/lib',
    join(folder, 'secret'),
    '/work',
    '/proc/1/root/root',
  ]
  const files = main(
    `return res.json(${JSON.stringify(tries)}.map((path) => { try { fs.statSync(path); return fs.statSync(path).isDirectory() ? fs.readdirSync(path).length : 1 } catch { return 0 } }))`,
  )
  const { body } = await run(executor, 'files', files)
  await rm(folder, { recursive: true })
  assert.deepEqual(
    JSON.parse(body.toString()),
    tries.map(() => 0),
  )
})

it('sees no processes but its own, and is nobody in particular', async () => {
  const files = main(
    `return res.json({ processes: fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name)).length, status: fs.readFileSync('/proc/self/status', 'utf8'), user: process.getuid() })`,
  )
  const { processes, status, user } = JSON.parse((await run(executor, 'processes', files)).body.toString())
  assert.ok(processes <= 3, `${processes} processes`)
  assert.notEqual(user, 0)
  assert.match(status, /^CapEff:\s*0+$/m)
  assert.match(status, /^CapBnd:\s*0+$/m)
  assert.match(status, /^NoNewPrivs:\s*1$/m)
})

it('cannot change its code, the server or the system, and has little room to write', async () => {
  const files = main(
    `return res.json(['/usr/local/server/src/server.cjs', '/usr/local/server/src/function/main.js', '/usr/bin/x', '/etc/x', '/run/function/x'].map((path) => { try { fs.writeFileSync(path, ''); return 'written' } catch (error) { return error.code } }))`,
  )
  for (const code of JSON.parse((await run(executor, 'write', files)).body.toString()))
    assert.match(code, /EROFS|EACCES|ENOENT|EPERM/)
  const filler = main(
    `try { for (let i = 0; ; i++) fs.writeFileSync('/tmp/' + i, Buffer.alloc(1048576)) } catch (error) { return res.text(error.code) }`,
  )
  assert.equal((await run(executor, 'filler', filler)).body.toString(), 'ENOSPC')
})

it('cannot use up memory or processes; other functions go on', async () => {
  const hog = main(`const all = []; for (;;) all.push(Buffer.alloc(16777216, 1))`)
  const hogging = await run(executor, 'hog', hog, { specification: { cpus: 1, memoryMb: 128 } }).catch(() => null)
  assert.ok(hogging === null || hogging.statusCode === 500, 'it crashed, or its allocation failed')
  const bomb = main(
    `const { spawn } = require('child_process'); let failed = 0; for (let i = 0; i < 200; i++) { await new Promise((go) => { const child = spawn('sleep', ['60']); child.once('error', () => { failed++; go() }); child.once('spawn', go) }) } return res.json({ failed })`,
  )
  const answer = await run(executor, 'bomb', bomb).catch((error: Error) => error)
  if (!(answer instanceof Error)) assert.ok(JSON.parse(answer.body.toString()).failed > 100)
  assert.equal((await run(executor, 'good', main(`return res.text('fine')`))).body.toString(), 'fine')
})
