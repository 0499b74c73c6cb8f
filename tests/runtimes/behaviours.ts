import assert from 'node:assert/strict'
import type { RuntimeServer } from './server.ts'

/** What every runtime server does, whatever its language. The fixtures are the other half of each line. */
export const behaviours: Readonly<Record<string, (server: RuntimeServer) => Promise<void>>> = {
  'runs the function and answers with what it returned': async (server) => {
    const { status, headers, body } = await server.call('/hello')
    assert.deepEqual([status, headers['content-type'], body.toString()], [200, 'text/plain; charset=utf-8', 'hello'])
  },

  'shows the request as it came': async (server) => {
    const { body } = await server.run('/request?a=1&b=x%20y&flag&a=2', {
      method: 'PATCH',
      headers: {
        'X-Custom': 'Yes',
        'content-type': 'text/plain',
        'x-forwarded-proto': 'https',
        'x-open-runtimes-x': 'no',
      },
      body: 'grüße',
    })
    const { headers, ...request } = JSON.parse(body.toString())
    assert.deepEqual(request, {
      method: 'PATCH',
      path: '/request',
      queryString: 'a=1&b=x%20y&flag&a=2',
      query: { a: '2', b: 'x%20y', flag: '' },
      url: 'https://fn.example.org/request?a=1&b=x%20y&flag&a=2',
      scheme: 'https',
      host: 'fn.example.org',
      port: 443,
      bodyText: 'grüße',
    })
    assert.equal(headers['x-custom'], 'Yes')
    assert.equal(headers['x-forced'], 'by the environment')
    assert.deepEqual(
      Object.keys(headers).filter((name) => name.startsWith('x-open-runtimes-')),
      [],
    )
  },

  'knows a port that is not the usual one': async (server) => {
    const { body } = await server.run('/request', { headers: { host: 'localhost:8080' } })
    const { host, port, url } = JSON.parse(body.toString())
    assert.deepEqual({ host, port, url }, { host: 'localhost', port: 8080, url: 'http://localhost:8080/request' })
  },

  'takes every method': async (server) => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) {
      const { status, body } = await server.run('/request', { method })
      assert.deepEqual([status, JSON.parse(body.toString()).method], [200, method])
    }
    assert.equal((await server.call('/hello', { method: 'HEAD' })).status, 200)
    assert.equal((await server.call('/hello', { method: 'DELETE' })).body.toString(), 'hello')
  },

  'reads JSON, when it is asked for it or the type says so': async (server) => {
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    const body = '{"numbers":[1,2,3.5]}'
    assert.equal(
      (await server.run('/json', { method: 'POST', body })).body.toString().replace(/\s/g, ''),
      '{"sum":6.5}',
    )
    const read = async (call: object) =>
      JSON.parse((await server.run('/body', { method: 'POST', ...call })).body.toString())
    assert.deepEqual(await read({ headers, body }), { body: { numbers: [1, 2, 3.5] } })
    assert.deepEqual(await read({ headers }), { body: {} })
    assert.deepEqual(await read({ body }), { body })
  },

  'fails the execution when the body is no JSON': async (server) => {
    const { status, errors } = await server.run('/json', { method: 'POST', body: '{"numbers":' })
    assert.equal(status, 500)
    assert.notEqual(errors, '')
  },

  'carries any bytes both ways': async (server) => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
    const { headers, body } = await server.run('/binary', { method: 'POST', body: bytes })
    assert.match(String(headers['content-type']), /^application\/octet-stream/)
    assert.deepEqual(body, Buffer.from(bytes.toReversed()))
  },

  'carries large bodies both ways, and refuses larger ones': async (server) => {
    const body = Buffer.alloc(8 * 1024 * 1024, 'ab')
    const answer = await server.run('/binary', { method: 'POST', body })
    assert.equal(answer.body.length, body.length)
    const tooLarge = await server.call('/binary', { method: 'POST', body: Buffer.alloc(20 * 1024 * 1024 + 1) })
    assert.equal(tooLarge.status, 413)
    assert.equal((await server.call('/hello')).status, 200)
  },

  'fails the execution when the answer is too large': async (server) => {
    const { status, headers, errors } = await server.run(`/big?bytes=${20 * 1024 * 1024 + 1}`)
    assert.deepEqual([status, headers['x-open-runtimes-error']], [500, 'answer'])
    assert.match(errors, /20971520 bytes/)
  },

  redirects: async (server) => {
    const { status, headers, body } = await server.call('/redirect')
    assert.deepEqual([status, headers['location'], body.length], [301, 'https://example.org/there', 0])
    const kept = await server.call('/redirect-kept')
    assert.deepEqual([kept.status, kept.headers['location'], kept.headers['x-why']], [308, '/there', 'moved'])
  },

  'answers without a body': async (server) => {
    const { status, body } = await server.call('/empty')
    assert.deepEqual([status, body.length], [204, 0])
    assert.equal((await server.run('/empty')).status, 204)
  },

  'sends what the function sends, with its type in small letters': async (server) => {
    const { status, headers, body } = await server.call('/send')
    assert.deepEqual([status, headers['content-type'], headers['x-made']], [201, 'text/html; charset=utf-8', 'here'])
    assert.equal(body.toString(), '<p>ü</p>')
    assert.equal((await server.call('/multipart')).headers['content-type'], 'multipart/form-data; boundary=AbC')
  },

  "keeps headers that are not the function's to itself": async (server) => {
    const { status, headers } = await server.call('/headers')
    assert.deepEqual([status, headers['x-mine'], headers['content-length']], [200, 'yes', '0'])
    assert.equal(headers['x-open-runtimes-mine'], undefined)
  },

  'fails the execution on a header or status that cannot be sent': async (server) => {
    for (const path of ['/broken-header', '/status?code=99', '/status?code=1000']) {
      const { status, headers } = await server.run(path)
      assert.deepEqual([status, headers['x-open-runtimes-error'], headers['x-two']], [500, 'answer', undefined], path)
    }
    assert.equal((await server.run('/status?code=418')).status, 418)
  },

  'collects logs and errors': async (server) => {
    const { body, logs, errors } = await server.run('/output', { headers: { 'x-open-runtimes-log-id': 'run-1' } })
    assert.equal(body.toString(), 'said')
    assert.equal(logs.replace(/: /g, ':'), 'one 2 {"three":[4]}\ntwo\nlines')
    assert.equal(errors, 'bad news')
    for (const line of ['[run-1] two', '[run-1] lines', '[run-1] bad news']) await server.heard(line)
  },

  'keeps nothing of the output when logging is off': async (server) => {
    const { body, logs, errors } = await server.run('/output', {
      headers: { 'x-open-runtimes-logging': 'disabled', 'x-open-runtimes-log-id': 'run-2' },
    })
    assert.deepEqual([body.toString(), logs, errors], ['said', '', ''])
    assert.ok(!server.output.includes('[run-2]'))
  },

  'catches what is printed by other means': async (server) => {
    const { logs } = await server.run('/native')
    assert.match(logs, /context\.log.*\nprinted$/)
  },

  'cuts long lines, and keeps the last of many': async (server) => {
    const long = await server.run('/long-line')
    assert.match(long.logs, /^x{8000}\.\.\. \(cut at 8000 characters\)$/)
    const { logs } = await server.run('/many-lines')
    assert.match(logs, /^\[Earlier lines are left out/)
    assert.match(logs, /\n299 x{7000}$/)
    assert.ok(logs.length > 980_000 && logs.length < 1_000_200)
  },

  'fails an execution that returns nothing': async (server) => {
    const { status, headers, body, errors } = await server.run('/nothing')
    assert.deepEqual([status, headers['x-open-runtimes-error'], body.length], [500, 'answer', 0])
    assert.match(errors, /returned nothing/)
  },

  'fails an execution that throws, and shows where': async (server) => {
    const { status, headers, body, errors } = await server.run('/throw')
    assert.deepEqual([status, headers['x-open-runtimes-error'], body.length], [500, 'exception', 0])
    assert.match(errors, /boom/)
    assert.match(errors, /main\./)
    assert.equal((await server.call('/throw')).status, 500)
  },

  'gives up an execution that takes too long': async (server) => {
    const { status, headers, body, logs, errors } = await server.run('/slow?name=late&ms=3000', {
      headers: { 'x-open-runtimes-timeout': '1' },
    })
    assert.deepEqual([status, headers['x-open-runtimes-error'], body.length], [500, 'timeout', 0])
    assert.equal(logs, 'start late')
    assert.match(errors, /within 1 second/)
    assert.equal((await server.call('/hello')).status, 200)
  },

  'refuses a time-out that is none': async (server) => {
    for (const timeout of ['0', '-1', 'soon', '1.5', '']) {
      const { status } = await server.call('/hello', { headers: { 'x-open-runtimes-timeout': timeout } })
      assert.equal(status, 500, timeout)
    }
  },

  'runs executions at the same time and keeps their output apart': async (server) => {
    const names = Array.from({ length: 8 }, (_, index) => `n${index}`)
    const answers = await Promise.all(names.map((name) => server.run(`/slow?name=${name}&ms=300`)))
    for (const [index, { body, logs }] of answers.entries()) {
      assert.deepEqual([body.toString(), logs], [names[index], `start ${names[index]}\nend ${names[index]}`])
    }
  },

  'keeps what the function keeps between calls': async (server) => {
    const [first, second] = [await server.run('/count'), await server.run('/count')]
    assert.equal(Number(second.body.toString()), Number(first.body.toString()) + 1)
  },

  'gives the environment without the secret': async (server) => {
    const read = async (name: string) => JSON.parse((await server.run(`/variable?name=${name}`)).body.toString()).value
    assert.equal(await read('GREETING'), 'hi')
    assert.equal(await read('OPEN_RUNTIMES_SECRET'), null)
  },

  'refuses a request without the secret, except for its health': async (server) => {
    for (const given of [
      '',
      'wrong',
      'a secret of the runtimE',
      'a secret of the runtime ä',
      'a secret of the runtime too',
    ]) {
      const answer = await server.call('/hello', { headers: { 'x-open-runtimes-secret': encodeURI(given) } })
      assert.deepEqual([answer.status, answer.body.includes('hello')], [500, false], given)
    }
    const health = await server.call('/__opr/health', { headers: { 'x-open-runtimes-secret': '' } })
    assert.deepEqual([health.status, health.body.toString()], [200, 'OK'])
  },
}
