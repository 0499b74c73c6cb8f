import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { type Answer, expectStatus } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { chunksOf, upload } from '#support/upload.ts'
import { aFleet, type Fleet } from './services.ts'

const mib = 1024 * 1024
const files = '/v1/storage/buckets/files/files'

/** The disk of files is seen through a mount namespace of bubblewrap: a small one, or one that takes nothing. */
describe('a disk that takes no more', () => {
  let fleet: Fleet
  let project: TestProject
  before(async () => {
    fleet = await aFleet({ BASALT_STORAGE_MAX_FILE_BYTES: String(100 * mib) })
    project = await aProject({ on: fleet.place })
    const bucket = { bucketId: 'files', name: 'Files', compression: 'none', encryption: true }
    expectStatus(await project.server.post('/v1/storage/buckets', bucket), 201)
  })
  after(() => fleet[Symbol.asyncDispose]())

  const seeing = async (...mounts: readonly string[]): Promise<void> => {
    await fleet.kill('api')
    await fleet.start('api', ['bwrap', '--die-with-parent', '--dev-bind', '/', '/', ...mounts, '--'])
  }
  const isUnavailable = ({ status, body }: Answer): void => {
    assert.deepEqual([status, body.type], [503, 'general_service_unavailable'])
  }
  const isWhole = async (fileId: string, bytes: Buffer): Promise<void> => {
    assert.ok(expectStatus(await project.server.get(`${files}/${fileId}/download`), 200).bytes.equals(bytes))
  }
  const isUnseen = async (fileId: string): Promise<void> => {
    assert.equal((await project.server.get(`${files}/${fileId}`)).status, 404)
  }

  it('is told of, while what is there can be read', async () => {
    const bytes = randomBytes(mib)
    expectStatus(await upload(project.server, 'files', 'before', bytes), 201)
    await seeing('--ro-bind', fleet.dataFolder, fleet.dataFolder)
    isUnavailable(await upload(project.server, 'files', 'refused', bytes))
    await isUnseen('refused')
    await isWhole('before', bytes)
    await seeing()
    expectStatus(await upload(project.server, 'files', 'refused', bytes), 201)
  })

  it('keeps nothing of what it had no room for, and takes what fits', async () => {
    await seeing('--size', String(24 * mib), '--tmpfs', fleet.dataFolder)
    const small = randomBytes(2 * mib)
    expectStatus(await upload(project.server, 'files', 'small', small), 201)
    isUnavailable(await upload(project.server, 'files', 'large', randomBytes(40 * mib)))
    await isUnseen('large')
    const bytes = randomBytes(12 * mib)
    const answers: Answer[] = []
    for (const { part, range } of chunksOf(bytes, 4 * mib)) {
      answers.push(await upload(project.server, 'files', 'chunked', part, { range }))
    }
    // The chunks fit, and the whole beside them does not: it is no file until there is room.
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201, 503],
    )
    assert.equal((await project.server.get(`${files}/chunked/download`)).status, 404)
    await isWhole('small', small)
    expectStatus(await upload(project.server, 'files', 'another', small), 201)
    await isWhole('another', small)
  })

  it('leaves no traces of what failed', async () => {
    await seeing()
    const incoming = await readdir(`${fleet.dataFolder}/.incoming`)
    assert.deepEqual(incoming, [])
  })
})
