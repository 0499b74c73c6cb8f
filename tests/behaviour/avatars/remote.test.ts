import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'

/** A red dot. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const ico = Buffer.from([0, 0, 1, 0, 1, 0])

describe('images of other servers', () => {
  let site: Server
  let server: TestServer
  let project: TestProject
  let guarded: TestProject
  let origin: string
  let calls = 0
  before(async () => {
    site = createServer((request, response) => {
      calls++
      const path = request.url ?? '/'
      const bodies: Readonly<Record<string, readonly [number, string, string | Buffer]>> = {
        '/dot.png': [200, 'image/png', png],
        '/page.html': [200, 'text/html', '<link rel="icon" sizes="64x64" href="/dot.png">'],
        '/deep/page.html': [200, 'text/html', '<p>no icon'],
        '/favicon.ico': [200, 'image/x-icon', ico],
        '/drawn.html': [200, 'text/html', '<link rel="icon" href="/lying.png">'],
        '/lying.png': [200, 'image/png', svg],
        '/huge.png': [200, 'image/png', Buffer.alloc(11 * 1024 * 1024)],
      }
      if (path.startsWith('/loop')) return response.writeHead(302, { location: '/loop' }).end()
      if (path === '/moved') return response.writeHead(301, { location: '/page.html' }).end()
      if (path === '/inside') return response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
      const [status, type, body] = bodies[path] ?? [404, 'text/plain', '']
      return response.writeHead(status, { 'content-type': type }).end(body)
    })
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}` // it listens on TCP
    server = await aServer({ BASALT_PRIVATE_ADDRESSES: 'allow' })
    ;[project, guarded] = await Promise.all([aProject({ on: server }), aProject()])
  })
  after(async () => {
    site.close()
    await server.close()
  })

  const ask = async (operation: string, url: string, of = project): Promise<Response> =>
    fetch(`${of.endpoint}/avatars/${operation}?url=${encodeURIComponent(url)}`, {
      headers: { 'x-appwrite-project': of.id },
    })
  const refusal = async (operation: string, path: string, of = project): Promise<unknown> => {
    const answer = await ask(operation, path.startsWith('http') ? path : origin + path, of)
    const { type } = (await answer.json()) as { type: string } // the error envelope
    return [answer.status, type]
  }

  it('become PNG of the size that is asked for, and are kept', async () => {
    const url = `${origin}/dot.png`
    const first = await ask('image', url)
    const bytes = Buffer.from(await first.arrayBuffer())
    assert.deepEqual([first.status, bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [200, 400, 400])
    const before = calls
    const again = await ask('image', url)
    assert.equal(again.headers.get('x-appwrite-cache'), 'hit')
    assert.equal(calls, before)
  })

  it('are refused when they are none', async () => {
    assert.deepEqual(await refusal('image', '/nothing'), [404, 'avatar_image_not_found'])
    assert.deepEqual(await refusal('image', '/page.html'), [500, 'general_server_error'])
    assert.deepEqual(await refusal('image', '/lying.png'), [500, 'general_server_error'])
    assert.deepEqual(await refusal('image', '/huge.png'), [404, 'avatar_remote_url_failed'])
    assert.deepEqual(await refusal('image', '/moved'), [404, 'avatar_image_not_found'])
    assert.deepEqual(await refusal('image', 'http://127.0.0.1:9/a.png'), [404, 'avatar_remote_url_failed'])
  })

  it('may be icons of pages: the one that is named, or the one at the usual place', async () => {
    for (const path of ['/page.html', '/moved']) {
      const named = await ask('favicon', origin + path)
      const bytes = Buffer.from(await named.arrayBuffer())
      assert.deepEqual([named.status, named.headers.get('content-type')], [200, 'image/png'])
      assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [56, 56])
    }
    const usual = await ask('favicon', `${origin}/deep/page.html`)
    assert.deepEqual([usual.status, usual.headers.get('content-type')], [200, 'image/x-icon'])
    assert.deepEqual(Buffer.from(await usual.arrayBuffer()), ico)
    assert.deepEqual(await refusal('favicon', '/drawn.html'), [404, 'avatar_icon_not_found'])
    assert.deepEqual(await refusal('favicon', '/nothing'), [404, 'avatar_icon_not_found'])
    assert.deepEqual(await refusal('favicon', '/loop'), [404, 'avatar_icon_not_found'])
  })

  it('are no screenshots: those need a browser', async () => {
    assert.deepEqual(await refusal('screenshots', '/page.html'), [404, 'avatar_remote_url_failed'])
    const wrong = await fetch(`${project.endpoint}/avatars/screenshots?url=${origin}&scale=9&project=${project.id}`)
    assert.equal(wrong.status, 400)
  })

  it('are never fetched from inside', async () => {
    const before = calls
    for (const operation of ['image', 'favicon']) {
      for (const url of [
        `${origin}/dot.png`,
        origin.replace('127.0.0.1', 'localhost'),
        origin.replace('127.0.0.1', '2130706433'),
        origin.replace('127.0.0.1', '[::ffff:127.0.0.1]'),
        'http://169.254.169.254/latest/meta-data',
        'http://redis:6379/',
      ]) {
        assert.deepEqual(await refusal(operation, url, guarded), [404, 'avatar_remote_url_failed'])
      }
      for (const url of ['nope', 'ftp://example.com/a.png', 'file:///etc/passwd']) {
        assert.deepEqual(await refusal(operation, url === 'nope' ? 'http://' : url, guarded), [
          400,
          'general_argument_invalid',
        ])
      }
    }
    assert.equal(calls, before)
  })
})
