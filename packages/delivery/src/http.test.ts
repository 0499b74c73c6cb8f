import assert from 'node:assert/strict'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, describe, it } from 'node:test'
import { callOutside, CallFailed, isPrivate, type OutgoingCall } from './http.ts'

const servers: Server[] = []
after(() => servers.forEach((server) => server.close()))

async function listening(answer: RequestListener): Promise<number> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port // it listens on TCP
}

function call(url: string, more: Partial<OutgoingCall> = {}): OutgoingCall {
  const plain = {
    method: 'POST',
    headers: {},
    body: '{}',
    timeoutSeconds: 2,
    verifyTls: true,
    allowPrivate: true,
  } as const
  return { url, ...plain, ...more }
}

describe('a call to the outside', () => {
  it('sends the body and reads the answer', async () => {
    const port = await listening(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      response.writeHead(201).end(`${request.method} ${String(request.headers['x-test'])} ${body}`)
    })
    const answer = await callOutside(
      call(`http://127.0.0.1:${port}/x`, { headers: { 'X-Test': 'yes' }, body: '{"é":1}' }),
    )
    assert.deepEqual(answer, { status: 201, text: 'POST yes {"é":1}' })
  })

  it('does not follow redirects', async () => {
    const port = await listening((_request, response) => response.writeHead(302, { Location: 'http://else/' }).end())
    assert.equal((await callOutside(call(`http://127.0.0.1:${port}/`))).status, 302)
  })

  it('gives up on a server that does not answer', async () => {
    const port = await listening(() => undefined)
    const failing = callOutside(call(`http://127.0.0.1:${port}/`, { timeoutSeconds: 0.1 }))
    await assert.rejects(failing, (error) => error instanceof CallFailed && error.message.includes('0.1 s'))
  })

  it('keeps the beginning of a long answer, and refuses an endless one', async () => {
    const port = await listening((request, response) => {
      response.end('x'.repeat(request.url === '/long' ? 100_000 : 6 * 1024 * 1024))
    })
    assert.equal((await callOutside(call(`http://127.0.0.1:${port}/long`))).text.length, 10_000)
    await assert.rejects(callOutside(call(`http://127.0.0.1:${port}/endless`)), CallFailed)
  })

  it('never reaches this machine or its networks unless that is allowed', async () => {
    let reached = 0
    const port = await listening((_request, response) => {
      reached++
      response.end()
    })
    const hosts = ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0', '2130706433', '0x7f.1']
    for (const host of hosts) {
      await assert.rejects(callOutside(call(`http://${host}:${port}/`, { allowPrivate: false })), CallFailed, host)
    }
    assert.equal(reached, 0)
  })

  for (const url of ['ftp://example.org/', 'file:///etc/passwd', 'nonsense', '']) {
    it(`is refused for ${url === '' ? 'an empty URL' : url}`, async () => {
      await assert.rejects(callOutside(call(url)), CallFailed)
    })
  }
})

describe('addresses', () => {
  it('are private or public', () => {
    const inside = [
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '::1',
      'fd00::1',
      'fe80::1',
    ]
    const mapped = ['::ffff:10.0.0.1', '::ffff:7f00:1', '64:ff9b::a00:1', '2002:7f00:1::', 'not an address', '::']
    for (const address of [...inside, ...mapped]) assert.ok(isPrivate(address), address)
    for (const address of ['1.1.1.1', '172.32.0.1', '2606:4700::1111', '::ffff:1.1.1.1'])
      assert.ok(!isPrivate(address), address)
  })
})
