import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { languages } from './languages.ts'
import { RuntimeServer } from './server.ts'

const engines = languages.filter(({ runtime }) => ['node', 'deno', 'bun'].includes(runtime.key))
const node = engines.find(({ runtime }) => runtime.key === 'node')
if (!node) throw new Error('Node is not among the languages')
const { runtime, folder, entrypoint } = node

for (const engine of engines) {
  describe(`what nobody catches in ${engine.runtime.name}`, { skip: engine.missing }, () => {
    let server: RuntimeServer
    before(async () => {
      server = await RuntimeServer.start(engine.runtime, engine)
    })
    after(() => server.stop())

    it('fails the execution whose callback threw, and no other', async () => {
      // Deno does not tell whose error it was when several could be meant.
      const other = engine.runtime.key === 'deno' ? null : server.run('/slow?name=other&ms=200')
      const { status, headers, errors } = await server.run('/uncaught')
      assert.deepEqual([status, headers['x-open-runtimes-error']], [500, 'exception'])
      assert.match(errors, /in a callback/)
      if (other) assert.equal((await other).body.toString(), 'other')
      assert.equal((await server.run('/hello')).body.toString(), 'hello')
    })

    it('is shown to the execution whose promise it was', async () => {
      const { status, errors } = await server.run('/unhandled')
      assert.equal(status, 200)
      assert.match(errors, /^Unhandled rejection: Error: in a promise/)
    })
  })
}

describe('what only the Node runtime does', () => {
  it('loads CommonJS, ES modules, and what TypeScript compiles to', async () => {
    const place = await mkdtemp(join(tmpdir(), 'basalt-node-'))
    const sources = {
      'common.js': 'module.exports = ({ res }) => res.text("common")',
      'module.mjs': 'const word = await Promise.resolve("module")\nexport default ({ res }) => res.text(word)',
      'compiled.cjs': 'exports.default = async ({ res }) => res.text("compiled")',
    }
    for (const [file, source] of Object.entries(sources)) {
      await writeFile(join(place, file), source)
      await using server = await RuntimeServer.start(runtime, { folder: place, entrypoint: file })
      assert.equal((await server.run('/')).body.toString(), file.split('.')[0])
    }
    await rm(place, { recursive: true })
  })

  it('listens on a socket when it is given one', async () => {
    const place = await mkdtemp(join(tmpdir(), 'basalt-node-'))
    const socketPath = join(place, 'socket')
    await using server = await RuntimeServer.start(runtime, { folder, entrypoint, socketPath })
    assert.equal((await server.run('/hello')).body.toString(), 'hello')
    await server.stop('SIGTERM')
    await rm(place, { recursive: true })
  })
})
