import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { Client, Storage } from 'node-appwrite'
import { InputFile } from 'node-appwrite/file'
import { Client as LatestClient, Storage as LatestStorage } from 'node-appwrite-latest'
import { InputFile as LatestInputFile } from 'node-appwrite-latest/file'
import { type TestProject, aProject } from '#support/project.ts'
import { aServer, type TestServer } from '#support/server.ts'

const chunk = 5 * 1024 * 1024
const sizes = [0, 1, chunk, chunk + 1, 2 * chunk + 3, 100 * 1024 * 1024]

describe('files through the official SDKs', () => {
  let server: TestServer
  let project: TestProject
  before(async () => {
    server = await aServer({ BASALT_STORAGE_MAX_FILE_BYTES: '200000000' })
    project = await aProject({ on: server })
  })
  after(() => server.close())

  it('come back as they went in, around the sizes of chunks', async () => {
    const client = new Client().setEndpoint(project.endpoint).setProject(project.id).setKey(project.key)
    const storage = new Storage(client)
    await storage.createBucket({ bucketId: 'files', name: 'Files' })
    for (const size of sizes) {
      const bytes = randomBytes(size)
      const file = InputFile.fromBuffer(bytes, `${size}.bin`)
      const made = await storage.createFile({ bucketId: 'files', fileId: `size-${size}`, file })
      assert.equal(made.chunksUploaded, made.chunksTotal)
      assert.equal(made.sizeOriginal, size)
      const back = await storage.getFileDownload({ bucketId: 'files', fileId: made.$id })
      assert.ok(Buffer.from(back).equals(bytes), `${size}`)
    }
    assert.equal((await storage.listFiles({ bucketId: 'files' })).total, sizes.length)
    await storage.deleteBucket({ bucketId: 'files' })
  })

  it('go through the newest SDK too', async () => {
    const client = new LatestClient().setEndpoint(project.endpoint).setProject(project.id).setKey(project.key)
    const storage = new LatestStorage(client)
    await storage.createBucket({ bucketId: 'latest', name: 'Files' })
    const bytes = randomBytes(chunk + 1)
    const file = LatestInputFile.fromBuffer(bytes, 'latest.bin')
    const made = await storage.createFile({ bucketId: 'latest', fileId: 'latest', file })
    const back = await storage.getFileView({ bucketId: 'latest', fileId: made.$id })
    assert.deepEqual(Buffer.from(back), bytes)
  })
})
