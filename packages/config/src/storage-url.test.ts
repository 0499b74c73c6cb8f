import assert from 'node:assert/strict'
import { it } from 'node:test'
import { parseStorageUrl } from './storage-url.ts'

it('reads where files lie, with what is usual left out', () => {
  assert.deepEqual(parseStorageUrl('s3://key:se%2Fcret@s3.example.com:9000/files'), {
    endpoint: 'https://s3.example.com:9000',
    bucket: 'files',
    prefix: '',
    region: 'us-east-1',
    style: 'path',
    accessKeyId: 'key',
    secretAccessKey: 'se/cret',
  })
  const all = parseStorageUrl('s3://k:s@127.0.0.1:9000/files/of/app?region=eu-central-1&style=virtual&tls=off')
  assert.equal(all?.endpoint, 'http://127.0.0.1:9000')
  assert.equal(all.prefix, 'of/app/')
  assert.equal(all.region, 'eu-central-1')
  assert.equal(all.style, 'virtual')
})

it('refuses what it would have to guess', () => {
  const wrong = [
    '',
    'files',
    'https://key:secret@host/files',
    's3://host/files',
    's3://key@host/files',
    's3://key:secret@host',
    's3://key:se%cret@host/files',
    's3://key:secret@host/A',
    's3://key:secret@host/files/..%2fother',
    's3://key:secret@host/files?style=other',
    's3://key:secret@host/files?tls=maybe',
    's3://key:secret@host/files?regoin=eu',
  ]
  for (const text of wrong) assert.equal(parseStorageUrl(text), null, text)
})
