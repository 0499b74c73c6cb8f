import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { globSync } from 'node:fs'
import { utimes } from 'node:fs/promises'
import { relative } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '@basalt/config'
import { Secrets } from '@basalt/core/secrets'
import { openStorage, removeBrokenUploads, removeDueObjects } from '@basalt/core/storage'
import { openDatabase, sql } from '@basalt/database'
import { createLog } from '@basalt/service'
import { testSecret } from '#support/environment.ts'
import { aProject, type TestProject } from '#support/project.ts'
import { chunksOf, type Given, upload } from '#support/upload.ts'
import { aFleet, type Fleet } from './services.ts'

const chunkBytes = 300_000
const lanes = 4
const kills = 5
const long = new Date(Date.now() - 3 * 24 * 3_600_000)

describe('kill -9 during uploads', () => {
  let fleet: Fleet
  let project: TestProject
  const uploaded = new Map<string, Buffer>()
  before(async () => {
    fleet = await aFleet()
    project = await aProject({ on: fleet.place })
    const bucket = { bucketId: 'files', name: 'Files', compression: 'gzip' }
    assert.equal((await project.server.post('/v1/storage/buckets', bucket)).status, 201)
  })
  after(() => fleet[Symbol.asyncDispose]())

  /** As a client does that wants it to arrive: again, until it is told that it is there. */
  const send = async (fileId: string, bytes: Buffer, given: Given, until: AbortSignal): Promise<boolean> => {
    while (!until.aborted) {
      const answer = await upload(project.server, 'files', fileId, bytes, given).catch(() => null)
      if (answer?.status === 201 || answer?.body.type === 'storage_file_already_exists') return true
      await pause(50)
    }
    return false
  }

  async function lane(number: number, stop: AbortSignal): Promise<void> {
    for (let n = 0; !stop.aborted; n++) {
      const fileId = `f${number}-${n}`
      const bytes = randomBytes(Math.ceil(Math.random() * 5 * chunkBytes))
      let arrived = true
      if (n % 2 === 0) arrived = await send(fileId, bytes, {}, stop)
      else
        for (const { part, range } of chunksOf(bytes, chunkBytes)) arrived &&= await send(fileId, part, { range }, stop)
      if (arrived) uploaded.set(fileId, bytes)
    }
  }

  it('loses no file that was acknowledged', async () => {
    const stop = new AbortController()
    const working = Promise.all(Array.from({ length: lanes }, (_, number) => lane(number, stop.signal)))
    for (let kill = 0; kill < kills; kill++) {
      await pause(200 + Math.random() * 600)
      await fleet.kill('api')
      await fleet.start('api')
    }
    await pause(500)
    stop.abort()
    await working
    assert.ok(uploaded.size > lanes, `${uploaded.size} files`)
    for (const [fileId, bytes] of uploaded) {
      const { status, bytes: found } = await project.server.get(`/v1/storage/buckets/files/files/${fileId}/download`)
      assert.equal(status, 200, fileId)
      assert.ok(found.equals(bytes), fileId)
    }
  })

  it('leaves nothing on the device that the sweeps do not take away', async () => {
    const config = readConfig({
      BASALT_DATABASE_URL: fleet.databaseUrl,
      BASALT_REDIS_URL: fleet.redisUrl,
      BASALT_SECRET: testSecret,
      BASALT_DATA_FOLDER: fleet.dataFolder,
      BASALT_LOG_LEVEL: 'silent',
    })
    await using database = await openDatabase(config.database, createLog(config, 'test'))
    const found = await database.platform.one<{ schemaName: string }>(
      sql`SELECT schemaName FROM projects WHERE id = ${project.id}`,
    )
    const schema = database.schema(found?.schemaName ?? '')
    const storage = openStorage(config, new Secrets(config.secrets))
    // Three days go by.
    await schema.run(sql`UPDATE objectRemovals SET dueAt = ${long}`)
    for (const path of globSync(`${fleet.dataFolder}/{.incoming,.uploads}/**`)) await utimes(path, long, long)
    await removeDueObjects(schema, storage.device, new AbortController().signal)
    await removeBrokenUploads(config, storage)

    const needed = await schema.all<{ objectKey: string }>(
      sql`SELECT objectKey FROM files WHERE objectKey IS NOT NULL UNION ALL SELECT objectKey FROM fileChunks`,
    )
    const there = globSync(`${fleet.dataFolder}/files/**/*`, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(fleet.dataFolder, `${entry.parentPath}/${entry.name}`))
    assert.deepEqual(there.toSorted(), needed.map(({ objectKey }) => objectKey).toSorted())
    assert.deepEqual(globSync(`${fleet.dataFolder}/{.incoming,.uploads}/*`), [])
    assert.equal((await schema.all(sql`SELECT objectKey FROM objectRemovals`)).length, 0)
  })
})
