import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, it } from 'node:test'
import express from 'express'
import { servePages } from './pages.ts'

const server = createServer()
let folder = ''
let origin = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'basalt-pages-'))
  await writeFile(join(folder, 'index.html'), '<title>Console</title>')
  await writeFile(join(folder, 'app.js'), 'run()')
  const app = express()
  servePages(app, folder)
  server.on('request', app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on TCP
})

after(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

it('leads from the root to the console', async () => {
  const answer = await fetch(origin, { redirect: 'manual' })
  assert.equal(answer.status, 301)
  assert.equal(answer.headers.get('location'), '/console')
})

it('serves the one page for every screen, and files as they are', async () => {
  for (const path of ['/console', '/console/', '/console/project/a']) {
    const answer = await fetch(origin + path)
    assert.match(await answer.text(), /Console/)
    assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'self'/)
  }
  assert.equal(await (await fetch(`${origin}/console/app.js`)).text(), 'run()')
})

it('gives nothing beside the folder', async () => {
  const answer = await fetch(`${origin}/console/..%2f..%2fetc%2fpasswd`)
  assert.doesNotMatch(await answer.text(), /root:/)
})
