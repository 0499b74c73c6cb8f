import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { type TestProject, aProject } from '#support/project.ts'
import { chunksOf, upload } from '#support/upload.ts'

describe('files', () => {
  let project: TestProject
  const bucket = async (settings: object = {}): Promise<string> => {
    const made = await project.server.post('/v1/storage/buckets', { bucketId: 'unique()', name: 'Files', ...settings })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    return made.body.$id
  }
  const download = (bucketId: string, fileId: string, headers: Record<string, string> = {}) =>
    project.server.get(`/v1/storage/buckets/${bucketId}/files/${fileId}/download`, {}, headers)
  before(async () => {
    project = await aProject()
  })

  for (const [compression, encryption] of [
    ['none', false],
    ['none', true],
    ['gzip', true],
    ['zstd', false],
  ] as const) {
    it(`come back as they went in: ${compression}, ${encryption ? 'encrypted' : 'open'}`, async () => {
      const bucketId = await bucket({ compression, encryption })
      for (const size of [0, 1, 65_536, 200_003]) {
        const bytes = randomBytes(size)
        const made = await upload(project.server, bucketId, 'unique()', bytes)
        assert.partialDeepStrictEqual(made, {
          status: 201,
          body: {
            bucketId,
            name: 'file.bin',
            sizeOriginal: size,
            signature: createHash('md5').update(bytes).digest('hex'),
            chunksTotal: 1,
            chunksUploaded: 1,
          },
        })
        const back = await download(bucketId, made.body.$id)
        assert.equal(back.status, 200)
        assert.deepEqual(back.bytes, bytes)
      }
    })
  }

  it('are put together from chunks of any order, also repeated and at once', async () => {
    const bucketId = await bucket()
    const bytes = randomBytes(1_000_001)
    const chunks = chunksOf(bytes, 100_000)
    const order = [3, 0, 7, 3, 1]
    for (const index of order) {
      const chunk = chunks[index]
      assert.ok(chunk)
      const sent = await upload(project.server, bucketId, 'parts', chunk.part, { range: chunk.range })
      assert.equal(sent.status, 201, JSON.stringify(sent.body))
      assert.equal(sent.body.chunksTotal, chunks.length)
    }
    const half = await project.server.get(`/v1/storage/buckets/${bucketId}/files/parts`)
    assert.partialDeepStrictEqual(half.body, { chunksUploaded: 4, chunksTotal: chunks.length, mimeType: '' })
    assert.equal((await download(bucketId, 'parts')).status, 404)
    const rest = chunks.filter((_, index) => !order.includes(index))
    const answers = await Promise.all(
      rest.map(({ part, range }) => upload(project.server, bucketId, 'parts', part, { range })),
    )
    assert.deepEqual(
      answers.map(({ status }) => status),
      rest.map(() => 201),
    )
    const whole = await project.server.get(`/v1/storage/buckets/${bucketId}/files/parts`)
    assert.equal(whole.body.signature, createHash('md5').update(bytes).digest('hex'))
    assert.deepEqual((await download(bucketId, 'parts')).bytes, bytes)
    const again = await upload(project.server, bucketId, 'parts', rest[0]?.part ?? bytes, {
      range: rest[0]?.range ?? '',
    })
    assert.partialDeepStrictEqual(again, { status: 409, body: { type: 'storage_file_already_exists' } })
  })

  it('may begin with their last chunk', async () => {
    const bucketId = await bucket()
    const bytes = randomBytes(1_000_003)
    for (const size of [100_000, 333_335, 600_000, 1_000_002]) {
      const fileId = `last-first-${size}`
      for (const { part, range } of chunksOf(bytes, size).toReversed()) {
        assert.equal((await upload(project.server, bucketId, fileId, part, { range })).status, 201)
      }
      assert.deepEqual((await download(bucketId, fileId)).bytes, bytes)
    }
    const [, , last] = chunksOf(bytes, 400_000)
    const other = chunksOf(bytes, 300_000)[0]
    assert.ok(last && other)
    await upload(project.server, bucketId, 'unlike', last.part, { range: last.range })
    const unlike = await upload(project.server, bucketId, 'unlike', other.part, { range: other.range })
    assert.equal(unlike.body.type, 'storage_invalid_content_range')
  })

  it('are whole with a range over everything', async () => {
    const bucketId = await bucket()
    const made = await upload(project.server, bucketId, 'spanning', Buffer.from('hello'), { range: 'bytes 0-4/5' })
    assert.partialDeepStrictEqual(made, {
      status: 201,
      body: { chunksTotal: 1, chunksUploaded: 1, mimeType: 'text/plain' },
    })
  })

  it('are refused with lying ranges, sizes, names and ids', async () => {
    const bucketId = await bucket({ maximumFileSize: 1000, allowedFileExtensions: ['TXT'] })
    const text = Buffer.from('hello')
    const refused = async (type: string, sent: ReturnType<typeof upload>): Promise<void> => {
      assert.equal((await sent).body.type, type)
    }
    const name = 'a.txt'
    const send = (range: string) => upload(project.server, bucketId, 'lies', text, { name, range })
    for (const range of ['bytes=0-4/5', 'bytes 0-4/*', 'bytes 4-0/5', 'bytes 0-3/5', 'bytes 0-5/4', 'bytes 0-8/9']) {
      await refused('storage_invalid_content_range', send(range))
    }
    await refused('storage_invalid_file_size', send('bytes 0-4/1001'))
    await refused('storage_invalid_file_size', upload(project.server, bucketId, 'big', randomBytes(1001), { name }))
    await refused('storage_file_type_unsupported', upload(project.server, bucketId, 'kind', text, { name: 'a.exe' }))
    await refused('storage_file_type_unsupported', upload(project.server, bucketId, 'kind', text, { name: 'txt' }))
    await refused('general_argument_invalid', upload(project.server, bucketId, '../up', text, { name }))
    const badHeader = { name, range: 'bytes 0-4/10', headers: { 'x-appwrite-id': 'unique()' } }
    await refused('storage_invalid_appwrite_id', upload(project.server, bucketId, 'id', text, badHeader))
    await refused('storage_file_empty', project.server.post(`/v1/storage/buckets/${bucketId}/files`, { fileId: 'x' }))
    // A second chunk that does not fit the first.
    assert.equal((await send('bytes 0-4/12')).status, 201)
    await refused('storage_invalid_content_range', send('bytes 5-9/13'))
    await refused('storage_invalid_content_range', send('bytes 6-10/12'))
    await refused('storage_file_already_exists', upload(project.server, bucketId, 'lies', text, { name }))
  })

  it('leave nothing when the body breaks off', async () => {
    const bucketId = await bucket()
    const broken = await project.server.send('POST', `/v1/storage/buckets/${bucketId}/files`, {
      body: Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf a fi'),
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    })
    assert.partialDeepStrictEqual(broken, { status: 400, body: { type: 'general_argument_invalid' } })
    assert.equal((await project.server.get(`/v1/storage/buckets/${bucketId}/files`)).body.total, 0)
  })

  it('are sent in ranges, and not at all to those who have them', async () => {
    const bucketId = await bucket({ compression: 'gzip' })
    const { body } = await upload(project.server, bucketId, 'unique()', Buffer.from('hello world'), { name: 'a.txt' })
    const part = await download(bucketId, body.$id, { range: 'bytes=-5' })
    assert.partialDeepStrictEqual(part, {
      status: 206,
      body: 'world',
      headers: { 'content-range': 'bytes 6-10/11', 'content-length': '5', 'accept-ranges': 'bytes' },
    })
    const beyond = await download(bucketId, body.$id, { range: 'bytes=11-' })
    assert.partialDeepStrictEqual(beyond, { status: 416, body: { type: 'storage_invalid_range' } })
    const tag = String(part.headers.etag)
    assert.equal((await download(bucketId, body.$id, { 'if-none-match': tag })).status, 304)
    assert.equal((await download(bucketId, body.$id, { range: 'bytes=0-1', 'if-range': '"other"' })).status, 200)
    const head = await project.server.send('HEAD', `/v1/storage/buckets/${bucketId}/files/${body.$id}/download`)
    assert.partialDeepStrictEqual(head, { status: 200, headers: { 'content-length': '11' } })
  })

  it('never run in a browser, and keep names of every script', async () => {
    const bucketId = await bucket()
    const contents = {
      'pägé (1).html': ['<!doctype html><script>alert(1)</script>', 'text/html'],
      '图.svg': ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'],
      '..%2f..%2fetc': ['{"a": [1]}', 'application/json'],
    }
    for (const [name, [content = '', mimeType]] of Object.entries(contents)) {
      const { body } = await upload(project.server, bucketId, 'unique()', Buffer.from(content), { name })
      assert.partialDeepStrictEqual(body, { name, mimeType })
      const view = await project.server.get(`/v1/storage/buckets/${bucketId}/files/${body.$id}/view`)
      assert.partialDeepStrictEqual(view.headers, {
        'content-type': 'text/plain',
        'x-content-type-options': 'nosniff',
        'content-security-policy': 'script-src none;',
      })
      assert.match(String(view.headers['content-disposition']), /^inline; filename="[\x20-\x7e]+"/)
    }
  })

  it('can be listed, searched, renamed and deleted', async () => {
    const bucketId = await bucket()
    await upload(project.server, bucketId, 'one', Buffer.from('11'), { name: 'apple.txt' })
    await upload(project.server, bucketId, 'two', Buffer.from('2222'), { name: 'pear.txt' })
    const path = `/v1/storage/buckets/${bucketId}/files`
    const found = await project.server.get(path, { search: 'pear' })
    assert.partialDeepStrictEqual(found.body, { total: 1, files: [{ $id: 'two' }] })
    const query = JSON.stringify({ method: 'greaterThan', attribute: 'sizeOriginal', values: [2] })
    assert.partialDeepStrictEqual((await project.server.get(path, { queries: [query] })).body, {
      files: [{ $id: 'two' }],
    })
    const renamed = await project.server.put(`${path}/one`, { name: 'plum.txt' })
    assert.partialDeepStrictEqual(renamed, { status: 200, body: { name: 'plum.txt', mimeType: 'text/plain' } })
    assert.equal((await project.server.delete(`${path}/one`)).status, 204)
    assert.partialDeepStrictEqual(await project.server.get(`${path}/one`), {
      status: 404,
      body: { type: 'storage_file_not_found' },
    })
    assert.equal((await download(bucketId, 'one')).status, 404)
    assert.equal((await project.server.delete(`/v1/storage/buckets/${bucketId}`)).status, 204)
    assert.equal((await project.server.get(`${path}/two`)).body.type, 'storage_bucket_not_found')
  })
})
