import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { Readable } from 'node:stream'
import { ExecutorError } from '@basalt/executor-client'
import { Header, list, type ReadEntry } from 'tar'
import { gzipSync } from 'node:zlib'
import { build, run, startExecutor } from './executor.ts'

const executor = await startExecutor()
after(() => executor[Symbol.asyncDispose]())

const fault =
  (type: string, log = /(?:)/) =>
  (error: unknown) => {
    assert.ok(error instanceof ExecutorError, String(error))
    assert.equal(error.type, type, `${error.message}: ${error.logs}`)
    assert.match(error.logs, log)
    return true
  }

async function namesIn(archive: Buffer): Promise<readonly string[]> {
  const names: string[] = []
  const reading = list({ onReadEntry: (entry: ReadEntry) => void names.push(entry.path) })
  Readable.from([archive]).pipe(reading)
  await new Promise((resolve) => reading.on('end', () => resolve(null)))
  return names.toSorted()
}

it('runs the commands in the source, shows their output as it comes, and gives what they leave', async () => {
  const source = { 'main.js': `module.exports = ({ res }) => res.text(require('./made.js'))`, 'lib/a.txt': 'a' }
  const commands = `echo "module.exports = '$GREETING'" > made.js\necho one\necho two >&2`
  const { result, heard, output } = await build(executor, 'built', source, {
    commands,
    variables: { GREETING: 'good day' },
  })
  assert.equal(heard, 'one\ntwo\n')
  assert.equal(result.log, heard)
  assert.equal(result.sizeBytes, output.length)
  assert.ok((await namesIn(output)).includes('./made.js'))
  const answer = await executor.client.execute({
    projectId: 'project',
    deploymentId: 'built',
    runtime: 'node-22',
    entrypoint: 'main.js',
    variables: {},
    specification: { cpus: 1, memoryMb: 128 },
    timeoutSeconds: 15,
    code: () => Readable.from([output]),
    logging: true,
    request: { method: 'GET', path: '/', headers: {}, body: Buffer.alloc(0) },
  })
  assert.equal(answer.body.toString(), 'good day')
})

it('gives one folder of the output when that is asked for, and never one outside', async () => {
  const source = { 'main.js': '', 'dist/main.js': '' }
  const { output } = await build(executor, 'folder', source, { outputDirectory: 'dist' })
  assert.deepEqual(await namesIn(output), ['./', './main.js'])
  for (const outputDirectory of ['none', '../..', "a'; cat /etc/hostname; '"]) {
    await assert.rejects(build(executor, 'folder', source, { outputDirectory }), fault('build_empty'), outputDirectory)
  }
  await assert.rejects(
    build(executor, 'away', source, { outputDirectory: 'link', commands: 'ln -s /etc link' }),
    fault('build_empty'),
  )
})

it('fails with the log when a command does', async () => {
  await assert.rejects(
    build(executor, 'fails', { 'main.js': '' }, { commands: 'echo before\nfalse\necho after' }),
    fault('build_failed', /^before\n$/),
  )
})

it('ends what takes too long, what is canceled, and what writes too much', async () => {
  const source = { 'main.js': '' }
  const commands = 'echo started; sleep 60 & sleep 60'
  await assert.rejects(
    build(executor, 'slow', source, { commands, timeoutSeconds: 1 }),
    fault('build_timeout', /started/),
  )
  const canceled = build(executor, 'canceled', source, { commands })
  while ((await executor.client.state())[0]?.builds !== 1) await new Promise((go) => setTimeout(go, 10))
  await executor.client.evict('project', 'canceled')
  await assert.rejects(canceled, fault('build_canceled'))
  const aborted = new AbortController()
  const gone = build(executor, 'gone', source, { commands, signal: aborted.signal })
  while ((await executor.client.state())[0]?.builds !== 1) await new Promise((go) => setTimeout(go, 10))
  aborted.abort(new Error('enough'))
  await assert.rejects(gone, /enough/)
  while ((await executor.client.state())[0]?.builds !== 0) await new Promise((go) => setTimeout(go, 10))
  const noise = { commands: 'head -c 20000000 /dev/urandom > noise', maxOutputBytes: 1_000_000 }
  await assert.rejects(build(executor, 'noise', source, noise), fault('build_failed'))
  const many = { commands: 'for i in 1 2 3; do head -c 900000 /dev/urandom > $i; done', maxOutputBytes: 1_000_000 }
  await assert.rejects(build(executor, 'many', source, many), fault('code_too_large'))
})

it('refuses archives that reach outside of their folder', async () => {
  const entry = (fields: ConstructorParameters<typeof Header>[0]) => {
    const header = new Header({ ...(fields as object), mode: 0o644, size: 0 })
    header.encode()
    return header.block ?? Buffer.alloc(0)
  }
  const archive = (...blocks: Buffer[]) => gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]))
  const evil = {
    parent: archive(entry({ path: '../escaped', type: 'File' })),
    absolute: archive(entry({ path: '/tmp/escaped', type: 'File' })),
    link: archive(entry({ path: 'link', type: 'SymbolicLink', linkpath: '../../etc' })),
    hardlink: archive(entry({ path: 'link', type: 'Link', linkpath: '/etc/passwd' })),
    device: archive(entry({ path: 'device', type: 'CharacterDevice' })),
    empty: archive(),
    text: Buffer.from('no archive'),
  }
  for (const [name, bytes] of Object.entries(evil)) {
    await assert.rejects(build(executor, `evil-${name}`, bytes), fault('code_invalid'), name)
  }
  const bomb = gzipSync(Buffer.concat([Buffer.alloc(512), Buffer.alloc(50_000_000)]))
  await assert.rejects(build(executor, 'bomb', bomb), ExecutorError)
})

it('keeps no more log than its end', async () => {
  const { result } = await build(
    executor,
    'chatty',
    { 'main.js': '' },
    { commands: 'yes | head -c 3000000; echo; echo end' },
  )
  assert.ok(result.log.length < 1_000_200)
  assert.match(result.log, /end\n$/)
})

it('survives all of that', async () => {
  assert.equal(
    (await run(executor, 'fine', { 'main.js': `module.exports = ({ res }) => res.text('fine')` })).statusCode,
    200,
  )
})
