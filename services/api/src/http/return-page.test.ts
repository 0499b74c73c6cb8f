import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { runInNewContext } from 'node:vm'
import express from 'express'
import { servePages } from './pages.ts'
import { returnScript } from './return-page.ts'

/** Where the page's script leads with this query; null when it stays. */
function leadsTo(search: string): string | null {
  let url: string | null = null
  const location = { search, replace: (to: string) => (url = to) }
  runInNewContext(returnScript, { location, URLSearchParams })
  return url
}

describe('the page that leads back to an app', () => {
  it('hands its query to the scheme of the project, and to no other', () => {
    const query = '?project=shop-1&key=a_session_shop-1&secret=abc%3D'
    assert.equal(leadsTo(query), `appwrite-callback-shop-1://${query}`)
    for (const search of [
      '',
      '?secret=a',
      '?project=',
      '?project=a:b',
      '?project=a%2Fb',
      '?project=%20a',
      '?project=-a',
    ]) {
      assert.equal(leadsTo(search), null)
    }
  })

  it('is served with or without a console, and runs its own script alone', async (test) => {
    const app = express()
    servePages(app, null)
    const server = createServer(app)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    test.after(() => server.close())
    const { port } = server.address() as AddressInfo // it listens on TCP
    for (const path of ['oauth2/success', 'oauth2/failure', 'magic-url']) {
      const answer = await fetch(`http://127.0.0.1:${port}/console/auth/${path}?project=p`)
      assert.equal(answer.status, 200)
      assert.ok((await answer.text()).includes(`<script>${returnScript}</script>`))
      assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'.*script-src 'sha256-/)
      assert.equal(answer.headers.get('cache-control'), 'no-store')
    }
  })
})
