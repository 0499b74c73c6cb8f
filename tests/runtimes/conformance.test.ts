import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { behaviours } from './behaviours.ts'
import { deploy, languages } from './languages.ts'
import { RuntimeServer } from './server.ts'

const forced = JSON.stringify({ 'X-Forced': 'by the environment' })
const env = { GREETING: 'hi', OPEN_RUNTIMES_HEADERS: forced }

for (const language of languages) {
  let deployed: Promise<string> | null = null
  const start = async (): Promise<RuntimeServer> => {
    deployed ??= deploy(language, language.folder, language.entrypoint)
    return RuntimeServer.start(language.runtime, { folder: await deployed, entrypoint: language.entrypoint, env })
  }

  describe(`the runtime of ${language.runtime.name}`, { skip: language.missing }, () => {
    let server: RuntimeServer
    before(async () => {
      server = await start()
    })
    after(() => server.stop())

    for (const [name, behaves] of Object.entries(behaviours)) it(name, () => behaves(server))
  })

  describe(`the process of ${language.runtime.name}`, { skip: language.missing }, () => {
    it('ends when it is asked to', async () => {
      await using server = await start()
      await server.stop('SIGTERM') // resolves when it has
    })

    it('leaves what was logged before the function ended it', async () => {
      await using server = await start()
      await assert.rejects(server.run('/exit', { headers: { 'x-open-runtimes-log-id': 'run-3' } }))
      await server.whenEnded()
      assert.match(server.output, /^\[run-3\] last words$/m)
    })

    it('leaves what was logged before the function hung', async () => {
      await using server = await start()
      const hanging = server
        .run('/hang', { headers: { 'x-open-runtimes-log-id': 'run-4', 'x-open-runtimes-timeout': '5' } })
        .catch(() => null)
      await server.heard('[run-4] before the loop')
      await server.stop()
      assert.equal(await hanging, null)
    })

    it('says why the code cannot be loaded', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'basalt-broken-'))
      await writeFile(join(folder, language.broken.file), language.broken.source)
      for (const [entrypoint, reason] of [
        [language.broken.file, language.broken.reason],
        ['absent.xyz', /absent\.xyz/],
        ['../outside.xyz', /outside of the function/],
      ] as const) {
        if (language.runtime.compileCommand !== '') {
          await assert.rejects(deploy(language, folder, entrypoint), reason)
          continue
        }
        await using server = await RuntimeServer.start(language.runtime, { folder, entrypoint, env })
        const { status, headers, body, errors } = await server.run('/hello')
        assert.deepEqual([status, headers['x-open-runtimes-error'], body.length], [500, 'load', 0])
        assert.match(errors, reason)
      }
      await rm(folder, { recursive: true })
    })
  })
}
