import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { aSocket, type Socket } from '#support/socket.ts'
import { chunksOf, upload } from '#support/upload.ts'
import type { TestUser } from '#support/user.ts'

describe('what happens to a file', () => {
  let project: TestProject
  let ada: TestUser
  let bob: TestUser
  before(async () => {
    project = await aProject()
    ;[ada, bob] = [await project.aUser(), await project.aUser()]
    const bucket = { bucketId: 'b', name: 'B', fileSecurity: true, permissions: ['create("users")'] }
    expectStatus(await project.server.post('/v1/storage/buckets', bucket), 201)
  })
  const listen = (user: TestUser, channel: string): Promise<Socket> =>
    aSocket({ origin: project.origin, projectId: project.id, session: user.session, channels: [channel] })

  it('is heard by those who may read it, once it is complete', async () => {
    const [all, one, stranger] = await Promise.all([
      listen(ada, 'files'),
      listen(ada, 'buckets.b.files.f'),
      listen(bob, 'files'),
    ])
    const bytes = randomBytes(2500)
    const permissions = [`read("user:${ada.id}")`, `update("user:${ada.id}")`, `delete("user:${ada.id}")`]
    for (const { part, range } of chunksOf(bytes, 1000)) {
      expectStatus(await upload(ada, 'b', 'f', part, { range, permissions, name: 'a.bin' }), 201)
    }
    const { data } = await one.event('buckets.b.files.f.create')
    assert.equal(data.payload.chunksUploaded, 3)
    assert.equal(data.payload.sizeOriginal, 2500)
    expectStatus(await ada.put('/v1/storage/buckets/b/files/f', { name: 'b.bin' }), 200)
    expectStatus(await ada.delete('/v1/storage/buckets/b/files/f'), 204)
    const names = ['create', 'update', 'delete'].map((verb) => `buckets.b.files.f.${verb}`)
    for (const socket of [all, one]) {
      await socket.event(names[2] ?? '')
      assert.deepEqual(socket.heard, names)
    }
    await stranger.settle()
    assert.deepEqual(stranger.heard, [])
    for (const socket of [all, one, stranger]) {
      const text = JSON.stringify(socket.frames)
      assert.ok(!/sealedKey|objectKey/.test(text))
      await socket.close()
    }
  })
})
