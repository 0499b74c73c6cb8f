import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { TooManyWait, Turns } from './turns.ts'

describe('turns', () => {
  it('let no more run at a time than there are, and give a turn back when the work fails', async () => {
    const turns = new Turns(2)
    let running = 0
    let most = 0
    const works = Array.from({ length: 7 }, (_, index) =>
      turns.take(async () => {
        most = Math.max(most, ++running)
        await new Promise(setImmediate)
        running--
        if (index % 2 === 0) throw new Error('failed')
        return index
      }),
    )
    const ends = await Promise.allSettled(works)
    assert.equal(most, 2)
    assert.deepEqual(
      ends.map((end) => end.status === 'fulfilled'),
      [false, true, false, true, false, true, false],
    )
  })

  it('let no more wait than they are told', async () => {
    const turns = new Turns(1, 2)
    const { promise, resolve } = Promise.withResolvers<void>()
    const works = Array.from({ length: 3 }, () => turns.take(() => promise))
    await assert.rejects(
      turns.take(() => promise),
      TooManyWait,
    )
    resolve()
    await Promise.all(works)
    assert.equal(await turns.take(async () => 'again'), 'again')
  })
})
