import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { after, before, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { deploy, languages } from './languages.ts'
import { RuntimeServer } from './server.ts'

const secret = 'a secret of the runtime'

/** A request for the body given back in reverse, in one of the two ways that HTTP has for bodies. */
function requestOf(body: Buffer, pieces: readonly number[] | null): Buffer {
  const head = ['POST /binary HTTP/1.1', 'Host: fn.example.org', `x-open-runtimes-secret: ${secret}`]
  if (pieces === null) {
    return Buffer.concat([Buffer.from([...head, `Content-Length: ${body.length}`, '', ''].join('\r\n')), body])
  }
  const chunks: Buffer[] = []
  let at = 0
  for (const length of [...pieces, body.length]) {
    const chunk = body.subarray(at, at + length)
    at += chunk.length
    if (chunk.length > 0) chunks.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'))
  }
  const ended = [...chunks, Buffer.from('0\r\n\r\n')]
  return Buffer.concat([Buffer.from([...head, 'Transfer-Encoding: chunked', '', ''].join('\r\n')), ...ended])
}

/** Reads answers off a connection, one after the other. */
class Answers {
  #bytes = Buffer.alloc(0)
  readonly #socket: Socket
  #wake: () => void = () => undefined

  constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (bytes) => {
      this.#bytes = Buffer.concat([this.#bytes, bytes])
      this.#wake()
    })
    socket.on('close', () => this.#wake())
  }

  async next(): Promise<{ readonly status: number; readonly body: Buffer }> {
    const headEnd = await this.#until(() => this.#bytes.indexOf('\r\n\r\n'))
    const head = this.#bytes.toString('latin1', 0, headEnd)
    const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1])
    await this.#until(() => (this.#bytes.length >= headEnd + 4 + length ? 0 : -1))
    const body = this.#bytes.subarray(headEnd + 4, headEnd + 4 + length)
    this.#bytes = this.#bytes.subarray(headEnd + 4 + length)
    return { status: Number(head.split(' ')[1]), body }
  }

  async #until(found: () => number): Promise<number> {
    for (;;) {
      const at = found()
      if (at >= 0) return at
      if (this.#socket.destroyed) throw new Error('the connection was closed')
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}

const aRequest = fc.record({
  body: fc.uint8Array({ maxLength: 300 }),
  pieces: fc.option(fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 5 })),
})
const aConversation = fc.record({
  requests: fc.array(aRequest, { minLength: 1, maxLength: 3 }),
  cuts: fc.array(fc.nat(1500), { maxLength: 6 }),
})

for (const language of languages) {
  describe(`a connection to the runtime of ${language.runtime.name}`, { skip: language.missing }, () => {
    let server: RuntimeServer
    before(async () => {
      const folder = await deploy(language, language.folder, language.entrypoint)
      server = await RuntimeServer.start(language.runtime, { folder, entrypoint: language.entrypoint })
    })
    after(() => server.stop())

    it('carries requests in any pieces, and several that were sent at once', async () => {
      await fc.assert(
        fc.asyncProperty(aConversation, async ({ requests, cuts }) => {
          const socket = connect(server.port, '127.0.0.1').setNoDelay(true)
          await once(socket, 'connect')
          const answers = new Answers(socket)
          const bytes = Buffer.concat(requests.map(({ body, pieces }) => requestOf(Buffer.from(body), pieces)))
          let sent = 0
          for (const cut of [...cuts.toSorted((left, right) => left - right), bytes.length]) {
            const part = bytes.subarray(sent, cut)
            sent = Math.max(sent, cut)
            if (part.length > 0) await new Promise((resolve) => socket.write(part, resolve))
            await new Promise(setImmediate)
          }
          for (const { body } of requests) {
            const answer = await answers.next()
            assert.deepEqual([answer.status, answer.body], [200, Buffer.from(body.toReversed())])
          }
          socket.destroy()
        }),
        { numRuns: 60 },
      )
    })

    it('that brings no HTTP harms no other', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
          const socket = connect(server.port, '127.0.0.1')
          socket.on('error', () => undefined)
          await once(socket, 'connect')
          socket.end(Buffer.concat([Buffer.from(bytes), Buffer.from('\r\n\r\n')]))
          socket.resume()
          await once(socket, 'close')
          assert.equal((await server.call('/hello')).body.toString(), 'hello')
        }),
        { numRuns: 30 },
      )
    })
  })
}
