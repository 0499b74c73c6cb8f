import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { fail } from '@basalt/types'
import { apiVersion } from './api-version.ts'

/**
 * Answers what Node cannot read as a request (broken lines, headers of more than 16 KB) in the envelope too; its own
 * answer has no body. Returns what takes this away again.
 */
export function answerMalformed(server: Server): () => void {
  server.on('clientError', refuse)
  return () => void server.off('clientError', refuse)
}

function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const isLarge = error.code === 'HPE_HEADER_OVERFLOW'
  const reason = isLarge ? 'The address and headers of the request are too large.' : 'This is no valid HTTP request.'
  const { status, type, message } = fail('general_argument_invalid', { reason })
  const body = JSON.stringify({ message, code: status, type, version: apiVersion })
  const head = [
    'Content-Type: application/json; charset=UTF-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`HTTP/1.1 ${status} Bad Request\r\n${head.join('\r\n')}\r\n\r\n${body}`)
}
