import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { Secrets } from '@basalt/core/secrets'
import type { Client } from '#support/client.ts'
import { testSecret } from '#support/environment.ts'
import { type TestProject, aProject } from '#support/project.ts'
import { upload } from '#support/upload.ts'

describe('file tokens', () => {
  let project: TestProject
  let guest: Client
  let bucketId: string
  before(async () => {
    project = await aProject()
    guest = project.aGuest()
    bucketId = (await project.server.post('/v1/storage/buckets', { bucketId: 'unique()', name: 'Private' })).body.$id
    for (const id of ['one', 'two']) await upload(project.server, bucketId, id, Buffer.from(id))
  })
  const create = async (fileId: string, expire?: string) =>
    (
      await project.server.post(
        `/v1/tokens/buckets/${bucketId}/files/${fileId}`,
        expire === undefined ? {} : { expire },
      )
    ).body
  const view = (fileId: string, token: string) =>
    guest.get(`/v1/storage/buckets/${bucketId}/files/${fileId}/view`, token === '' ? {} : { token })

  it('open their file, and no other, to whoever has them', async () => {
    const token = await create('one')
    assert.partialDeepStrictEqual(token, {
      resourceId: `${bucketId}:one`,
      resourceType: 'files',
      expire: '',
      accessedAt: '',
    })
    assert.partialDeepStrictEqual(await view('one', token.secret), { status: 200, body: 'one' })
    assert.partialDeepStrictEqual(await view('two', token.secret), { status: 401, body: { type: 'user_unauthorized' } })
    assert.equal((await view('one', '')).status, 401)
    assert.equal((await view('one', `${token.secret}x`)).status, 401)
    assert.equal((await guest.get(`/v1/storage/buckets/${bucketId}/files/one`, { token: token.secret })).status, 401)
    const read = (await project.server.get(`/v1/tokens/${token.$id}`)).body
    assert.equal(read.secret, token.secret)
    assert.notEqual(read.accessedAt, '')
  })

  it('stop with their time and when they are taken away', async () => {
    const past = await project.server.post(`/v1/tokens/buckets/${bucketId}/files/one`, {
      expire: '2020-01-01T00:00:00Z',
    })
    assert.partialDeepStrictEqual(past, { status: 400, body: { type: 'general_argument_invalid' } })
    const token = await create('one', new Date(Date.now() + 60_000).toISOString())
    assert.equal((await view('one', token.secret)).status, 200)
    const forever = await project.server.patch(`/v1/tokens/${token.$id}`, {})
    assert.partialDeepStrictEqual(forever, { status: 200, body: { expire: '' } })
    assert.equal((await view('one', token.secret)).status, 200)
    assert.equal((await project.server.delete(`/v1/tokens/${token.$id}`)).status, 204)
    assert.equal((await view('one', token.secret)).status, 401)
    assert.equal((await project.server.get(`/v1/tokens/${token.$id}`)).body.type, 'token_not_found')
  })

  it('are listed by file, and made by keys and admins only', async () => {
    const { $id } = await create('two')
    const list = await project.server.get(`/v1/tokens/buckets/${bucketId}/files/two`)
    assert.partialDeepStrictEqual(list.body, { total: 1, tokens: [{ $id }] })
    const user = await project.aUser()
    const refused = await user.post(`/v1/tokens/buckets/${bucketId}/files/two`)
    assert.partialDeepStrictEqual(refused, { status: 401, body: { type: 'general_unauthorized_scope' } })
  })

  it('of push messages open the file that they name', async () => {
    const secrets = new Secrets({ current: testSecret, previous: [] })
    const link = (claims: object): string =>
      secrets.sign({ projectId: project.id, bucketId, fileId: 'one', ...claims }, 60)
    const get = (fileId: string, jwt: string, more: object = {}) =>
      project.aGuest().get(`/v1/storage/buckets/${bucketId}/files/${fileId}/push`, { jwt, ...more })
    const shown = await get('one', link({}))
    assert.partialDeepStrictEqual(shown, { status: 200, body: 'one' })
    assert.match(String(shown.headers['content-disposition']), /^inline/)
    const refused = [
      await get('two', link({})),
      await get('one', link({ projectId: 'other' })),
      await get(
        'one',
        new Secrets({ current: 'x'.repeat(32), previous: [] }).sign(
          { projectId: project.id, bucketId, fileId: 'one' },
          60,
        ),
      ),
      await get('one', (await create('one')).secret),
      await get('one', ''),
    ]
    for (const answer of refused)
      assert.partialDeepStrictEqual(answer, { status: 401, body: { type: 'user_unauthorized' } })
    assert.equal((await get('one', secrets.sign({ projectId: project.id, bucketId, fileId: 'one' }, -1))).status, 401)
  })
})
