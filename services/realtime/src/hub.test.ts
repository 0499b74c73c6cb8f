import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Project } from '@basalt/core/projects'
import { Connection, GatewaySocket, type Identity } from './connection.ts'
import { Hub } from './hub.ts'
import { type Subscription, targetsOf } from './subscriptions.ts'

const guestRoles = new Set(['any', 'guests'])
const project = { id: 'p' } as Project // the hub looks at the id alone

function aConnection(
  channels: readonly string[],
  roles: ReadonlySet<string>,
  userId: string | null = null,
): Connection {
  const identity: Identity = { credentials: null, userId, roles }
  const own: Subscription = { id: '', asked: channels, filter: null, targets: targetsOf(channels, userId) }
  const socket = Reflect.construct(GatewaySocket, [null, undefined, {}]) // without an address it never connects
  return new Connection(socket, { project, homeId: 'p' }, identity, new Map([['', own]]))
}

function heardBy(hub: Hub, channels: readonly string[], roles: readonly string[]): readonly Connection[] {
  return [...hub.receivers('p', channels, roles)]
}

describe('the hub', () => {
  it('finds who listens to a channel with a role, once each', () => {
    const hub = new Hub()
    const both = aConnection(['files', 'rows'], new Set(['any', 'users', 'user:a']), 'a')
    const guest = aConnection(['files'], guestRoles)
    for (const connection of [both, guest]) hub.add(connection)
    assert.deepEqual(heardBy(hub, ['files', 'rows'], ['any', 'user:a', 'users']), [both, guest])
    assert.deepEqual(heardBy(hub, ['rows'], ['any']), [both])
    assert.deepEqual(heardBy(hub, ['files'], ['guests']), [guest])
    assert.deepEqual(heardBy(hub, ['files'], ['label:x']), [])
    assert.deepEqual([...hub.receivers('other', ['files'], ['any'])], [])
  })

  it('moves a connection as a whole when its identity changes', () => {
    const hub = new Hub()
    const connection = aConnection(['account', 'files'], guestRoles)
    hub.add(connection)
    hub.change(connection, () => {
      connection.identity = { ...connection.identity, userId: 'a', roles: new Set(['any', 'user:a']) }
      for (const one of connection.subscriptions.values()) one.targets = targetsOf(one.asked, 'a')
    })
    assert.deepEqual(heardBy(hub, ['files'], ['guests']), [])
    assert.deepEqual(heardBy(hub, ['account.a'], ['user:a']), [connection])
    assert.deepEqual([...hub.ofUser('p', 'a')], [connection])
    assert.equal(hub.size, 1)
  })

  it('keeps nothing of a connection that left', () => {
    const hub = new Hub()
    const connection = aConnection(['account', 'files'], new Set(['any', 'user:a']), 'a')
    hub.add(connection)
    assert.equal(hub.remove(connection), true)
    assert.equal(hub.remove(connection), false)
    assert.deepEqual(heardBy(hub, ['files', 'account', 'account.a'], ['any', 'user:a']), [])
    assert.equal(hub.ofUser('p', 'a').size, 0)
    assert.deepEqual([...hub.projects()], [])
    assert.equal(hub.hears('p', 'files'), false)
    assert.equal(hub.size, 0)
  })

  it('lets connections leave while an event is delivered', () => {
    const hub = new Hub()
    const connections = Array.from({ length: 3 }, () => aConnection(['files'], guestRoles))
    for (const connection of connections) hub.add(connection)
    let seen = 0
    for (const connection of hub.receivers('p', ['files'], ['any', 'guests'])) {
      seen++
      hub.remove(connection)
    }
    assert.equal(seen, 3)
  })
})
