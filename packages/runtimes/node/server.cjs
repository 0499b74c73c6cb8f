'use strict'
// Runs one function for the executor: packages/runtimes/README.md has the protocol.
// Plain JavaScript that Node 14.5 reads, with no dependencies, as it runs in the official images of every version.
const { randomBytes, timingSafeEqual } = require('crypto')
const http = require('http')
const { join } = require('path')
const { loadFunction } = require('./function.cjs')
const { Output, captureStreams, current } = require('./output.cjs')
const { Request, headersFor } = require('./request.cjs')
const { finish, maxBytes, res } = require('./response.cjs')

const env = process.env
const secret = env.OPEN_RUNTIMES_SECRET ? Buffer.from(env.OPEN_RUNTIMES_SECRET) : null
// A function that prints its environment does not print this.
delete env.OPEN_RUNTIMES_SECRET
const forcedHeaders = parseForced(env.OPEN_RUNTIMES_HEADERS)
const empty = Buffer.alloc(0)
const underWay = new Map()

/** Why an execution ends without an answer of the function, and what its owner reads about it. */
class Failure extends Error {
  constructor(reason, shown) {
    super(reason)
    this.reason = reason
    this.shown = shown
  }
}

captureStreams()
const folder = env.BASALT_FUNCTION_FOLDER || join(__dirname, 'function')
let loading = null

const server = http.createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
  if (request.url === '/__opr/health') return refuse(response, 200, 'OK')
  if (!mayCall(request.headers['x-open-runtimes-secret']))
    return refuse(response, 500, 'The secret is missing or wrong.')
  if (request.url === '/__opr/load') {
    // A failure is told to the first request.
    const answer = () => refuse(response, 200, 'OK')
    void load()
      .catch(() => undefined)
      .then(answer)
    return
  }
  receive(request, response)
})
// The executor decides how long its connections live; to close one that it is about to use would fail a request.
server.keepAliveTimeout = 0
// The executor is another user; nobody else sees the folder of the socket.
const tcp = { port: Number(env.PORT || 3000), host: env.HOST || '0.0.0.0' }
server.listen(env.SOCKET ? { path: env.SOCKET, writableAll: true } : tcp)

// As the first process of a container, Node would not heed these by itself.
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0))

/** An error that no promise or callback of the function caught belongs to the execution that caused it, if one did. */
process.on('uncaughtException', (error) => {
  const output = current.getStore()
  const fail = output && underWay.get(output)
  if (fail) fail(error)
  else console.error(error)
})
process.on('unhandledRejection', (error) => {
  const output = current.getStore()
  if (output && !output.closed) output.error('Unhandled rejection:', error)
  else console.error('Unhandled rejection:', error)
})

function mayCall(given) {
  if (secret === null) return true
  const bytes = Buffer.from(given || '')
  return bytes.length === secret.length && timingSafeEqual(bytes, secret)
}

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
    if (size > maxBytes) return refuse(response, 413, `The body of a request may have ${maxBytes} bytes.`)
    const timeout = request.headers['x-open-runtimes-timeout']
    if (timeout !== undefined && !/^[1-9]\d{0,6}$/.test(timeout)) {
      return refuse(response, 500, 'x-open-runtimes-timeout must be a whole number of seconds, 1 or more.')
    }
    const body = chunks.length === 1 ? chunks[0] : chunks.length === 0 ? empty : Buffer.concat(chunks, size)
    execute(request, response, body, Number(timeout || 0))
  })
}

function execute(request, response, body, timeoutSeconds) {
  const given = request.headers
  const output = new Output(logId(given['x-open-runtimes-log-id']), given['x-open-runtimes-logging'] !== 'disabled')
  const wrapped = given['x-open-runtimes-method']
  let timer = null
  let done = false
  const end = (answer, reason) => {
    if (done) return
    done = true
    underWay.delete(output)
    if (timer !== null) clearTimeout(timer)
    output.closed = true
    send(response, answer, { output, reason, wrapped: wrapped !== undefined })
  }
  const fail = (error) => {
    if (done) return
    const { reason, shown } = error instanceof Failure ? error : new Failure('exception', error)
    output.error(shown)
    end({ statusCode: 500, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: empty }, reason)
  }
  underWay.set(output, fail)
  if (timeoutSeconds > 0) {
    const expire = () => fail(new Failure('timeout', `The function did not answer within ${timeoutSeconds} seconds.`))
    timer = setTimeout(expire, timeoutSeconds * 1000)
  }
  const req = new Request(wrapped || request.method, request.url, headersFor(given, forcedHeaders), body)
  const context = { req, res, log: output.log.bind(output), error: output.error.bind(output) }
  void current.run(output, () => call(context).then(end, fail))
}

/** Once, with the first request that needs it: not before the executor has seen that this server listens. */
function load() {
  if (loading === null) {
    loading = loadFunction(folder, env.OPEN_RUNTIMES_ENTRYPOINT).catch((error) => {
      throw new Failure('load', error)
    })
  }
  return loading
}

async function call(context) {
  const run = await load()
  const returned = await run(context)
  try {
    return finish(returned)
  } catch (error) {
    throw new Failure('answer', error.message)
  }
}

/**
 * Answers the executor. Wrapped, the function's status is a header and its output follows its body, as an answer to HEAD
 * or one with status 204 could not carry it.
 */
function send(response, { statusCode, headers, body }, { output, reason, wrapped }) {
  response.sendDate = false
  headers['x-open-runtimes-log-id'] = output.id
  if (reason !== undefined) headers['x-open-runtimes-error'] = reason
  if (!wrapped) {
    if (statusCode !== 204) headers['content-length'] = body.length
    response.writeHead(statusCode, headers)
    response.end(body)
    return
  }
  const logs = Buffer.from(output.logs.toString())
  const errors = Buffer.from(output.errors.toString())
  headers['x-open-runtimes-status'] = String(statusCode)
  headers['x-open-runtimes-lengths'] = `${body.length},${logs.length},${errors.length}`
  headers['content-length'] = body.length + logs.length + errors.length
  response.writeHead(200, headers)
  response.end(logs.length + errors.length === 0 ? body : Buffer.concat([body, logs, errors]))
}

function refuse(response, statusCode, text) {
  response.writeHead(statusCode, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

function logId(given) {
  if (env.OPEN_RUNTIMES_ENV === 'development') return 'dev'
  return given && /^[\w.-]{1,64}$/.test(given) ? given : randomBytes(8).toString('hex')
}

function parseForced(text) {
  if (!text) return {}
  const forced = {}
  const given = JSON.parse(text)
  for (const name of Object.keys(given)) forced[name.toLowerCase()] = String(given[name])
  return forced
}
