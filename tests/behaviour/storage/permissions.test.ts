import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Client } from '#support/client.ts'
import { type TestProject, aProject } from '#support/project.ts'
import { upload } from '#support/upload.ts'
import type { TestUser } from '#support/user.ts'

describe('who may do what with files', () => {
  let project: TestProject
  let ada: TestUser
  let bob: TestUser
  let guest: Client
  before(async () => {
    project = await aProject()
    ada = await project.aUser()
    bob = await project.aUser()
    guest = project.aGuest()
  })

  const bucket = async (settings: object): Promise<string> =>
    (await project.server.post('/v1/storage/buckets', { bucketId: 'unique()', name: 'Files', ...settings })).body.$id
  const pathOf = (bucketId: string, fileId: string): string => `/v1/storage/buckets/${bucketId}/files/${fileId}`
  const typeOf = async (answer: Promise<{ status: number; body: { type?: string } }>): Promise<unknown> => {
    const { status, body } = await answer
    return status < 300 ? status : body.type
  }

  it('is nobody in a bucket without permissions, not even who owns a file', async () => {
    const bucketId = await bucket({ permissions: ['create("users")'] })
    const made = await upload(ada, bucketId, 'mine', Buffer.from('x'))
    assert.deepEqual(made.body.$permissions, [
      `read("user:${ada.id}")`,
      `update("user:${ada.id}")`,
      `delete("user:${ada.id}")`,
    ])
    assert.equal(await typeOf(upload(guest, bucketId, 'none', Buffer.from('x'))), 'user_unauthorized')
    assert.equal(await typeOf(ada.get(pathOf(bucketId, 'mine'))), 'user_unauthorized')
    assert.equal(await typeOf(ada.get(`/v1/storage/buckets/${bucketId}/files`)), 'user_unauthorized')
    assert.equal(await typeOf(project.server.get(pathOf(bucketId, 'mine'))), 200)
  })

  it('is up to the file where files have a say', async () => {
    const bucketId = await bucket({ permissions: ['create("users")'], fileSecurity: true })
    await upload(ada, bucketId, 'mine', Buffer.from('x'))
    await upload(ada, bucketId, 'shared', Buffer.from('x'), { permissions: ['read("any")'] }).then(async ({ status }) =>
      // Ada holds `any`: she may share with everybody.
      assert.equal(status, 201),
    )
    const path = pathOf(bucketId, 'mine')
    for (const suffix of ['', '/view', '/download']) {
      assert.equal(await typeOf(ada.get(`${path}${suffix}`)), 200)
      assert.equal(await typeOf(bob.get(`${path}${suffix}`)), 'storage_file_not_found')
    }
    assert.equal(await typeOf(bob.put(path, { name: 'stolen' })), 'user_unauthorized')
    assert.equal(await typeOf(bob.delete(path)), 'user_unauthorized')
    const list = `/v1/storage/buckets/${bucketId}/files`
    const names = async (who: Client): Promise<readonly string[]> =>
      (await who.get(list)).body.files.map((file: { $id: string }) => file.$id)
    assert.deepEqual(await names(ada), ['mine', 'shared'])
    assert.deepEqual(await names(bob), ['shared'])
    assert.deepEqual(await names(guest), ['shared'])
    assert.equal((await bob.get(list)).body.total, 1)
  })

  it('grants only roles that the caller holds', async () => {
    const bucketId = await bucket({ permissions: ['create("users")'], fileSecurity: true })
    const given = { permissions: [`read("user:${bob.id}")`] }
    assert.equal(await typeOf(upload(ada, bucketId, 'x', Buffer.from('x'), given)), 'user_unauthorized')
    assert.equal(await typeOf(upload(project.server, bucketId, 'x', Buffer.from('x'), given)), 201)
    assert.equal(await typeOf(bob.get(pathOf(bucketId, 'x'))), 200)
    assert.equal(await typeOf(ada.get(pathOf(bucketId, 'x'))), 'storage_file_not_found')
  })

  it('is nobody but keys and admins in a bucket that is switched off', async () => {
    const bucketId = await bucket({ permissions: ['read("any")', 'create("any")'], enabled: false })
    assert.equal(await typeOf(upload(ada, bucketId, 'x', Buffer.from('x'))), 'storage_bucket_not_found')
    assert.equal(await typeOf(upload(project.server, bucketId, 'x', Buffer.from('x'))), 201)
    assert.equal(await typeOf(ada.get(pathOf(bucketId, 'x'))), 'storage_bucket_not_found')
  })
})
