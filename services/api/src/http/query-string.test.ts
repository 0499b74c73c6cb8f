import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseForm } from './query-string.ts'

const plain = (text: string): unknown => JSON.parse(JSON.stringify(parseForm(text)))

describe('query strings', () => {
  it('reads lists with and without indexes', () => {
    assert.deepEqual(plain('queries[]=a&queries[]=b'), { queries: ['a', 'b'] })
    assert.deepEqual(plain('queries[0]=a&queries[1]=b'), { queries: ['a', 'b'] })
  })

  it('reads objects, also nested ones', () => {
    assert.deepEqual(plain('headers[a]=1&headers[b][c]=2'), { headers: { a: '1', b: { c: '2' } } })
  })

  it('takes odd brackets literally', () => {
    assert.deepEqual(plain('[a]=1&b[=2&c]=3&d[[x]]=4'), { '[a]': '1', 'b[': '2', 'c]': '3', 'd[[x]]': '4' })
  })

  it('inherits nothing, whatever the names', () => {
    const form = parseForm('__proto__[admin]=1&constructor=2')
    assert.equal(Object.getPrototypeOf(form), null)
    assert.equal(({} as { admin?: string }).admin, undefined)
  })

  it('decodes percent signs and plus', () => {
    assert.deepEqual(plain('name=a%20b+c'), { name: 'a b c' })
  })
})
