import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { aProject, type TestProject } from '#support/project.ts'
import { aSocket, type Socket } from '#support/socket.ts'
import { until } from '#support/until.ts'
import type { TestUser } from '#support/user.ts'

const runs = 120
/** More than a client may send in a minute would end its connection. */
const perSocket = 40

describe('whatever clients send', () => {
  let project: TestProject
  let ada: TestUser
  before(async () => {
    project = await aProject()
    ada = await project.aUser()
  })
  const open = (options: { readonly session?: string; readonly channels: readonly string[] }): Promise<Socket> =>
    aSocket({ origin: project.origin, projectId: project.id, ...options })

  const types = fc.constantFrom('ping', 'authentication', 'subscribe', 'unsubscribe', 'event', '__proto__', '')
  const wish = fc.record(
    {
      subscriptionId: fc.oneof(fc.string(), fc.jsonValue()),
      channels: fc.oneof(
        fc.array(fc.oneof(fc.constantFrom('account', 'files', 'rows', 'documents.*'), fc.string())),
        fc.jsonValue(),
      ),
      queries: fc.oneof(
        fc.array(
          fc.oneof(fc.string(), fc.constantFrom('{"method":"equal","attribute":"a","values":[1]}', '{"method":"or"}')),
        ),
        fc.jsonValue(),
      ),
    },
    { requiredKeys: [] },
  )
  const message = fc.oneof(
    fc.string(),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.json(),
    fc.record({ type: types, data: fc.oneof(fc.array(wish), wish, fc.jsonValue()) }, { requiredKeys: ['type'] }),
  )

  it('is answered with a frame or a close code, and disturbs nobody else', async () => {
    const bystander = await open({ session: ada.session, channels: ['account'] })
    let socket = await open({ channels: ['files'] })
    let sent = 0
    await fc.assert(
      fc.asyncProperty(message, async (text) => {
        if (socket.closed || ++sent % perSocket === 0) {
          if (!socket.closed) await socket.close()
          socket = await open({ channels: ['files'] })
        }
        const before = socket.frames.length
        socket.send(text)
        await until(() => socket.closed ?? socket.frames.length > before, {
          what: `an answer to ${JSON.stringify(text)}`,
        })
        for (const frame of socket.frames.slice(before)) {
          assert.ok(['pong', 'response', 'error'].includes(frame.type), JSON.stringify(frame))
          // Nothing that a client sends is a fault of the server.
          if (frame.type === 'error')
            assert.ok(frame.data.code !== 1011 && frame.data.code !== 500, JSON.stringify([text, frame]))
        }
        if (socket.closed)
          assert.ok([1003, 1007, 1008, 1009, 1013].includes(socket.closed.code), String(socket.closed.code))
      }),
      { numRuns: runs },
    )
    await ada.patch('/v1/account/name', { name: 'Still here' })
    await bystander.event(`users.${ada.id}.update.name`)
    assert.deepEqual(bystander.heard.length, 1)
    await Promise.all([bystander.close(), socket.closed ? null : socket.close()])
  })
})
