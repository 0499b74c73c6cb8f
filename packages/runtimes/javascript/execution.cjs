'use strict'
// What a server does with a request once it has come, whatever has received it.
const { randomBytes, timingSafeEqual } = require('crypto')
const { join } = require('path')
const { loadFunction } = require('./function.cjs')
const { Output, captureConsole, captureStreams, current } = require('./output.cjs')
const { Request, headersFor } = require('./request.cjs')
const { finish, maxBytes, res } = require('./response.cjs')

const env = process.env
const secret = env.OPEN_RUNTIMES_SECRET ? Buffer.from(env.OPEN_RUNTIMES_SECRET) : null
// A function that prints its environment does not print this.
delete env.OPEN_RUNTIMES_SECRET
const forcedHeaders = parseForced(env.OPEN_RUNTIMES_HEADERS)
const folder = env.BASALT_FUNCTION_FOLDER || join(__dirname, 'function')
const empty = Buffer.alloc(0)
const underWay = new Map()
let loading = null

/** Why an execution ends without an answer of the function, and what its owner reads about it. */
class Failure extends Error {
  constructor(reason, shown) {
    super(reason)
    this.reason = reason
    this.shown = shown
  }
}

captureStreams()
captureConsole()

// As the first process of a container, Node would not heed these by itself.
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0))

/**
 * The execution whose error nobody caught. Bun does not always say whose it was, and what Deno says may be an earlier one's:
 * then it is that of the only one under way.
 */
function ownerOfError() {
  const { bun, deno } = process.versions
  const output = deno ? undefined : current.getStore()
  return output || !(bun || deno) || underWay.size !== 1 ? output : underWay.keys().next().value
}

/** An error that no promise or callback of the function caught belongs to the execution that caused it, if one did. */
process.on('uncaughtException', (error) => {
  const output = ownerOfError()
  const fail = output && underWay.get(output)
  if (fail) fail(error)
  else console.error(error)
})
process.on('unhandledRejection', (error) => {
  const output = ownerOfError()
  if (output && !output.closed) output.error('Unhandled rejection:', error)
  else console.error('Unhandled rejection:', error)
})

/**
 * The answer to what needs no body: its own health, a caller without the secret. Null: the body is needed.
 * `given` has the method, the url and the headers of a request.
 */
function answerEarly({ url, headers }) {
  if (url === '/__opr/health') return refusal(200, 'OK')
  return mayCall(headers['x-open-runtimes-secret']) ? null : refusal(500, 'The secret is missing or wrong.')
}

/** Answers a request by `send(statusCode, headers, body)`. Its body is null when it is too large. */
function answer(given, body, send) {
  const refuse = (statusCode, text) => {
    const { headers, body: said } = refusal(statusCode, text)
    send(statusCode, headers, said)
  }
  if (given.url === '/__opr/load') {
    // A failure is told to the first request.
    void load()
      .catch(() => undefined)
      .then(() => refuse(200, 'OK'))
    return
  }
  if (body === null) return refuse(413, `The body of a request may have ${maxBytes} bytes.`)
  const timeout = given.headers['x-open-runtimes-timeout']
  if (timeout !== undefined && !/^[1-9]\d{0,6}$/.test(timeout)) {
    return refuse(500, 'x-open-runtimes-timeout must be a whole number of seconds, 1 or more.')
  }
  execute(given, { body, timeoutSeconds: Number(timeout || 0), send })
}

function mayCall(given) {
  if (secret === null) return true
  const bytes = Buffer.from(given || '')
  return bytes.length === secret.length && timingSafeEqual(bytes, secret)
}

function execute({ method, url, headers: given }, { body, timeoutSeconds, send }) {
  const output = new Output(logId(given['x-open-runtimes-log-id']), given['x-open-runtimes-logging'] !== 'disabled')
  const wrapped = given['x-open-runtimes-method']
  let timer = null
  let done = false
  const end = (answered, reason) => {
    if (done) return
    done = true
    underWay.delete(output)
    if (timer !== null) clearTimeout(timer)
    output.closed = true
    sendAnswer(send, answered, { output, reason, wrapped: wrapped !== undefined })
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
  const req = new Request(wrapped || method, url, headersFor(given, forcedHeaders), body)
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
function sendAnswer(send, { statusCode, headers, body }, { output, reason, wrapped }) {
  headers['x-open-runtimes-log-id'] = output.id
  if (reason !== undefined) headers['x-open-runtimes-error'] = reason
  if (!wrapped) {
    send(statusCode, headers, body)
    return
  }
  const logs = Buffer.from(output.logs.toString())
  const errors = Buffer.from(output.errors.toString())
  headers['x-open-runtimes-status'] = String(statusCode)
  headers['x-open-runtimes-lengths'] = `${body.length},${logs.length},${errors.length}`
  send(200, headers, logs.length + errors.length === 0 ? body : Buffer.concat([body, logs, errors]))
}

function refusal(statusCode, text) {
  return { statusCode, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: Buffer.from(text) }
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

module.exports = { answer, answerEarly, maxBytes }
