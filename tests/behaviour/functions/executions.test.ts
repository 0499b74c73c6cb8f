import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Client } from '#support/client.ts'
import { aFunction } from '#support/functions.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { until } from '#support/until.ts'

const echo = {
  'index.js': `module.exports = async ({ req, res, log, error }) => {
    if (req.path === '/throw') throw new Error('broken on purpose')
    if (req.path === '/exit') process.exit(3)
    if (req.path === '/slow') await new Promise((done) => setTimeout(done, 10_000))
    if (req.path === '/bytes') return res.binary(Buffer.from([0, 255, 1, 254]))
    if (req.path === '/refuse') return res.text('no', 403)
    log('called'); error('noted')
    return res.json({ method: req.method, path: req.path, query: req.query, headers: req.headers, body: req.bodyText,
      token: process.env.TOKEN, id: process.env.APPWRITE_FUNCTION_ID }, 200, { 'x-own': 'yes' })
  }`,
}

describe('executions', () => {
  let project: TestProject
  let functionId: string
  let path: string
  const ended = (client: Client, id: string) =>
    until(
      async () => {
        const { body } = await client.get(`${path}/${id}`)
        return ['completed', 'failed'].includes(body.status) && body
      },
      { what: 'the end of a run', deadline: 20_000 },
    )

  before(async () => {
    project = await aProject()
    functionId = await aFunction(project, echo, {
      settings: { execute: ['users'], scopes: ['users.read'], timeout: 5 },
    })
    path = `/v1/functions/${functionId}/executions`
  })

  it('answer with what the function sent, and keep little of it', async () => {
    await project.server.post(`/v1/functions/${functionId}/variables`, { key: 'TOKEN', value: 'hush' })
    const ran = await project.server.post(path, {
      method: 'PUT',
      path: '/a?b=c',
      headers: { 'X-Custom': 'mine', 'X-Appwrite-User-Id': 'forged' },
      body: 'héllo',
    })
    assert.partialDeepStrictEqual(ran, {
      status: 201,
      body: {
        status: 'completed',
        trigger: 'http',
        responseStatusCode: 200,
        requestMethod: 'PUT',
        requestPath: '/a?b=c',
      },
    })
    const seen = JSON.parse(ran.body.responseBody)
    assert.partialDeepStrictEqual(seen, { method: 'PUT', path: '/a', query: { b: 'c' }, body: 'héllo', token: 'hush' })
    assert.equal(seen.id, functionId)
    assert.partialDeepStrictEqual(seen.headers, {
      'x-custom': 'mine',
      'x-appwrite-trigger': 'http',
      'x-appwrite-execution-id': ran.body.$id,
      'x-appwrite-user-id': '',
      'x-appwrite-user-jwt': '',
      'x-appwrite-client-ip': '127.0.0.1',
      'x-appwrite-continent-eu': 'false',
    })
    assert.ok(ran.body.responseHeaders.some((header: object) => Object.values(header).join() === 'x-own,yes'))
    assert.match(ran.body.logs, /called/)
    assert.match(ran.body.errors, /noted/)
    const kept = await project.server.get(`${path}/${ran.body.$id}`)
    assert.partialDeepStrictEqual(kept.body, { responseBody: '', logs: ran.body.logs, status: 'completed' })
    assert.deepEqual(
      kept.body.responseHeaders.map(({ name }: { name: string }) => name).toSorted(),
      ['content-length', 'content-type'].filter((name) =>
        ran.body.responseHeaders.some((header: { name: string }) => header.name === name),
      ),
    )
  })

  it('give the function a key with its scopes, and a token of the user who asked', async () => {
    const user = await project.aUser()
    const ran = await user.post(path, {})
    assert.partialDeepStrictEqual(ran, { status: 201, body: { logs: '', errors: '' } })
    const { headers } = JSON.parse(ran.body.responseBody)
    assert.equal(headers['x-appwrite-user-id'], user.id)
    const key = project.aGuest().with({ 'x-appwrite-key': headers['x-appwrite-key'] })
    assert.equal((await key.get(`/v1/users/${user.id}`)).status, 200)
    assert.equal((await key.get('/v1/functions')).status, 401)
    const token = project.aGuest().with({ 'x-appwrite-jwt': headers['x-appwrite-user-jwt'] })
    assert.equal((await token.get('/v1/account')).body.$id, user.id)
  })

  it('are seen by who asked for them, by keys, and by nobody else', async () => {
    const [ada, bob] = [await project.aUser(), await project.aUser()]
    const ran = await ada.post(path, {})
    assert.deepEqual(ran.body.$permissions, [`read("user:${ada.id}")`])
    assert.equal((await ada.get(`${path}/${ran.body.$id}`)).status, 200)
    assert.equal((await ada.get(path)).body.total, 1)
    const hidden = await bob.get(`${path}/${ran.body.$id}`)
    assert.partialDeepStrictEqual(hidden, { status: 404, body: { type: 'execution_not_found' } })
    assert.equal((await bob.get(path)).body.total, 0)
    const refused = await bob.delete(`${path}/${ran.body.$id}`)
    assert.equal(refused.status, 401)
    const found = await project.server.get(path, {
      queries: [JSON.stringify({ method: 'equal', attribute: '$id', values: [ran.body.$id] })],
    })
    assert.equal(found.body.total, 1)
    assert.equal((await project.server.delete(`${path}/${ran.body.$id}`)).status, 204)
    assert.equal((await ada.get(path)).body.total, 0)
  })

  it('are for the roles that may execute, and a disabled function is not there for clients', async () => {
    const guest = await project.aGuest().post(path, {})
    assert.partialDeepStrictEqual(guest, { status: 401, body: { type: 'user_unauthorized' } })
    const off = await aFunction(project, echo, { settings: { execute: ['any'], enabled: false } })
    const asked = await project.aGuest().post(`/v1/functions/${off}/executions`, {})
    assert.partialDeepStrictEqual(asked, { status: 404, body: { type: 'function_not_found' } })
    assert.equal((await project.server.post(`/v1/functions/${off}/executions`, {})).status, 201)
  })

  it('fail with the log of the function', async () => {
    const thrown = await project.server.post(path, { path: '/throw' })
    assert.partialDeepStrictEqual(thrown, { status: 201, body: { status: 'failed', responseStatusCode: 500 } })
    assert.match(thrown.body.errors, /broken on purpose/)
    const exited = await project.server.post(path, { path: '/exit' })
    assert.partialDeepStrictEqual(exited, { status: 201, body: { status: 'failed', responseStatusCode: 500 } })
    assert.match(exited.body.errors, /ended while it had a request/)
    const slow = await project.server.post(path, { path: '/slow' })
    assert.partialDeepStrictEqual(slow, { status: 201, body: { status: 'failed', responseStatusCode: 500 } })
    const refused = await project.server.post(path, { path: '/refuse' })
    assert.partialDeepStrictEqual(refused.body, { status: 'completed', responseStatusCode: 403, responseBody: 'no' })
  })

  it('carry bytes in forms both ways', async () => {
    const asJson = await project.server.post(path, { path: '/bytes' })
    assert.partialDeepStrictEqual(asJson, { status: 400, body: { type: 'general_bad_request' } })
    const form = new FormData()
    form.append('path', '/bytes')
    form.append('body', new File([new Uint8Array([1, 0, 255])], 'body'))
    const request = new Request('http://form.test', { method: 'POST', body: form })
    const answer = await project.server.send('POST', path, {
      body: Buffer.from(await request.arrayBuffer()),
      headers: { 'content-type': request.headers.get('content-type') ?? '', accept: 'multipart/form-data' },
    })
    assert.equal(answer.status, 201)
    const parsed = await new Response(new Uint8Array(answer.bytes), {
      headers: { 'content-type': String(answer.headers['content-type']) },
    }).formData()
    assert.equal(parsed.get('status'), 'completed')
    assert.equal(parsed.get('responseStatusCode'), '200')
    const at = answer.bytes.indexOf('name="responseBody"')
    const start = answer.bytes.indexOf('\r\n\r\n', at) + 4
    assert.deepEqual([...answer.bytes.subarray(start, start + 4)], [0, 255, 1, 254])
  })

  it('run in the background, once for each idempotency key', async () => {
    const user = await project.aUser()
    const ask = () => user.post(path, { async: true, body: 'later' }, { 'idempotency-key': 'order-1' })
    const [first, second] = await Promise.all([ask(), ask()])
    assert.partialDeepStrictEqual(first, { status: 202, body: { trigger: 'http' } })
    assert.equal(first.body.$id, second.body.$id)
    const done = await ended(user, first.body.$id)
    assert.partialDeepStrictEqual(done, { status: 'completed', responseStatusCode: 200, responseBody: '', logs: '' })
    assert.equal((await user.get(path)).body.total, 1)
    const shown = await project.server.get(`${path}/${first.body.$id}`)
    assert.match(shown.body.logs, /called/)
    // Another's key of the same name is another key.
    const other = await (await project.aUser()).post(path, { async: true }, { 'idempotency-key': 'order-1' })
    assert.notEqual(other.body.$id, first.body.$id)
  })

  it('fail in the background with a final state', async () => {
    for (const where of ['/throw', '/exit']) {
      const asked = await project.server.post(path, { async: true, path: where })
      const done = await ended(project.server, asked.body.$id)
      assert.partialDeepStrictEqual(done, { status: 'failed', responseStatusCode: 500 })
    }
    const dead = await project.server.get(`${path}/dead-letters`)
    assert.equal(dead.body.total, 0, 'what the function did itself is not tried again')
  })

  it('wait for the minute that they are scheduled for', async () => {
    const scheduledAt = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 600_000).toISOString()
    const asked = await project.server.post(path, { async: true, scheduledAt })
    assert.partialDeepStrictEqual(asked, { status: 202, body: { status: 'scheduled', trigger: 'schedule' } })
    assert.equal(Date.parse(asked.body.scheduledAt), Date.parse(scheduledAt))
    assert.equal((await project.server.delete(`${path}/${asked.body.$id}`)).status, 204)
  })

  it('refuse what they could not pass on', async () => {
    const refused = async (body: object): Promise<string> => (await project.server.post(path, body)).body.type
    assert.equal(await refused({ headers: { 'x-appwrite-key': 'x' } }), 'general_bad_request')
    assert.equal(await refused({ headers: 'no json' }), 'general_bad_request')
    assert.equal(await refused({ scheduledAt: '2099-01-01T00:00:00Z' }), 'general_bad_request')
    assert.equal(await refused({ method: 'TRACE' }), 'general_argument_invalid')
    const bare = await project.server.post('/v1/functions', { functionId: 'bare', name: 'Bare', runtime: 'node-22' })
    assert.equal(bare.status, 201)
    const asked = await project.server.post('/v1/functions/bare/executions', {})
    assert.partialDeepStrictEqual(asked, { status: 404, body: { type: 'deployment_not_found' } })
  })
})
