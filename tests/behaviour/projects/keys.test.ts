import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { keyScopes } from '@basalt/types'
import type { Client } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'

const aDay = 24 * 3600 * 1000

describe('keys of a project', () => {
  let project: TestProject
  let keys: string
  before(async () => {
    project = await aProject()
    keys = `/v1/projects/${project.id}/keys`
  })

  const withKey = (key: string): Client =>
    project.aGuest().with({ 'x-appwrite-project': project.id, 'x-appwrite-key': key })

  it('are shown with their secret whenever an owner looks', async () => {
    const made = await project.owner.post(keys, { name: 'Server', scopes: ['users.read'] })
    assert.partialDeepStrictEqual(made, {
      status: 201,
      body: { name: 'Server', scopes: ['users.read'], expire: '', accessedAt: '', sdks: [] },
    })
    assert.match(made.body.secret, /^standard_[0-9a-f]{256}$/)
    assert.deepEqual((await project.owner.get(`${keys}/${made.body.$id}`)).body, made.body)
    const listed = await project.owner.get(keys)
    assert.ok(listed.body.keys.some((key: { secret: string }) => key.secret === made.body.secret))
    assert.equal(listed.body.total, listed.body.keys.length)
    assert.equal((await project.owner.get(keys, { total: false })).body.total, 0)
  })

  it('do what their scopes say, and no more', async () => {
    const { body } = await project.owner.post(keys, { name: 'Reader', scopes: ['users.read'] })
    const reader = withKey(body.secret)
    assert.equal((await reader.get('/v1/users')).status, 200)
    assert.equal((await reader.get('/v1/health')).status, 200)
    assert.equal((await reader.get('/v1/teams')).status, 401)
    const path = `${keys}/${body.$id}`
    const changed = await project.owner.put(path, { name: 'Team reader', scopes: ['teams.read'] })
    assert.partialDeepStrictEqual(changed, { status: 200, body: { name: 'Team reader', secret: body.secret } })
    assert.equal((await reader.get('/v1/teams')).status, 200)
    assert.equal((await reader.get('/v1/users')).status, 401)
  })

  it('end when they expire and when they are deleted', async () => {
    const { body } = await project.owner.post(keys, { name: 'Short', scopes: ['users.read'] })
    const path = `${keys}/${body.$id}`
    const past = { name: 'Short', scopes: ['users.read'], expire: new Date(Date.now() - aDay).toISOString() }
    assert.equal((await project.owner.put(path, past)).status, 200)
    const expired = await withKey(body.secret).get('/v1/users')
    assert.partialDeepStrictEqual(expired, { status: 401, body: { type: 'project_key_expired' } })
    assert.equal((await project.owner.delete(path)).status, 204)
    const unknown = await withKey(body.secret).get('/v1/users')
    assert.partialDeepStrictEqual(unknown, { status: 401, body: { type: 'user_unauthorized' } })
    for (const answer of [await project.owner.get(path), await project.owner.delete(path)]) {
      assert.partialDeepStrictEqual(answer, { status: 404, body: { type: 'key_not_found' } })
    }
  })

  it('open no other project', async () => {
    const other = await aProject()
    const answer = await withKey(other.key).get('/v1/users')
    assert.partialDeepStrictEqual(answer, { status: 401, body: { type: 'user_unauthorized' } })
    const [theirs] = (await other.owner.get(`/v1/projects/${other.id}/keys`)).body.keys
    assert.equal((await project.owner.get(`${keys}/${theirs.$id}`)).status, 404)
  })

  it('take the scopes that exist', async () => {
    assert.equal((await project.owner.post(keys, { name: 'All', scopes: keyScopes })).status, 201)
    assert.equal((await project.owner.post(keys, { name: 'None', scopes: [] })).status, 201)
    for (const scopes of [['nope.read'], ['account'], ['projects.write'], 'users.read']) {
      const refused = await project.owner.post(keys, { name: 'No', scopes })
      assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'general_argument_invalid' } })
    }
  })
})

describe('keys without a row', () => {
  let project: TestProject
  before(async () => {
    project = await aProject()
  })

  const make = (body: object) => project.owner.post(`/v1/projects/${project.id}/jwts`, body)

  it('do what they were made for', async () => {
    const { status, body } = await make({ scopes: ['users.read'], duration: 60 })
    assert.equal(status, 201)
    assert.match(body.jwt, /^dynamic_/)
    const server = project.aGuest().with({ 'x-appwrite-key': body.jwt })
    assert.equal((await server.get('/v1/users')).status, 200)
    assert.equal((await server.get('/v1/teams')).status, 401)
  })

  it('are refused when they were forged, have expired or are of another project', async () => {
    const { body } = await make({ scopes: ['users.read'], duration: 0 })
    const other = await aProject()
    const valid = (await make({ scopes: ['users.read'] })).body.jwt
    for (const [client, key] of [
      [project.aGuest(), body.jwt],
      [project.aGuest(), `${valid.slice(0, -4)}AAAA`],
      [project.aGuest(), `dynamic_${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`],
      [other.aGuest(), valid],
    ] as const) {
      const answer = await client.with({ 'x-appwrite-key': key }).get('/v1/users')
      assert.partialDeepStrictEqual(answer, { status: 401, body: { type: 'user_unauthorized' } })
    }
  })

  it('live an hour at most and know the scopes of keys', async () => {
    for (const body of [{ scopes: ['users.read'], duration: 3601 }, { scopes: ['projects.write'] }, {}]) {
      assert.partialDeepStrictEqual(await make(body), { status: 400, body: { type: 'general_argument_invalid' } })
    }
  })
})

describe('dev keys', () => {
  let project: TestProject
  let devKeys: string
  before(async () => {
    project = await aProject()
    devKeys = `/v1/projects/${project.id}/dev-keys`
  })

  it('lift the check of origins and rate limits until they expire', async () => {
    const inADay = new Date(Date.now() + aDay).toISOString()
    const made = await project.owner.post(devKeys, { name: 'Laptop', expire: inADay })
    assert.match(made.body.secret, /^[0-9a-f]{256}$/)
    const elsewhere = project.aGuest().with({ origin: 'http://elsewhere.example' })
    const write = (client: Client) => client.post('/v1/account', { userId: 'x' })
    assert.partialDeepStrictEqual(await write(elsewhere), { status: 403, body: { type: 'general_unknown_origin' } })
    const developer = elsewhere.with({ 'x-appwrite-dev-key': made.body.secret })
    assert.equal((await write(developer)).status, 400)
    const past = new Date(Date.now() - aDay).toISOString()
    await project.owner.put(`${devKeys}/${made.body.$id}`, { name: 'Laptop', expire: past })
    assert.equal((await write(developer)).status, 403)
  })

  it('are listed, read, changed and deleted', async () => {
    const expire = new Date(Date.now() + aDay).toISOString()
    const { body } = await project.owner.post(devKeys, { name: 'One', expire })
    const path = `${devKeys}/${body.$id}`
    assert.deepEqual((await project.owner.get(path)).body, body)
    const soonest = JSON.stringify({ method: 'orderDesc', attribute: 'expire', values: [] })
    const listed = await project.owner.get(devKeys, { queries: [soonest] })
    assert.equal(listed.body.total, listed.body.devKeys.length)
    assert.equal((await project.owner.put(path, { name: 'Two', expire })).body.name, 'Two')
    assert.equal((await project.owner.delete(path)).status, 204)
    assert.partialDeepStrictEqual(await project.owner.get(path), { status: 404, body: { type: 'key_not_found' } })
  })
})
