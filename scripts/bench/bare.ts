// What Basalt is compared with: a server that does nothing, as `bare.ts express|node|ws PORT`.
import { createServer } from 'node:http'
import express from 'express'

const [kind, port] = process.argv.slice(2)
const body = { hello: 'world' }

if (kind === 'express') {
  const app = express()
  app.get('/', (_request, response) => void response.json(body))
  app.listen(Number(port), '127.0.0.1', () => process.send?.('ready'))
} else {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'))
}
