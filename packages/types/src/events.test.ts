import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isSubscribableEvent } from './events.ts'

describe('events to subscribe to', () => {
  it('name a resource, with ids or stars, and perhaps what happens to it', () => {
    for (const event of [
      'users.*',
      'users.ada',
      'users.*.create',
      'users.*.update.email',
      'users.*.sessions.*.create',
      'teams.*.memberships.*.update.status',
      'databases.main.tables.*.rows.*.upsert',
      'databases.*.collections.*.documents.*',
      'rules.*.delete',
    ]) {
      assert.equal(isSubscribableEvent(event), true, event)
    }
  })

  it('are not anything else', () => {
    for (const event of [
      '',
      'users',
      'users.',
      'users.*.fly',
      'users.*.update.labels',
      'users.*.create.email',
      'users.*.sessions',
      'users.*.rows.*',
      'nope.x',
      'databases.*.tables.*.rows.*.create.now',
      'users.a b',
      'constructor.*',
      'users.*.sessions.*.tokens.*',
    ]) {
      assert.equal(isSubscribableEvent(event), false, event)
    }
  })
})
