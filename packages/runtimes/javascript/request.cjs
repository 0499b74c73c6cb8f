'use strict'
// `context.req`. What costs time is made when it is asked for.

const reserved = 'x-open-runtimes-'

class Request {
  constructor(method, url, headers, body) {
    const question = url.indexOf('?')
    this.method = method
    this.headers = headers
    this.path = question === -1 ? url : url.slice(0, question)
    this.queryString = question === -1 ? '' : url.slice(question + 1)
    this.scheme = headers['x-forwarded-proto'] || 'http'
    const usual = this.scheme === 'https' ? 443 : 80
    const [, host, port] = /^(.*?)(?::(\d+))?$/.exec(headers.host || '')
    this.host = host
    this.port = port === undefined ? usual : Number(port)
    this.url =
      `${this.scheme}://${host}${this.port === usual ? '' : `:${this.port}`}` +
      `${this.path}${this.queryString === '' ? '' : `?${this.queryString}`}`
    hide(this, 'bytes', body)
  }

  get query() {
    return remember(this, 'query', parseQuery(this.queryString))
  }

  get bodyBinary() {
    return this.bytes
  }

  get bodyText() {
    return remember(this, 'bodyText', this.bytes.toString('utf8'))
  }

  get bodyRaw() {
    return this.bodyText
  }

  get bodyJson() {
    return JSON.parse(this.bodyText)
  }

  get body() {
    const type = (this.headers['content-type'] || '').toLowerCase()
    if (!type.startsWith('application/json')) return this.bodyText
    return remember(this, 'body', this.bytes.length === 0 ? {} : this.bodyJson)
  }
}

/** Values are as they came, not decoded. */
function parseQuery(text) {
  const query = {}
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = equals === -1 ? pair : pair.slice(0, equals)
    // Defined, not assigned: `__proto__` is a name as any other.
    const value = equals === -1 ? '' : pair.slice(equals + 1)
    Object.defineProperty(query, name, { value, enumerable: true, writable: true, configurable: true })
  }
  return query
}

/** The caller's headers without those of the runtime, and with those that the environment forces. */
function headersFor(given, forced) {
  const headers = {}
  for (const name of Object.keys(given)) {
    if (name.startsWith(reserved)) continue
    const value = given[name]
    headers[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return Object.assign(headers, forced)
}

function hide(target, name, value) {
  Object.defineProperty(target, name, { value, enumerable: false })
}

function remember(target, name, value) {
  Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true })
  return value
}

module.exports = { Request, headersFor, reserved }
