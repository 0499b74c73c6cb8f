import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Client } from '#support/client.ts'
import { aConsoleUser } from '#support/project.ts'
import { theServer } from '#support/server.ts'

describe('organisations of the console', () => {
  let owner: Client
  before(async () => {
    owner = await aConsoleUser(await theServer())
  })

  const organisation = async (name = 'Organisation'): Promise<string> =>
    (await owner.post('/v1/teams', { teamId: 'unique()', name })).body.$id

  it('know three roles', async () => {
    const refused = await owner.post('/v1/teams', { teamId: 'unique()', name: 'x', roles: ['boss'] })
    assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'general_argument_invalid' } })
    const made = await owner.post('/v1/teams', { teamId: 'unique()', name: 'x', roles: ['owner', 'developer'] })
    assert.equal(made.status, 201)
  })

  it('keep their last owner', async () => {
    const teamId = await organisation()
    const [own] = (await owner.get(`/v1/teams/${teamId}/memberships`)).body.memberships
    const path = `/v1/teams/${teamId}/memberships/${own.$id}`
    assert.partialDeepStrictEqual(await owner.patch(path, { roles: ['developer'] }), {
      status: 400,
      body: { type: 'membership_downgrade_prohibited' },
    })
    assert.partialDeepStrictEqual(await owner.delete(path), {
      status: 400,
      body: { type: 'membership_deletion_prohibited' },
    })
    assert.deepEqual((await owner.patch(path, { roles: ['owner', 'admin'] })).body.roles, ['owner', 'admin'])
  })

  it('show members to each other', async () => {
    const teamId = await organisation()
    const [own] = (await owner.get(`/v1/teams/${teamId}/memberships`)).body.memberships
    assert.notEqual(own.userEmail, '')
    assert.notEqual(own.userName, '')
  })

  it('take their projects with them', async () => {
    const [teamId, other] = [await organisation(), await organisation()]
    const inTeam = async (id: string): Promise<string> =>
      (await owner.post('/v1/projects', { projectId: 'unique()', name: 'Doomed', teamId: id })).body.$id
    const [doomed, kept] = [await inTeam(teamId), await inTeam(other)]
    assert.equal((await owner.delete(`/v1/teams/${teamId}`)).status, 204)
    assert.equal((await owner.get(`/v1/projects/${doomed}`)).status, 404)
    assert.equal((await owner.get(`/v1/projects/${kept}`)).status, 200)
    const call = await owner.with({ 'x-appwrite-project': doomed }).get('/v1/locale')
    assert.partialDeepStrictEqual(call, { status: 404, body: { type: 'project_not_found' } })
  })
})
