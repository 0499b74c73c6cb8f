import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Job, job, type JobRun, Queues, startWorkers, takeTurn, Unrecoverable, withLease } from '@basalt/bus'
import * as z from 'zod'
import { until } from '#support/until.ts'
import { freshStores, type Stores } from './stores.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

type Notes = { readonly notes: { text: string; attempt: number }[] }

/** A job that notes what it was given, and fails as often as its payload says. */
const note = job({
  name: 'test.note',
  payload: z.object({ text: z.string(), failures: z.number().default(0), hopeless: z.boolean().default(false) }),
  attempts: 3,
  backoffSeconds: 0.05,
  concurrency: 2,
  async run({ text, failures, hopeless }, { notes, attempt }: Notes & JobRun) {
    notes.push({ text, attempt })
    if (hopeless) throw new Unrecoverable('it will never work')
    if (attempt <= failures) throw new Error('it did not work this time')
  },
})

describe('queues', () => {
  let stores: Stores
  let queues: Queues
  before(async () => {
    stores = await freshStores()
    queues = new Queues(stores.bus)
  })
  after(async () => {
    await queues.close()
    await stores[Symbol.asyncDispose]()
  })

  const withWorker = async (work: (notes: Notes['notes']) => Promise<void>): Promise<void> => {
    const notes: Notes['notes'] = []
    const jobs: readonly Job<never, Notes>[] = [note]
    const worker = await startWorkers(stores.bus, jobs, { notes }, quiet)
    try {
      await work(notes)
    } finally {
      await worker.close()
    }
  }

  const payload = (text: string, more: object = {}): { text: string; failures: number; hopeless: boolean } => ({
    text,
    failures: 0,
    hopeless: false,
    ...more,
  })

  it('run a job once however often it is added under one id', async () => {
    for (let time = 0; time < 3; time++) await queues.add(note, payload('once'), { id: 'project:once' })
    assert.equal(await queues.size(note.name), 1)
    await withWorker(async (notes) => {
      await until(() => notes.length > 0)
      await queues.add(note, payload('once'), { id: 'project:once' })
      await queues.add(note, payload('after'), { id: '7' })
      await until(() => notes.some(({ text }) => text === 'after'))
      assert.deepEqual(notes, [
        { text: 'once', attempt: 1 },
        { text: 'after', attempt: 1 },
      ])
    })
  })

  it('try a job that fails again, and then keep it to be looked at', async () => {
    await withWorker(async (notes) => {
      await queues.add(note, payload('twice', { failures: 1 }), { id: 'twice' })
      await queues.add(note, payload('never', { failures: 9 }), { id: 'never' })
      await until(async () => (await queues.failed(note.name)) === 1)
      assert.deepEqual(
        notes.filter(({ text }) => text === 'twice').map(({ attempt }) => attempt),
        [1, 2],
      )
      assert.equal(notes.filter(({ text }) => text === 'never').length, 3)
    })
    const [dead] = await queues.deadLetters(note.name, 10)
    assert.deepEqual(dead?.payload, payload('never', { failures: 9 }))
    assert.equal(dead?.attempts, 3)
    assert.equal(dead?.reason, 'it did not work this time')
  })

  it('do not repeat what cannot heal', async () => {
    await withWorker(async (notes) => {
      await queues.add(note, payload('hopeless', { hopeless: true }), { id: 'hopeless' })
      await until(async () => (await queues.deadLetters(note.name, 10)).some(({ id }) => id === 'id-hopeless'))
      assert.equal(notes.length, 1)
    })
  })

  it('refuse a payload that is none', async () => {
    await assert.rejects(queues.add(note, { text: 5 } as never, { id: 'wrong' }))
  })

  it('wait before a job that is for later', async () => {
    await withWorker(async (notes) => {
      const addedAt = performance.now()
      await queues.add(note, payload('later'), { id: 'later', delaySeconds: 0.3 })
      await until(() => notes.length > 0)
      assert.ok(performance.now() - addedAt >= 290)
    })
  })
})

describe('leases and turns', () => {
  let stores: Stores
  before(async () => {
    stores = await freshStores()
  })
  after(() => stores[Symbol.asyncDispose]())

  it('let one of many work at a time, and the next when it is done', async () => {
    let inside = 0
    let most = 0
    const enter = async (): Promise<boolean | null> =>
      withLease(stores.bus, 'door', 5, async () => {
        most = Math.max(most, ++inside)
        await new Promise((resolve) => setTimeout(resolve, 30))
        inside--
        return true
      })
    const results = await Promise.all(Array.from({ length: 10 }, enter))
    assert.equal(results.filter((result) => result === true).length, 1)
    assert.equal(most, 1)
    assert.equal(await enter(), true)
  })

  it('are given up when the work fails, and say so when they are lost', async () => {
    await assert.rejects(withLease(stores.bus, 'door', 5, () => Promise.reject(new Error('no'))))
    const wasLost = await withLease(stores.bus, 'door', 0.3, async (signal) => {
      await stores.bus.redis.flushdb()
      await until(() => signal.aborted)
      return signal.aborted
    })
    assert.equal(wasLost, true)
  })

  it('give each period one turn', async () => {
    const turns = await Promise.all(Array.from({ length: 5 }, () => takeTurn(stores.bus, 'sweep', 3600)))
    assert.deepEqual(turns.filter(Boolean), [true])
    assert.equal(await takeTurn(stores.bus, 'another', 3600), true)
  })
})
