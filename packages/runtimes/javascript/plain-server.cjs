'use strict'
// Runs one function in Bun or Deno for the executor, as server.cjs does in Node.
const { chmodSync } = require('fs')
const net = require('net')
const { answer, answerEarly } = require('./execution.cjs')
const { Connection } = require('./connection.cjs')

const { HOST, PORT, SOCKET } = process.env

function serve(request, body, send) {
  const early = answerEarly(request)
  if (early === null) answer(request, body, send)
  else send(early.statusCode, early.headers, early.body)
}

const server = net.createServer((socket) => new Connection(socket, serve))
// The executor is another user; nobody else sees the folder of the socket.
if (SOCKET) server.listen(SOCKET, () => chmodSync(SOCKET, 0o777))
else server.listen(Number(PORT || 3000), HOST || '0.0.0.0')
