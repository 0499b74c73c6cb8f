import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { aFunction } from '#support/functions.ts'
import { aProject } from '#support/project.ts'
import { until } from '#support/until.ts'

const listener = {
  'index.js': `module.exports = ({ req, res, log }) => {
    log(JSON.stringify({ event: req.headers['x-appwrite-event'], trigger: req.headers['x-appwrite-trigger'],
      user: req.headers['x-appwrite-user-id'], body: req.bodyJson }))
    return res.empty()
  }`,
}

describe('functions that listen to events', () => {
  it('run once for each, with the event and its payload', async () => {
    const project = await aProject()
    const functionId = await aFunction(project, listener, { settings: { events: ['users.*.create'] } })
    const path = `/v1/functions/${functionId}/executions`
    for (const name of ['Ada', 'Bob']) {
      const made = await project.server.post('/v1/users', { userId: name.toLowerCase(), name })
      assert.equal(made.status, 201)
    }
    await project.server.patch('/v1/users/ada/name', { name: 'Ada L.' })
    const { executions } = await until(
      async () => {
        const { body } = await project.server.get(path)
        return body.executions.filter(({ status }: { status: string }) => status === 'completed').length === 2 && body
      },
      { what: 'two runs', deadline: 15_000 },
    )
    const seen = executions.map(({ logs }: { logs: string }) => JSON.parse(logs.slice(logs.indexOf('{'))))
    assert.deepEqual(seen.map(({ event }: { event: string }) => event).toSorted(), [
      'users.ada.create',
      'users.bob.create',
    ])
    assert.ok(
      seen.every(({ trigger, body }: { trigger: string; body: { $id: string } }) => trigger === 'event' && body.$id),
    )
    assert.partialDeepStrictEqual(executions, [{ trigger: 'event', $permissions: [] }, { responseStatusCode: 204 }])
  })
})
