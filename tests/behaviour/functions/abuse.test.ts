import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { Header } from 'tar'
import { archiveOf } from '#support/archive.ts'
import { Client } from '#support/client.ts'
import { aFunction, builtDeployment, uploadCode } from '#support/functions.ts'
import { aProject, type TestProject } from '#support/project.ts'

const hello = { 'index.js': `module.exports = ({ res }) => res.text('hello')` }

/** One of each way in which code misbehaves, by the path. */
const hostile = {
  'index.js': `const late = []
module.exports = async ({ req, res, log }) => {
  log('asked for ' + req.path)
  if (req.path === '/exit') process.exit(7)
  if (req.path === '/kill') process.kill(process.pid, 'SIGKILL')
  if (req.path === '/never') await new Promise(() => {})
  if (req.path === '/loop') for (;;);
  if (req.path === '/late') { await new Promise((go) => setTimeout(go, 5000)); late.push('late'); return res.text('late') }
  if (req.path === '/nothing') return
  if (req.path === '/number') return 42
  if (req.path === '/status') return res.text('', 99)
  if (req.path === '/split') return res.text('', 200, { 'x-a': 'b\\r\\nset-cookie: c=d' })
  if (req.path === '/headers') return res.text('', 200, { 'x-big': 'h'.repeat(100_000) })
  if (req.path === '/body') return res.text('x'.repeat(21 * 1024 * 1024))
  if (req.path === '/talk') { for (let i = 0; i < 50_000; i++) log(i + ' ' + 'y'.repeat(1000)); return res.text('talked') }
  if (req.path === '/cycle') { const a = {}; a.a = a; log(a); return res.json({ a: BigInt(1) }) }
  return res.text('hello')
}`,
}

function entry(path: string, fields: object): Buffer {
  const header = new Header({ path, mode: 0o644, size: 0, ...fields })
  header.encode()
  return header.block ?? Buffer.alloc(0)
}

const packed = (...blocks: Buffer[]): Buffer => gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]))

describe('code that means no good', () => {
  let project: TestProject
  let neighbour: string
  before(async () => {
    project = await aProject()
    neighbour = await aFunction(project, hello)
  })

  /** Whatever was done to it, the executor goes on. */
  const survives = async (): Promise<void> => {
    const { status, body } = await project.server.post(`/v1/functions/${neighbour}/executions`)
    assert.deepEqual([status, body.status, body.responseBody], [201, 'completed', 'hello'])
  }
  after(survives)

  const create = async (functionId: string, settings: object = {}): Promise<void> => {
    const body = { functionId, name: functionId, runtime: 'node-22', entrypoint: 'index.js', ...settings }
    assert.equal((await project.server.post('/v1/functions', body)).status, 201)
  }

  describe('archives', () => {
    it('that are broken or reach outside of their folder fail their build, and say why', async () => {
      await create('archives')
      const good = await archiveOf(hello)
      const bad: Readonly<Record<string, readonly [Buffer, RegExp]>> = {
        'a zip': [Buffer.from('504b0304140000000800', 'hex'), /no \.tar\.gz, or broken/],
        'cut off': [good.subarray(0, good.length / 2), /broken/],
        'no tar in it': [gzipSync(Buffer.alloc(4096, 'x')), /broken|empty/],
        empty: [packed(), /empty|broken/],
        parent: [packed(entry('../escaped', { type: 'File' })), /outside of the archive/],
        'parent, hidden': [packed(entry('a/../../escaped', { type: 'File' })), /outside of the archive/],
        absolute: [packed(entry('/tmp/escaped', { type: 'File' })), /absolute path/],
        'a link out': [packed(entry('link', { type: 'SymbolicLink', linkpath: '../../etc' })), /link to the outside/],
        'a link to the root': [
          packed(entry('link', { type: 'SymbolicLink', linkpath: '/etc' })),
          /link to the outside/,
        ],
        'a hard link': [packed(entry('link', { type: 'Link', linkpath: '/etc/passwd' })), /link to the outside/],
        'a device': [packed(entry('device', { type: 'CharacterDevice' })), /neither a file nor a folder/],
        'through a link': [
          packed(
            entry('a', { type: 'SymbolicLink', linkpath: 'b' }),
            entry('b', { type: 'SymbolicLink', linkpath: '..' }),
            entry('a/escaped', { type: 'File' }),
          ),
          /./,
        ],
      }
      for (const [what, [bytes, reason]] of Object.entries(bad)) {
        const sent = await uploadCode(project.server, 'archives', bytes)
        assert.equal(sent.status, 202, what)
        const built = await builtDeployment(project.server, 'archives', sent.body.$id)
        assert.deepEqual([built.status, reason.test(built.buildLogs)], ['failed', true], `${what}: ${built.buildLogs}`)
      }
      await survives()
    })

    it('with any byte changed fail or are built, and nothing else', async () => {
      await create('changed')
      const good = await archiveOf({ ...hello, 'lib/a.txt': 'a'.repeat(2000) })
      const change = fc.record({
        at: fc.nat(good.length - 1),
        byte: fc.nat(255),
        cut: fc.option(fc.nat(good.length - 1)),
      })
      await fc.assert(
        fc.asyncProperty(change, async ({ at, byte, cut }) => {
          const bytes = Buffer.from(good)
          bytes[at] = byte
          const sent = await uploadCode(project.server, 'changed', bytes.subarray(0, (cut ?? bytes.length) + 1))
          assert.equal(sent.status, 202)
          const built = await builtDeployment(project.server, 'changed', sent.body.$id)
          assert.match(built.status, /^(?:ready|failed)$/)
          assert.ok(built.status === 'ready' || built.buildLogs !== '')
        }),
        { numRuns: 12 },
      )
    })

    it('that are larger than may be are refused before they are kept', async () => {
      await create('large')
      const sent = await uploadCode(project.server, 'large', Buffer.alloc(100_000_000))
      assert.deepEqual([sent.status, sent.body.type], [400, 'storage_invalid_file_size'])
      await survives()
    })
  })

  describe('functions that cannot be loaded', () => {
    const cases: Readonly<Record<string, readonly [Readonly<Record<string, string>>, RegExp]>> = {
      'without their entrypoint': [{ 'other.js': '' }, /index\.js is not in the deployment/],
      'with a syntax error': [{ 'index.js': 'module.exports = (' }, /SyntaxError/],
      'that export nothing': [{ 'index.js': 'exports.other = 1' }, /exports no function/],
      'that throw at their start': [{ 'index.js': 'throw new Error("no luck")' }, /no luck/],
      'that end their process at their start': [
        { 'index.js': 'console.error("giving up"); process.exit(1)' },
        /giving up/,
      ],
    }
    for (const [what, [files, reason]] of Object.entries(cases)) {
      it(`${what} fail their runs with that`, async () => {
        const functionId = await aFunction(project, files)
        const { status, body } = await project.server.post(`/v1/functions/${functionId}/executions`)
        assert.deepEqual([status, body.status, body.responseStatusCode], [201, 'failed', 500])
        assert.match(body.errors, reason)
      })
    }
  })

  describe('functions that misbehave', () => {
    let functionId: string
    let domain: Client
    before(async () => {
      functionId = await aFunction(project, hostile, { settings: { timeout: 3, execute: ['any'] } })
      const host = `hostile-${project.id}.functions.localhost`
      await project.console.post('/v1/proxy/rules/function', { domain: host, functionId })
      domain = new Client(project.origin, { host })
    })
    const run = async (path: string) => {
      const { status, body } = await project.server.post(`/v1/functions/${functionId}/executions`, { path })
      assert.equal(status, 201, JSON.stringify(body))
      return body
    }

    for (const path of ['/exit', '/kill', '/never', '/loop', '/late']) {
      it(`as by ${path} fail with their own log, and the next call is served`, async () => {
        const failed = await run(path)
        assert.deepEqual([failed.status, failed.responseStatusCode], ['failed', 500])
        assert.match(failed.logs + failed.errors, new RegExp(`asked for ${path}`))
        assert.equal((await run('/')).responseBody, 'hello')
        const answer = await domain.get(path)
        assert.equal(answer.status, ['/exit', '/kill'].includes(path) ? 500 : 504)
        assert.doesNotMatch(answer.bytes.toString(), /asked for|node:|\/usr\/local/)
        assert.equal((await domain.get('/')).body, 'hello')
      })
    }

    for (const path of ['/nothing', '/number', '/status', '/split', '/headers', '/body', '/cycle']) {
      it(`as by ${path} fail with a reason`, async () => {
        const failed = await run(path)
        assert.deepEqual([failed.status, failed.responseStatusCode], ['failed', 500], path)
        assert.notEqual(failed.errors, '')
        const names = failed.responseHeaders.map(({ name }: { name: string }) => name)
        assert.ok(!names.includes('set-cookie'))
        assert.equal((await run('/')).responseBody, 'hello')
      })
    }

    it('by talking too much keep the end of what they said', async () => {
      const { status, logs } = await run('/talk')
      assert.equal(status, 'completed')
      assert.ok(logs.length <= 1_000_200)
      assert.match(logs, /49999 y+$/)
    })
  })

  describe('calls', () => {
    it('with bodies of 100 MB are refused, through the API and through a domain', async () => {
      const functionId = await aFunction(project, hello, { settings: { execute: ['any'] } })
      const host = `bodies-${project.id}.functions.localhost`
      await project.console.post('/v1/proxy/rules/function', { domain: host, functionId })
      const api = {
        'content-type': 'application/json',
        'x-appwrite-project': project.id,
        'x-appwrite-key': project.key,
      }
      const ways = [
        ['/v1/functions/' + functionId + '/executions', api],
        ['/upload', { host }],
      ] as const
      for (const [path, headers] of ways) {
        const status = await sendMuch(project.origin + path, headers, 100_000_000)
        assert.ok([400, 413, 'closed'].includes(status), `${path}: ${status}`)
      }
      await survives()
    })

    it('with anything in their path, headers and body are answered or refused', async () => {
      const functionId = await aFunction(project, {
        'index.js': 'module.exports = ({ req, res }) => res.json({ path: req.path, body: req.bodyText })',
      })
      const anyCall = fc.record(
        {
          path: fc.oneof(fc.string({ unit: 'binary', maxLength: 50 }), fc.webPath()),
          method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', ''),
          headers: fc.dictionary(fc.string({ maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 40 }), {
            maxKeys: 4,
          }),
          body: fc.string({ unit: 'binary', maxLength: 200 }),
        },
        { requiredKeys: [] },
      )
      await fc.assert(
        fc.asyncProperty(anyCall, async (call) => {
          const { status, body } = await project.server.post(`/v1/functions/${functionId}/executions`, call)
          assert.ok([201, 400].includes(status), `${status} ${JSON.stringify(body)} for ${JSON.stringify(call)}`)
          if (status !== 201) return
          assert.equal(body.status, 'completed', `${body.errors} for ${JSON.stringify(call)}`)
          if (call.method === undefined || call.method === 'POST')
            assert.equal(JSON.parse(body.responseBody).body, (call.body ?? '').toWellFormed())
        }),
        { numRuns: 300 },
      )
    })
  })
})

/** Sends so many bytes, unless the server has had enough. @returns the status, or that the connection was closed */
function sendMuch(url: string, headers: Readonly<Record<string, string>>, bytes: number): Promise<number | 'closed'> {
  return new Promise((resolve) => {
    const outgoing = request(url, { method: 'POST', headers: { ...headers, 'content-length': String(bytes) } })
    outgoing.once('response', (incoming) => {
      incoming.resume()
      resolve(incoming.statusCode ?? 0)
    })
    outgoing.once('error', () => resolve('closed'))
    const block = Buffer.alloc(1_000_000, ' ')
    let left = bytes
    const send = (): void => {
      while (left > 0 && !outgoing.destroyed) {
        left -= block.length
        if (!outgoing.write(block)) return void outgoing.once('drain', send)
      }
      outgoing.end()
    }
    send()
  })
}
