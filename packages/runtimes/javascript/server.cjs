'use strict'
// Runs one function in Node for the executor: packages/runtimes/README.md has the protocol.
// Plain JavaScript that Node 14.5 reads, with no dependencies, as it runs in the official images of every version.
const http = require('http')
const { answer, answerEarly, maxBytes } = require('./execution.cjs')

const { HOST, PORT, SOCKET } = process.env
const empty = Buffer.alloc(0)

const server = http.createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
  const early = answerEarly(request)
  if (early === null) receive(request, response)
  else send(response, early.statusCode, early.headers, early.body)
})
// The executor decides how long its connections live; to close one that it is about to use would fail a request.
server.keepAliveTimeout = 0
// The executor is another user; nobody else sees the folder of the socket.
const tcp = { port: Number(PORT || 3000), host: HOST || '0.0.0.0' }
server.listen(SOCKET ? { path: SOCKET, writableAll: true } : tcp)

function receive(request, response) {
  const chunks = []
  let size = 0
  request.on('data', (chunk) => {
    size += chunk.length
    if (size <= maxBytes) chunks.push(chunk)
    else chunks.length = 0
  })
  request.on('error', () => response.destroy())
  request.on('end', () => {
    const body = chunks.length === 1 ? chunks[0] : chunks.length === 0 ? empty : Buffer.concat(chunks, size)
    answer(request, size > maxBytes ? null : body, (statusCode, headers, bytes) => {
      send(response, statusCode, headers, bytes)
    })
  })
}

function send(response, statusCode, headers, body) {
  response.sendDate = false
  if (statusCode !== 204) headers['content-length'] = body.length
  response.writeHead(statusCode, headers)
  response.end(body)
}
