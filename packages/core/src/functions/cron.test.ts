import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isSchedule, nextTick } from './cron.ts'

it('takes schedules of five fields', () => {
  for (const good of ['* * * * *', '*/5 0-6 1,15 * 1-5', '0 0 29 2 *']) assert.equal(isSchedule(good), true, good)
  for (const bad of ['', 'nope', '* * * *', '* * * * * *', '60 * * * *', '@daily'])
    assert.equal(isSchedule(bad), false, bad)
})

it('tells the next tick, in UTC and always later', () => {
  const at = new Date('2026-03-29T00:30:00.000Z')
  assert.equal(nextTick('30 * * * *', at)?.toISOString(), '2026-03-29T01:30:00.000Z')
  assert.equal(nextTick('*/15 * * * *', at)?.toISOString(), '2026-03-29T00:45:00.000Z')
  assert.equal(nextTick('', at), null)
  assert.equal(nextTick('0 0 30 2 *', at), null)
})
