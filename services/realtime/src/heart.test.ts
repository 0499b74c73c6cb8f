import assert from 'node:assert/strict'
import { afterEach, describe, it, mock } from 'node:test'
import type { Project } from '@basalt/core/projects'
import { Connection, GatewaySocket, guest } from './connection.ts'
import { Heart } from './heart.ts'

function aConnection(): Connection {
  const socket = Reflect.construct(GatewaySocket, [null, undefined, {}]) // without an address it never connects
  socket.ping = () => undefined
  return new Connection(socket, { project: { id: 'p' } as Project, homeId: 'p' }, guest, new Map())
}

describe('the heart', () => {
  afterEach(() => mock.timers.reset())

  it('visits each connection once in 30 seconds, and finds those of which nothing is heard', () => {
    mock.timers.enable({ apis: ['setInterval'] })
    const beats = new Map<Connection, number>()
    const lost: Connection[] = []
    let seconds = 0
    const heart = new Heart({
      beat: (connection) => beats.set(connection, (beats.get(connection) ?? 0) + 1),
      lost: (connection) => {
        lost.push(connection)
        heart.remove(connection)
      },
      tick: () => seconds++,
    })
    const connections = Array.from({ length: 100 }, aConnection)
    for (const connection of connections) heart.add(connection)
    const silent = connections.slice(0, 10)
    const alive = connections.slice(10)
    for (let second = 0; second < 90; second++) {
      mock.timers.tick(1000)
      for (const connection of alive) connection.isAlive = true
    }
    heart.stop()
    assert.equal(seconds, 90)
    for (const connection of alive) assert.equal(beats.get(connection), 3)
    for (const connection of silent) assert.equal(beats.get(connection), 1)
    assert.deepEqual(new Set(lost), new Set(silent))
  })
})
