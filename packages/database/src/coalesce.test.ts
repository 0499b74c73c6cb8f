import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { coalesce } from './coalesce.ts'

describe('coalesced reads', () => {
  it('ask once for all keys of a turn, and answer null for what is not there', async () => {
    const asked: (readonly string[])[] = []
    const read = coalesce(async (keys) => {
      asked.push(keys)
      return new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.toUpperCase()]))
    })
    assert.deepEqual(await Promise.all([read('a'), read('b'), read('a'), read('none')]), ['A', 'B', 'A', null])
    assert.deepEqual(asked, [['a', 'b', 'none']])
  })

  it('never answer with a batch that began before the question', async () => {
    let stored = 'old'
    let finish = (): void => undefined
    const held = new Promise<void>((resolve) => {
      finish = resolve
    })
    let batches = 0
    const read = coalesce(async (keys) => {
      const seen = stored
      if (++batches === 1) await held
      return new Map(keys.map((key) => [key, seen]))
    })
    const first = read('a')
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    stored = 'new'
    const second = read('a')
    finish()
    assert.deepEqual(await Promise.all([first, second]), ['old', 'new'])
  })

  it('fail for those who asked, and work again afterwards', async () => {
    let fails = true
    const read = coalesce(async (keys) => {
      if (fails) throw new Error('away')
      return new Map(keys.map((key) => [key, 1]))
    })
    await assert.rejects(read('a'), /away/)
    fails = false
    assert.equal(await read('a'), 1)
  })
})
