// What Basalt is compared with: a server that does nothing else, as `bare.ts express|node|ws|files PORT`.
import { createReadStream, createWriteStream, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import express from 'express'
import { WebSocketServer } from 'ws'

const [kind, port] = process.argv.slice(2)
const body = { hello: 'world' }

if (kind === 'express') {
  const app = express()
  app.get('/', (_request, response) => void response.json(body))
  app.listen(Number(port), '127.0.0.1', () => process.send?.('ready'))
} else if (kind === 'ws') {
  broadcaster()
} else if (kind === 'files') {
  keeper()
} else {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'))
}

/** Keeps the last body on disk, as durably as Basalt does, and gives it back. */
function keeper(): void {
  const path = join(tmpdir(), `bare-${process.pid}`)
  const server = createServer((request, response) => {
    const work = async (): Promise<void> => {
      if (request.method === 'GET') return pipeline(createReadStream(path), response)
      await pipeline(request, createWriteStream(path, { flush: true }))
      response.end()
    }
    work().catch(() => response.destroy())
  })
  process.on('exit', () => rmSync(path, { force: true }))
  process.on('SIGTERM', () => process.exit())
  server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'))
}

/** Greets sockets, and sends a text to all of them as often as a POST asks for: `/?times=100&size=2000`. */
function broadcaster(): void {
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams
    const text = Buffer.from('x'.repeat(Number(query.get('size'))))
    for (let times = Number(query.get('times')); times > 0; times--) {
      for (const socket of sockets.clients) socket.send(text, { binary: false })
    }
    response.end()
  })
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  sockets.on('connection', (socket) => socket.send('{}'))
  server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'))
}
