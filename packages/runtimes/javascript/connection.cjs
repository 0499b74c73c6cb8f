'use strict'
// HTTP on a plain connection, for engines whose own servers do not listen on sockets or change what passes through them.
const { maxBytes } = require('./response.cjs')

const maxHead = 64 * 1024
const empty = Buffer.alloc(0)
const endOfHead = Buffer.from('\r\n\r\n')
const endOfLine = Buffer.from('\r\n')

/** The requests of one connection, one after the other: `serve(request, body, send)` answers each; a body too large is null. */
class Connection {
  constructor(socket, serve) {
    this.socket = socket
    this.serve = serve
    this.buffers = []
    this.size = 0
    this.step = this.readHead
    this.busy = false
    socket.on('data', (bytes) => this.take(bytes))
    socket.on('error', () => socket.destroy())
  }

  take(bytes) {
    this.buffers.push(bytes)
    this.size += bytes.length
    if (!this.busy) this.advance()
  }

  advance() {
    try {
      while (!this.busy && this.step.call(this)) continue
    } catch {
      this.socket.destroy()
    }
  }

  /** All that has come and is not read yet. */
  get bytes() {
    if (this.buffers.length !== 1) this.buffers = [Buffer.concat(this.buffers, this.size)]
    return this.buffers[0]
  }

  /** Takes bytes from the front. */
  cut(length) {
    const bytes = this.bytes
    this.size -= length
    this.buffers = [bytes.subarray(length)]
    return bytes.subarray(0, length)
  }

  readHead() {
    if (this.size === 0) return false
    const end = this.bytes.indexOf(endOfHead)
    if (end === -1 || end > maxHead) {
      if (this.size > maxHead) throw new Error('the head is too large')
      return false
    }
    const [first, ...lines] = this.cut(end + endOfHead.length)
      .toString('latin1', 0, end)
      .split('\r\n')
    const [method, url] = first.split(' ')
    this.request = { method, url, headers: readHeaders(lines) }
    this.body = []
    this.bodySize = 0
    const chunked = /chunked/i.test(this.request.headers['transfer-encoding'] || '')
    this.left = chunked ? 0 : Number(this.request.headers['content-length'] || 0)
    this.step = chunked ? this.readChunkHead : this.readBody
    return true
  }

  /** Is read to its end even when it is too large, as the connection goes on. */
  readBody() {
    if (!this.keep()) return false
    this.finish()
    return true
  }

  readChunkHead() {
    const end = this.size === 0 ? -1 : this.bytes.indexOf(endOfLine)
    if (end === -1) return false
    const line = this.cut(end + 2).toString('latin1', 0, end)
    if (this.trailer) {
      if (line === '') this.finish()
      return true
    }
    this.left = parseInt(line, 16)
    if (!(this.left >= 0)) throw new Error('no length of a chunk')
    if (this.left === 0) this.trailer = true
    else this.step = this.readChunk
    return true
  }

  readChunk() {
    if (!this.keep() || this.size < 2) return false
    this.cut(2)
    this.step = this.readChunkHead
    return true
  }

  /** Keeps what has come of the part that is being read, unless it is too much. @returns whether all of it has come */
  keep() {
    while (this.left > 0 && this.size > 0) {
      const [first] = this.buffers
      const part = first.subarray(0, this.left)
      if (part.length === first.length) this.buffers.shift()
      else this.buffers[0] = first.subarray(part.length)
      this.size -= part.length
      this.left -= part.length
      this.bodySize += part.length
      if (this.bodySize <= maxBytes) this.body.push(part)
      else this.body = []
    }
    return this.left === 0
  }

  finish() {
    const { request, body, bodySize } = this
    this.body = []
    this.trailer = false
    this.step = this.readHead
    this.busy = true
    const whole = bodySize > maxBytes ? null : body.length === 1 ? body[0] : Buffer.concat(body, bodySize)
    this.serve(request, whole, (statusCode, headers, bytes) => this.send(request.method, statusCode, headers, bytes))
  }

  send(method, statusCode, headers, body) {
    if (this.socket.destroyed) return
    let head = `HTTP/1.1 ${statusCode} Answer\r\n`
    for (const name of Object.keys(headers)) {
      const values = Array.isArray(headers[name]) ? headers[name] : [headers[name]]
      for (const value of values) head += `${name}: ${value}\r\n`
    }
    head += statusCode === 204 ? '\r\n' : `content-length: ${body.length}\r\n\r\n`
    const hasBody = statusCode !== 204 && method !== 'HEAD'
    this.socket.write(Buffer.concat([Buffer.from(head, 'latin1'), hasBody ? body : empty]))
    this.busy = false
    this.advance()
  }
}

function readHeaders(lines) {
  const headers = {}
  for (const line of lines) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    const known = Object.prototype.hasOwnProperty.call(headers, name)
    headers[name] = known ? `${headers[name]}${name === 'cookie' ? '; ' : ', '}${value}` : value
  }
  return headers
}

module.exports = { Connection }
