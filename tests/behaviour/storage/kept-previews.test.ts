import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { type PreviewOptions, Previews } from '@basalt/core/images'
import {
  previewOf,
  readableFile,
  removeDueObjects,
  removeFile,
  removeUnusedPreviews,
  type Storage,
} from '@basalt/core/storage'
import { type Schema, sql } from '@basalt/database'
import sharp from 'sharp'
import { freshStores, type Stores } from '../activity/stores.ts'
import { aBucket, key, uploaded } from './uploaded.ts'

const plain: PreviewOptions = {
  width: 0,
  height: 0,
  gravity: 'center',
  quality: -1,
  borderWidth: 0,
  borderColor: '',
  borderRadius: 0,
  opacity: 1,
  rotation: 0,
  background: '',
  output: null,
}

describe('previews on the device', () => {
  let stores: Stores
  let storage: Storage
  let schema: Schema
  let picture: Buffer
  before(async () => {
    stores = await freshStores()
    const project = await stores.aProject()
    const worker = await stores.aWorker()
    storage = worker.storage
    schema = worker.database.schema(project.schema)
    picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#123' } })
      .png()
      .toBuffer()
    await aBucket(schema, 1_000_000)
  })
  after(() => stores[Symbol.asyncDispose]())

  const send = (fileId: string) =>
    uploaded(
      { schema, storage, actor: key, bucketId: 'files', contentRange: undefined },
      fileId,
      Readable.from([picture]),
    )
  /** As a process does that has just started. */
  const ask = async (fileId: string, width: number) => {
    const opened = await readableFile(schema, key, { bucketId: 'files', fileId })
    await using previews = new Previews(1_000_000)
    return await previewOf({ schema, storage, previews }, key, opened, { ...plain, width })
  }
  const kept = () => schema.all<{ objectKey: string }>(sql`SELECT objectKey FROM previews`)
  const stored = async (objectKey: string) => Buffer.concat(await Array.fromAsync(storage.device.read(objectKey)))
  const sweep = () => removeDueObjects(schema, storage.device, new AbortController().signal)

  it('are made once for all processes, and lie there sealed as their file does', async () => {
    await send('one')
    const made = await ask('one', 20)
    assert.equal(made.wasKept, false)
    const found = await ask('one', 20)
    assert.equal(found.wasKept, true)
    assert.deepEqual(found.bytes, made.bytes)
    assert.equal(found.contentType, 'image/png')
    const [only, ...others] = await kept()
    assert.ok(only)
    assert.deepEqual(others, [])
    assert.ok(!(await stored(only.objectKey)).includes(made.bytes.subarray(0, 16)))
  })

  it('are made again when they are lost', async () => {
    const [lost] = await kept()
    await storage.device.delete(lost?.objectKey ?? '')
    assert.equal((await ask('one', 20)).wasKept, false)
    assert.equal((await ask('one', 20)).wasKept, true)
  })

  it('go with their file', async () => {
    await send('two')
    await ask('two', 20)
    const objectKey = (await kept()).at(-1)?.objectKey ?? ''
    await schema.transaction((tx) => removeFile(tx, key, { bucketId: 'files', fileId: 'two' }))
    await sweep()
    await assert.rejects(stored(objectKey), { reason: 'missing' })
  })

  it('are no more than a number of each file, and together no more than a size', async () => {
    await send('many')
    for (let width = 1; width <= 55; width++) await ask('many', width)
    const most = (await kept()).length
    assert.equal(most, 51)
    await schema.run(sql`UPDATE previews SET usedAt = ${new Date(Date.now() - 3_600_000)}`)
    await schema.run(sql`UPDATE previews SET usedAt = ${new Date()} ORDER BY sequence DESC LIMIT 1`)
    const [newest] = (await kept()).slice(-1)
    await removeUnusedPreviews(schema, 200, new AbortController().signal)
    assert.deepEqual(await kept(), [newest])
    await sweep()
    assert.equal((await stored(newest?.objectKey ?? '')).length > 0, true)
    await schema.run(sql`UPDATE previews SET usedAt = ${new Date(Date.now() - 40 * 24 * 3_600_000)}`)
    await removeUnusedPreviews(schema, 1_000_000, new AbortController().signal)
    assert.deepEqual(await kept(), [])
  })
})
