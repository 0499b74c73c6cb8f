import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Project } from '@basalt/core/projects'
import { getFile, removeBucket, removeDueObjects, type Storage } from '@basalt/core/storage'
import { openFile } from '@basalt/core/tokens'
import { type Schema, sql } from '@basalt/database'
import { freshStores, type Stores } from '../activity/stores.ts'
import { aBucket, key, uploaded } from './uploaded.ts'

describe('bytes that nobody needs', () => {
  let stores: Stores
  let storage: Storage
  let project: Project
  let schema: Schema
  before(async () => {
    stores = await freshStores()
    project = await stores.aProject()
    const worker = await stores.aWorker()
    storage = worker.storage
    schema = worker.database.schema(project.schema)
    await aBucket(schema, 1000)
  })
  after(() => stores[Symbol.asyncDispose]())

  const send = (fileId: string, bytes: () => AsyncIterable<Uint8Array>) =>
    uploaded({ schema, storage, actor: key, bucketId: 'files', contentRange: undefined }, fileId, bytes())
  const sweep = () => removeDueObjects(schema, storage.device, new AbortController().signal)
  const waiting = async () => (await schema.all(sql`SELECT objectKey FROM objectRemovals`)).length
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('hello')
  }
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('he')
    throw new Error('gone')
  }

  it('are swept when an upload fails, and no file is made', async () => {
    await assert.rejects(send('broken', broken), /gone/)
    await assert.rejects(getFile(schema, key, { bucketId: 'files', fileId: 'broken' }))
    assert.equal(await waiting(), 1)
    await sweep()
    assert.equal(await waiting(), 0)
  })

  it('are not those of files, which go with their bucket', async () => {
    await send('whole', whole)
    await sweep()
    const content = await openFile(schema, storage, key, { bucketId: 'files', fileId: 'whole' }, '')
    const read = async (): Promise<string> => Buffer.concat(await Array.fromAsync(content.read())).toString()
    assert.equal(await read(), 'hello')
    await schema.transaction((tx) => removeBucket(tx, 'files'))
    assert.equal(await waiting(), 1)
    await sweep()
    await assert.rejects(read(), { name: 'DeviceError', reason: 'missing' })
  })
})
