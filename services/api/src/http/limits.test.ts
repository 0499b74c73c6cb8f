import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { limitKey } from './limits.ts'

const request = { route: '/v1/storage', ip: '203.0.113.5', method: 'POST', userAgent: 'curl/8', headers: {} }
const nobody = { user: null }

describe('what a limit counts by', () => {
  it('is filled in from the request', () => {
    const key = 'url:{url},ip:{ip},method:{method},agent:{userAgent},user:{userId},chunk:{chunkId},of:{param-email}'
    const sent = { ...request, headers: { 'x-appwrite-id': 'File1' } }
    assert.equal(
      limitKey(key, nobody, sent, { email: 'Ada@users.test' }),
      'url:/v1/storage,ip:203.0.113.5,method:POST,agent:curl/8,user:,chunk:file1,of:ada@users.test',
    )
    assert.equal(limitKey('{chunkId}|{param-email}', nobody, request, { email: ['a'] }), '|')
  })

  it('is short, however long the words of a client are, and differs as they do', () => {
    const words = (letter: string): string => letter.repeat(16_000)
    const keyOf = (letter: string, key: string): string => {
      const sent = { ...request, userAgent: words(letter), headers: { 'x-appwrite-id': words(letter) } }
      return limitKey(key, nobody, sent, { email: words(letter) })
    }
    for (const key of ['{chunkId}', '{userAgent}', '{param-email}']) {
      assert.ok(keyOf('a', key).length < 400, key)
      assert.notEqual(keyOf('a', key), keyOf('b', key))
      assert.equal(keyOf('a', key), keyOf('a', key))
    }
  })
})
