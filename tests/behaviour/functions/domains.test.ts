import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { Client } from '#support/client.ts'
import { aFunction } from '#support/functions.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { until } from '#support/until.ts'

const site = {
  'index.js': `module.exports = ({ req, res }) => {
    if (req.path === '/nothing') return res.empty()
    if (req.path === '/throw') throw new Error('broken on purpose')
    return res.json({ method: req.method, path: req.path, query: req.queryString, headers: req.headers, body: req.bodyText },
      req.path === '/missing' ? 404 : 200, { 'x-own': 'yes', 'set-cookie': 'a=b' })
  }`,
}

describe('the domain of a function', () => {
  let project: TestProject
  let functionId: string
  let domain: string
  let visitor: Client

  before(async () => {
    project = await aProject()
    functionId = await aFunction(project, site, { settings: { execute: ['any'] } })
    domain = `shop-${project.id}.functions.localhost`
    const made = await project.console.post('/v1/proxy/rules/function', { domain, functionId })
    assert.partialDeepStrictEqual(made, {
      status: 201,
      body: { domain, type: 'deployment', trigger: 'manual', status: 'verified', deploymentResourceId: functionId },
    })
    visitor = new Client(project.origin, { host: domain })
  })

  it('leads every path and method to it, and its answer back', async () => {
    const answer = await visitor.send('PUT', '/v1/account?x=1', { body: 'hello', headers: { 'x-thing': 'mine' } })
    assert.partialDeepStrictEqual(answer, { status: 200, headers: { 'x-own': 'yes', 'set-cookie': ['a=b'] } })
    assert.partialDeepStrictEqual(answer.body, { method: 'PUT', path: '/v1/account', query: 'x=1', body: 'hello' })
    assert.equal(answer.body.headers['x-thing'], 'mine')
    assert.equal(answer.body.headers['host'], domain)
    const { executions } = await until(
      async () => {
        const { body } = await project.server.get(`/v1/functions/${functionId}/executions`)
        return body.total > 0 && body
      },
      { what: 'the run to be written down' },
    )
    assert.partialDeepStrictEqual(executions[0], {
      $id: answer.headers['x-appwrite-execution-id'],
      trigger: 'http',
      status: 'completed',
      requestMethod: 'PUT',
      requestPath: '/v1/account?x=1',
      $permissions: [],
    })
    assert.equal((await visitor.get('/missing')).status, 404)
    const empty = await visitor.get('/nothing')
    assert.deepEqual([empty.status, empty.bytes.length], [204, 0])
    assert.equal((await visitor.get('/throw')).status, 500)
  })

  it('takes nothing that a visitor sends for the word of the server', async () => {
    const user = await project.aUser()
    const answer = await user
      .with({ host: domain, 'x-appwrite-user-id': 'forged', 'x-appwrite-trigger': 'event', 'x-basalt-attempt': '9' })
      .get('/')
    const { headers } = answer.body
    assert.equal(headers['x-appwrite-user-id'], '')
    assert.equal(headers['x-appwrite-user-jwt'], '')
    assert.equal(headers['x-appwrite-trigger'], 'http')
    assert.equal(headers['x-basalt-attempt'], undefined)
  })

  it('is closed where the function is not open to everybody, and where nothing is', async () => {
    const closed = await aFunction(project, site, { settings: { execute: ['users'] } })
    const name = `closed-${project.id}.functions.localhost`
    await project.console.post('/v1/proxy/rules/function', { domain: name, functionId: closed })
    const page = async (host: string) => {
      const answer = await new Client(project.origin, { host }).get('/')
      assert.match(String(answer.headers['content-type']), /text\/html/)
      return [answer.status, /<code>\d+ (\w+)/.exec(String(answer.body))?.[1]]
    }
    assert.deepEqual(await page(name), [401, 'function_execute_permission_missing'])
    assert.deepEqual(await page('nobody.functions.localhost'), [404, 'rule_not_found'])
    assert.deepEqual(await page('functions.localhost'), [401, 'general_access_forbidden'])
    await project.server.delete(`/v1/functions/${closed}`)
    assert.deepEqual(await page(name), [404, 'rule_not_found'])
  })

  it('is known to be taken before somebody asks for it', async () => {
    const ask = (value: string) => project.owner.get('/v1/console/resources', { value, type: 'rules' })
    assert.partialDeepStrictEqual(await ask(domain.toUpperCase()), {
      status: 409,
      body: { type: 'resource_already_exists' },
    })
    assert.equal((await ask(`free-${domain}`)).status, 204)
    assert.equal((await ask('functions.localhost')).body.type, 'general_argument_invalid')
    const elsewhere = await project.console.get('/v1/console/resources', { value: domain, type: 'rules' })
    assert.equal(elsewhere.body.type, 'general_access_forbidden')
  })

  it('is one in the whole installation, right below the functions domain', async () => {
    const other = await aProject()
    const theirs = await aFunction(other, site)
    const ask = (body: object) => other.console.post('/v1/proxy/rules/function', { functionId: theirs, ...body })
    assert.partialDeepStrictEqual(await ask({ domain }), { status: 409, body: { type: 'rule_already_exists' } })
    for (const bad of ['functions.localhost', 'a.b.functions.localhost', 'example.com', 'localhost']) {
      assert.partialDeepStrictEqual(await ask({ domain: bad }), {
        status: 400,
        body: { type: 'general_argument_invalid' },
      })
    }
    const lost = await ask({ domain: `x-${domain}`, functionId: 'nobody' })
    assert.partialDeepStrictEqual(lost, { status: 404, body: { type: 'rule_resource_not_found' } })
    const rules = (await project.console.get('/v1/proxy/rules')).body
    assert.ok(rules.rules.some((rule: { domain: string }) => rule.domain === domain))
    assert.equal((await other.console.get('/v1/proxy/rules')).body.total, 0)
    const { $id } = rules.rules.find((rule: { domain: string }) => rule.domain === domain)
    assert.equal((await other.console.delete(`/v1/proxy/rules/${$id}`)).status, 404)
    assert.equal((await project.console.delete(`/v1/proxy/rules/${$id}`)).status, 204)
    assert.equal((await visitor.get('/')).status, 404)
  })
})
