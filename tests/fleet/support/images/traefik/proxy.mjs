#!/usr/local/bin/node
// Stands in for Traefik where it cannot be had. It knows the same routes as infra/traefik/routes.yml and nothing else:
// requests and WebSocket upgrades are passed on with X-Forwarded-* written anew.
import { createServer, request } from 'node:http'

const serviceOf = (path = '/', host = '') => {
  if (/\.functions\.localhost(?::\d+)?$/.test(host)) return 'api'
  if (/^\/v1\/realtime(?:[/?]|$)/.test(path)) return 'realtime'
  if (/^\/console\/auth\/(?:oauth2\/|magic-url(?:\?|$))/.test(path)) return 'api'
  return /^\/console(?:[/?]|$)/.test(path) ? 'console' : 'api'
}

const passOn = (incoming) =>
  request({
    host: serviceOf(incoming.url, incoming.headers.host),
    port: 8080,
    method: incoming.method,
    path: incoming.url,
    headers: {
      ...incoming.headers,
      'x-forwarded-for': incoming.socket.remoteAddress,
      'x-forwarded-proto': 'http',
      'x-forwarded-host': incoming.headers.host,
    },
  })

if (process.argv[2] === 'healthcheck') {
  const answer = await fetch('http://127.0.0.1:8000/v1/health/version').catch(() => null)
  process.exit(answer === null ? 1 : 0)
}

const server = createServer((incoming, outgoing) => {
  const upstream = passOn(incoming)
  upstream.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode, answer.headers)
    answer.pipe(outgoing)
  })
  upstream.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end('Bad Gateway')))
  incoming.pipe(upstream)
})
server.on('upgrade', (incoming, socket, head) => {
  const upstream = passOn(incoming)
  const refuse = () => socket.destroy()
  socket.on('error', () => upstream.destroy())
  upstream.on('error', refuse)
  upstream.on('response', refuse)
  upstream.on('upgrade', (answer, peer, peerHead) => {
    const lines = answer.rawHeaders.flatMap((name, index, all) => (index % 2 ? [] : [`${name}: ${all[index + 1]}`]))
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`)
    peer.on('error', refuse)
    socket.write(peerHead)
    peer.write(head)
    peer.pipe(socket).pipe(peer)
  })
  upstream.end()
})
server.listen(8000)
process.on('SIGTERM', () => process.exit(0))
