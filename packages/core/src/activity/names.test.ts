import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { eventNames } from './names.ts'

type Recorded = {
  readonly frames: readonly { readonly type?: string; readonly data?: { readonly events: string[] } }[]
}

/** The event names that recorded realtime frames carry, without the two that no change makes. */
function recordedNames(): readonly (readonly string[])[] {
  const files = ['realtime.json', 'realtime-2.json']
  const calls = files.flatMap((file) => {
    const url = new URL(`../../../../tests/contract/data/golden/${file}`, import.meta.url)
    return JSON.parse(readFileSync(url, 'utf8')) as readonly Recorded[]
  })
  const frames = calls.flatMap((call) => call.frames).filter(({ type }) => type === 'event')
  const names = frames.flatMap(({ data }) => (data ? [data.events] : []))
  return names.filter(([first]) => first !== 'stats.connections' && first !== 'test.event')
}

/** The event itself among its names: the longest without a wildcard, of collections where there are twins. */
function eventOf(names: readonly string[]): string {
  const concrete = names.filter((name) => !name.includes('*'))
  return concrete.reduce((best, name) => (name.split('.').length > best.split('.').length ? name : best))
}

describe('event names', () => {
  for (const names of recordedNames()) {
    it(`are those of the contract for ${names[0]}`, () => {
      const made = eventNames(eventOf(names))
      assert.equal(made[0], names[0])
      assert.deepEqual(new Set(made), new Set(names))
    })
  }

  it('name each mix once', () => {
    const made = eventNames('databases.d.collections.c.documents.r.create')
    assert.equal(new Set(made).size, made.length)
    assert.equal(made.length, 42)
  })

  it('put the plain update of a record before the one of an attribute', () => {
    assert.equal(eventNames('users.u.update.email')[0], 'users.u.update')
    assert.equal(eventNames('teams.t.memberships.m.update.status')[0], 'teams.t.memberships.m.update.status')
  })

  it('take an id that is called like an action for an id', () => {
    assert.ok(eventNames('teams.create.delete').includes('teams.create.delete'))
    assert.ok(eventNames('teams.create.delete').includes('teams.*.delete'))
  })
})
