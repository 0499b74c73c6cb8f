import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LockTimeout } from './errors.ts'
import { Turns } from './turns.ts'

describe('turns', () => {
  it('come one after another, in the order asked for, and each key has its own', async () => {
    const turns = new Turns()
    const order: string[] = []
    const first = await turns.take('a', 1)
    const others = ['second', 'third'].map(async (who) => {
      const leave = await turns.take('a', 1)
      order.push(who)
      leave()
    })
    ;(await turns.take('b', 1))()
    assert.deepEqual(order, [])
    first()
    await Promise.all(others)
    assert.deepEqual(order, ['second', 'third'])
    ;(await turns.take('a', 1))()
  })

  it('that come too late hold up nobody behind them', async () => {
    const turns = new Turns()
    const first = await turns.take('a', 1)
    const impatient = turns.take('a', 0.01)
    const patient = turns.take('a', 1)
    await assert.rejects(impatient, LockTimeout)
    first()
    ;(await patient)()
  })
})
