import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { ExecutorError } from '@basalt/executor-client'
import { run, startExecutor } from './executor.ts'

const executor = await startExecutor()
after(() => executor[Symbol.asyncDispose]())

const maxBytes = 20 * 1024 * 1024

const main = (body: string) => ({ 'main.js': `module.exports = async ({ req, res, log, error }) => { ${body} }` })
const fault =
  (type: string, check: (error: ExecutorError) => void = () => undefined) =>
  (error: unknown) => {
    assert.ok(error instanceof ExecutorError, String(error))
    assert.equal(error.type, type, `${error.message} ${error.logs} ${error.errors}`)
    check(error)
    return true
  }

describe('a function', () => {
  it('answers with status, headers, any bytes, and what it has logged', async () => {
    const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
    const files = main(
      `log('seen', req.bodyBinary.length); error('oh'); return res.binary(req.bodyBinary, 201, { 'x-own': 'yes' })`,
    )
    const first = await run(executor, 'bytes', files, { body })
    assert.deepEqual(first.body, body)
    assert.equal(first.statusCode, 201)
    assert.equal(first.headers['x-own'], 'yes')
    assert.equal(first.logs.trim(), 'seen 256')
    assert.equal(first.errors.trim(), 'oh')
    assert.ok(first.durationSeconds > 0)
    assert.equal(first.coldStart, true)
    const second = await run(executor, 'bytes', files, { body, logging: false })
    assert.deepEqual([second.coldStart, second.logs, second.errors], [false, '', ''])
  })

  it('gets its variables and facts, and no others of this machine', async () => {
    const { body } = await run(executor, 'environment', main('return res.json(process.env)'), {
      variables: { MINE: 'x y=ü' },
    })
    const seen = JSON.parse(body.toString())
    assert.equal(seen.MINE, 'x y=ü')
    assert.equal(seen.OPEN_RUNTIMES_MEMORY, '256')
    assert.equal(seen.OPEN_RUNTIMES_SECRET, undefined)
    const known = new Set(['MINE', 'HOME', 'HOSTNAME', 'PATH', 'PWD', 'SOCKET', 'OLDPWD', 'SHLVL', '_'])
    const ofImages = /^(?:NODE|YARN)_/
    assert.deepEqual(
      Object.keys(seen).filter(
        (name) => !known.has(name) && !ofImages.test(name) && !name.startsWith('OPEN_RUNTIMES_'),
      ),
      [],
    )
  })

  it('serves requests side by side, which start it once', async () => {
    const files = main(
      `globalThis.count = (globalThis.count ?? 0) + 1; await new Promise((go) => setTimeout(go, 100)); return res.text(String(globalThis.count))`,
    )
    const answers = await Promise.all(Array.from({ length: 20 }, () => run(executor, 'parallel', files)))
    assert.deepEqual(new Set(answers.map(({ body }) => body.toString())), new Set(['20']))
    assert.equal(answers.filter(({ coldStart }) => coldStart).length, 1)
  })

  it('is started anew when its variables change', async () => {
    const files = main('return res.text(process.env.COLOUR)')
    assert.equal((await run(executor, 'variables', files, { variables: { COLOUR: 'red' } })).body.toString(), 'red')
    assert.equal((await run(executor, 'variables', files, { variables: { COLOUR: 'blue' } })).body.toString(), 'blue')
  })

  it('reports what it throws', async () => {
    const { statusCode, errors, logs } = await run(
      executor,
      'throws',
      main(`log('before'); throw new Error('on purpose')`),
    )
    assert.equal(statusCode, 500)
    assert.match(errors, /on purpose/)
    assert.match(logs, /before/)
  })
})

describe('what goes wrong has a type and the log of the function', () => {
  it('broken archives', async () => {
    const { client } = executor
    const load = {
      projectId: 'project',
      deploymentId: 'broken',
      runtime: 'node-22',
      entrypoint: 'main.js',
      variables: {},
    }
    const rest = { specification: { cpus: 1, memoryMb: 128 }, timeoutSeconds: 10 }
    const { Readable } = await import('node:stream')
    const code = () => Readable.from([Buffer.from('this is no archive')])
    await assert.rejects(client.warm({ ...load, ...rest, code }), fault('code_invalid'))
  })

  it('a missing entrypoint and a syntax error: the function answers 500', async () => {
    const missing = await run(executor, 'missing', { 'other.js': '' })
    assert.deepEqual([missing.statusCode, /main\.js/.test(missing.errors)], [500, true])
    const syntax = await run(executor, 'syntax', { 'main.js': 'module.exports = (' })
    assert.deepEqual([syntax.statusCode, /SyntaxError/.test(syntax.errors)], [500, true])
  })

  it('a runtime that nobody knows, and facts that are malformed', async () => {
    await assert.rejects(run(executor, 'unknown', main(''), { runtime: 'cobol-1' }), fault('runtime_unsupported'))
    await assert.rejects(run(executor, 'bad', main(''), { variables: { 'no name': '' } }), fault('bad_request'))
    await assert.rejects(run(executor, 'bad', main(''), { path: 'relative' }), fault('bad_request'))
  })

  it('a crash when its code is loaded', async () => {
    const files = { 'main.js': `console.error('no luck'); process.exit(1)` }
    await assert.rejects(
      run(executor, 'exit', files),
      fault('execution_crashed', ({ errors }) => assert.match(errors, /no luck/)),
    )
  })

  it('a crash within a request, after which the next one starts it again', async () => {
    const files = main(
      `if (req.path === '/crash') { log('so long'); process.kill(process.pid, 'SIGKILL') } return res.text('fine')`,
    )
    assert.equal((await run(executor, 'crash', files)).body.toString(), 'fine')
    await assert.rejects(
      run(executor, 'crash', files, { path: '/crash' }),
      fault('execution_crashed', ({ errors }) => assert.match(errors, /so long/)),
    )
    assert.equal((await run(executor, 'crash', files)).coldStart, true)
  })

  it('no answer in time, whether it waits or loops', async () => {
    const waits = main(`log('waiting'); if (req.path === '/wait') await new Promise(() => {}); return res.text('fine')`)
    await assert.rejects(
      run(executor, 'waits', waits, { path: '/wait', timeoutSeconds: 1 }),
      fault('execution_timeout', ({ logs }) => assert.match(logs, /waiting/)),
    )
    assert.equal((await run(executor, 'waits', waits)).coldStart, true)
    const loops = main(`if (req.path === '/loop') { log('looping'); for (;;); } return res.text('fine')`)
    await assert.rejects(
      run(executor, 'loops', loops, { path: '/loop', timeoutSeconds: 1 }),
      fault('execution_timeout', ({ errors }) => assert.match(errors, /looping/)),
    )
    assert.equal((await run(executor, 'loops', loops)).body.toString(), 'fine')
  })

  it('bodies that are too large', async () => {
    const files = main(`return res.text('x'.repeat(Number(req.query.size ?? 1)))`)
    await assert.rejects(
      run(executor, 'large', files, { body: Buffer.alloc(maxBytes + 1) }),
      fault('request_too_large'),
    )
    await assert.rejects(run(executor, 'large', files, { body: Buffer.alloc(100_000_000) }), fault('request_too_large'))
    const tooLarge = await run(executor, 'large', files, { path: `/?size=${maxBytes + 1}` })
    assert.equal(tooLarge.statusCode, 500)
    assert.equal((await run(executor, 'large', files, { path: `/?size=${maxBytes}` })).body.length, maxBytes)
  })
})
