'use strict'
// `context.res`, and what becomes of the answers made with it.
const { validateHeaderName, validateHeaderValue } = require('http')
const { reserved } = require('./request.cjs')

const maxBytes = 20 * 1024 * 1024

/** These belong to the connection between the runtime and its caller, which are not the function's. */
const ofConnection = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade', 'trailer'])

const withType = (type, headers) => ({ 'content-type': type, ...headers })

const res = {
  send(body, statusCode = 200, headers = {}) {
    return { body, statusCode, headers }
  },
  text(body, statusCode = 200, headers = {}) {
    return res.send(body, statusCode, withType('text/plain', lowerCased(headers)))
  },
  json(value, statusCode = 200, headers = {}) {
    return res.send(JSON.stringify(value), statusCode, withType('application/json', lowerCased(headers)))
  },
  binary(bytes, statusCode = 200, headers = {}) {
    return res.send(bytes, statusCode, withType('application/octet-stream', lowerCased(headers)))
  },
  empty() {
    return res.send('', 204, {})
  },
  redirect(url, statusCode = 301, headers = {}) {
    return res.send('', statusCode, { ...lowerCased(headers), location: url })
  },
}

/**
 * Checks what a function returned, and makes it ready for the wire.
 * @throws {Error} saying what is wrong with it
 */
function finish(answer) {
  if (answer === undefined || answer === null) {
    throw new TypeError('The function returned nothing: return context.res.empty(), or another answer of context.res.')
  }
  if (typeof answer !== 'object' || !('body' in answer)) {
    throw new TypeError('The function returned something that is not an answer of context.res.')
  }
  const statusCode = answer.statusCode === undefined ? 200 : answer.statusCode
  if (!Number.isInteger(statusCode) || statusCode < 200 || statusCode > 599) {
    throw new TypeError(`The status of an answer is a whole number from 200 to 599, not ${String(statusCode)}.`)
  }
  const body = toBytes(answer.body)
  if (body.length > maxBytes)
    throw new TypeError(`The body of an answer may have ${maxBytes} bytes, not ${body.length}.`)
  return { statusCode, headers: headersOf(answer.headers || {}), body }
}

function toBytes(body) {
  if (typeof body === 'string') return Buffer.from(body)
  if (Buffer.isBuffer(body)) return body
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  if (body instanceof ArrayBuffer) return Buffer.from(body)
  if (body === undefined || body === null) return Buffer.alloc(0)
  return Buffer.from(typeof body === 'object' ? JSON.stringify(body) : String(body))
}

function headersOf(given) {
  const headers = {}
  for (const name of Object.keys(given)) {
    const key = name.toLowerCase()
    if (key.startsWith(reserved) || ofConnection.has(key) || given[name] === undefined || given[name] === null) continue
    headers[key] = Array.isArray(given[name]) ? given[name].map(String) : String(given[name])
    validateHeaderName(key)
    for (const value of [].concat(headers[key])) validateHeaderValue(key, value)
  }
  headers['content-type'] = contentType(headers['content-type'])
  return headers
}

function contentType(given) {
  const type = String(given === undefined ? 'text/plain' : given)
  // A boundary is compared letter by letter.
  if (/^multipart\//i.test(type)) return type
  const lower = type.toLowerCase()
  return lower.includes('charset=') ? lower : `${lower}; charset=utf-8`
}

function lowerCased(headers) {
  const result = {}
  for (const name of Object.keys(headers || {})) result[name.toLowerCase()] = headers[name]
  return result
}

module.exports = { finish, maxBytes, res }
