import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { expectStatus } from '#support/client.ts'
import { aConsoleUser, aProject, type TestProject } from '#support/project.ts'
import { theServer } from '#support/server.ts'

const query = (method: string, attribute: string, ...values: unknown[]): string =>
  JSON.stringify({ method, attribute, values })

describe('the audit log of a project', () => {
  let project: TestProject
  let path: string
  before(async () => {
    project = await aProject()
    path = `/v1/projects/${project.id}/audit`
    await project.server.post('/v1/teams', { teamId: 'crew', name: 'Crew' })
    await project.server.post('/v1/teams', { teamId: 'staff', name: 'Staff' })
    await project.console.put('/v1/teams/crew', { name: 'The crew' })
  })

  it('tells what was done, on what, by whom and from where, the newest first when asked', async () => {
    const { body } = expectStatus(await project.owner.get(path, { queries: [query('orderDesc', '$sequence')] }), 200)
    const [newest] = body.entries
    assert.partialDeepStrictEqual(newest, { event: 'team.update', resource: 'team/crew', mode: 'admin' })
    assert.match(newest.userEmail, /@basalt\.test$/)
    assert.equal(newest.ip, '127.0.0.1')
    assert.ok(body.total >= 3)
  })

  it('is searched by event, resource, person and time', async () => {
    const found = async (...queries: string[]): Promise<readonly string[]> => {
      const { body } = expectStatus(await project.owner.get(path, { queries }), 200)
      return body.entries.map(({ event, resource }: { event: string; resource: string }) => `${event} ${resource}`)
    }
    assert.deepEqual(await found(query('equal', 'resource', 'team/staff')), ['team.create team/staff'])
    assert.deepEqual(await found(query('equal', 'mode', 'admin')), ['team.update team/crew'])
    assert.deepEqual(await found(query('contains', 'event', 'update')), ['team.update team/crew'])
    assert.deepEqual(await found(query('greaterThan', '$createdAt', '2100-01-01T00:00:00.000+00:00')), [])
    const refused = await project.owner.get(path, { queries: [query('equal', 'payload', 'x')] })
    assert.equal(refused.status, 400)
  })

  it('is nobody else’s: not of keys, users, or people of other organisations', async () => {
    const stranger = await aConsoleUser(await theServer())
    assert.notEqual((await stranger.get(path)).status, 200)
    assert.notEqual((await project.server.get(path)).status, 200)
    assert.notEqual((await (await project.aUser()).get(path)).status, 200)
    assert.notEqual((await project.aGuest().get(path)).status, 200)
  })
})
