import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { aProject, type TestProject } from '#support/project.ts'
import type { TestUser } from '#support/user.ts'

describe('memberships', () => {
  let project: TestProject
  let ada: TestUser
  let bob: TestUser
  before(async () => {
    project = await aProject()
    ;[ada, bob] = await Promise.all([project.aUser({ name: 'Ada' }), project.aUser({ name: 'Bob' })])
    await ada.post('/v1/teams', { teamId: 'crew', name: 'Crew' })
  })

  const total = async (): Promise<number> => (await project.server.get('/v1/teams/crew')).body.total

  it('by a key are confirmed at once, and count', async () => {
    const before = await total()
    const added = await project.server.post('/v1/teams/crew/memberships', { userId: bob.id, roles: ['dev', 'qa'] })
    assert.partialDeepStrictEqual(added, {
      status: 201,
      body: {
        userId: bob.id,
        userName: 'Bob',
        userEmail: bob.email,
        teamId: 'crew',
        teamName: 'Crew',
        confirm: true,
        mfa: false,
        roles: ['dev', 'qa'],
      },
    })
    assert.equal(added.body.joined, added.body.invited)
    assert.equal(await total(), before + 1)
    const again = await project.server.post('/v1/teams/crew/memberships', { userId: bob.id, roles: [] })
    assert.partialDeepStrictEqual(again, { status: 409, body: { type: 'membership_already_confirmed' } })
    assert.equal(await total(), before + 1)
  })

  it('by a key make a user of an address that nobody has', async () => {
    const added = await project.server.post('/v1/teams/crew/memberships', { email: 'New@Users.test', roles: [] })
    assert.partialDeepStrictEqual(added.body, { userEmail: 'new@users.test', userName: 'new@users.test' })
    const user = await project.server.get(`/v1/users/${added.body.userId}`)
    assert.partialDeepStrictEqual(user.body, { password: null, passwordUpdate: '', emailVerification: false })
  })

  it('find users by id, e-mail and phone, and refuse contradictions', async () => {
    const cleo = await project.aUser({ phone: '+14155552671' })
    const byPhone = await project.server.post('/v1/teams/crew/memberships', { phone: '+14155552671', roles: [] })
    assert.partialDeepStrictEqual(byPhone, { status: 201, body: { userId: cleo.id } })
    const contradiction = { userId: cleo.id, email: ada.email, roles: [] }
    assert.partialDeepStrictEqual(await project.server.post('/v1/teams/crew/memberships', contradiction), {
      status: 409,
      body: { type: 'user_already_exists' },
    })
    assert.partialDeepStrictEqual(
      await project.server.post('/v1/teams/crew/memberships', { userId: 'nobody', roles: [] }),
      { status: 404, body: { type: 'user_not_found' } },
    )
    assert.partialDeepStrictEqual(await project.server.post('/v1/teams/crew/memberships', { roles: [] }), {
      status: 400,
      body: { type: 'general_argument_invalid' },
    })
    assert.partialDeepStrictEqual(
      await project.server.post('/v1/teams/nothing/memberships', { userId: ada.id, roles: [] }),
      { status: 404, body: { type: 'team_not_found' } },
    )
  })

  it('are refused as invitations where the project switched them off', async () => {
    await project.owner.patch(`/v1/projects/${project.id}/auth/invites`, { status: false })
    const invite = { email: 'x@users.test', roles: [], url: 'http://localhost/join' }
    const refused = await ada.post('/v1/teams/crew/memberships', invite)
    assert.partialDeepStrictEqual(refused, { status: 501, body: { type: 'user_auth_method_unsupported' } })
    assert.equal(
      (await project.server.post('/v1/teams/crew/memberships', { email: 'by-key@users.test', roles: [] })).status,
      201,
    )
    await project.owner.patch(`/v1/projects/${project.id}/auth/invites`, { status: true })
  })

  it('change roles for owners, and the roles act at once', async () => {
    const dora = await project.aUser()
    const { body } = await project.server.post('/v1/teams/crew/memberships', { userId: dora.id, roles: ['dev'] })
    const path = `/v1/teams/crew/memberships/${body.$id}`
    assert.partialDeepStrictEqual(await dora.patch(path, { roles: ['owner'] }), {
      status: 401,
      body: { type: 'user_unauthorized' },
    })
    assert.equal((await dora.put('/v1/teams/crew', { name: 'Crew' })).status, 401)
    assert.deepEqual((await ada.patch(path, { roles: ['owner', 'qa'] })).body.roles, ['owner', 'qa'])
    assert.equal((await dora.put('/v1/teams/crew', { name: 'Crew' })).status, 200)
    assert.partialDeepStrictEqual(await ada.patch(path, { roles: ['not/ok'] }), { status: 400 })
    assert.partialDeepStrictEqual(await ada.patch('/v1/teams/crew/memberships/nothing', { roles: [] }), {
      status: 404,
      body: { type: 'membership_not_found' },
    })
  })

  it('are left by the member, ended by an owner, and by nobody else', async () => {
    const [erin, finn] = await Promise.all([project.aUser(), project.aUser()])
    const add = async (userId: string): Promise<string> =>
      (await project.server.post('/v1/teams/crew/memberships', { userId, roles: ['dev'] })).body.$id
    const [erins, finns] = [await add(erin.id), await add(finn.id)]
    const before = await total()
    assert.partialDeepStrictEqual(await finn.delete(`/v1/teams/crew/memberships/${erins}`), {
      status: 401,
      body: { type: 'user_unauthorized' },
    })
    assert.equal((await erin.delete(`/v1/teams/crew/memberships/${erins}`)).status, 204)
    assert.equal((await erin.get('/v1/teams/crew')).status, 404)
    assert.equal((await ada.delete(`/v1/teams/crew/memberships/${finns}`)).status, 204)
    assert.equal(await total(), before - 2)
    assert.partialDeepStrictEqual(await ada.delete(`/v1/teams/crew/memberships/${finns}`), {
      status: 404,
      body: { type: 'team_invite_not_found' },
    })
  })

  it('belong to the team that a path names', async () => {
    await ada.post('/v1/teams', { teamId: 'other', name: 'Other' })
    const [own] = (await ada.get('/v1/teams/crew/memberships')).body.memberships
    assert.equal((await ada.get(`/v1/teams/other/memberships/${own.$id}`)).status, 404)
    assert.equal((await ada.patch(`/v1/teams/other/memberships/${own.$id}`, { roles: [] })).status, 404)
    assert.partialDeepStrictEqual(await ada.delete(`/v1/teams/other/memberships/${own.$id}`), {
      status: 404,
      body: { type: 'team_membership_mismatch' },
    })
  })

  it('are accepted with the right secret of an open invitation alone', async () => {
    const [own] = (await ada.get('/v1/teams/crew/memberships')).body.memberships
    const guest = project.aGuest()
    const accept = (path: string, body: object = {}) =>
      guest.patch(`/v1/teams/${path}/status`, { userId: ada.id, secret: 'wrong', ...body })
    assert.partialDeepStrictEqual(await accept('crew/memberships/nothing'), {
      status: 404,
      body: { type: 'membership_not_found' },
    })
    assert.partialDeepStrictEqual(await accept(`nothing/memberships/${own.$id}`), {
      status: 404,
      body: { type: 'team_not_found' },
    })
    assert.partialDeepStrictEqual(await accept(`other/memberships/${own.$id}`), {
      status: 404,
      body: { type: 'team_membership_mismatch' },
    })
    const refused = await accept(`crew/memberships/${own.$id}`)
    assert.partialDeepStrictEqual(refused, { status: 401, body: { type: 'team_invalid_secret' } })
    assert.equal(refused.headers['set-cookie'], undefined)
  })

  it('show fellow members only what the project allows', async () => {
    const [own] = (await ada.get('/v1/teams/crew/memberships')).body.memberships
    assert.partialDeepStrictEqual(own, { userName: '', userEmail: '', mfa: false })
    const privacy = { userName: true, userEmail: false, mfa: true }
    await project.owner.patch(`/v1/projects/${project.id}/auth/memberships-privacy`, privacy)
    const shown = await ada.get(`/v1/teams/crew/memberships/${own.$id}`)
    assert.partialDeepStrictEqual(shown.body, { userName: 'Ada', userEmail: '' })
    const byKey = await project.server.get(`/v1/teams/crew/memberships/${own.$id}`)
    assert.partialDeepStrictEqual(byKey.body, { userName: 'Ada', userEmail: ada.email })
  })

  it('are filtered by role and user, and searched by id', async () => {
    const withRole = JSON.stringify({ method: 'contains', attribute: 'roles', values: ['qa'] })
    const found = await project.server.get('/v1/teams/crew/memberships', { queries: [withRole] })
    assert.ok(found.body.memberships.some((member: { userId: string }) => member.userId === bob.id))
    assert.ok(found.body.memberships.every((member: { roles: string[] }) => member.roles.includes('qa')))
    const ofUser = JSON.stringify({ method: 'equal', attribute: 'userId', values: [bob.id] })
    const one = await project.server.get('/v1/teams/crew/memberships', { queries: [ofUser] })
    assert.equal(one.body.total, 1)
    const searched = await project.server.get('/v1/teams/crew/memberships', { search: bob.id })
    assert.equal(searched.body.total, 1)
  })

  it('keep the total right when many join and leave at once', async () => {
    await project.server.post('/v1/teams', { teamId: 'busy', name: 'Busy' })
    const people = await Promise.all(Array.from({ length: 8 }, () => project.aUser()))
    const joined = await Promise.all(
      people.map(({ id }) => project.server.post('/v1/teams/busy/memberships', { userId: id, roles: [] })),
    )
    await Promise.all(
      joined.slice(0, 3).map(({ body }) => project.server.delete(`/v1/teams/busy/memberships/${body.$id}`)),
    )
    assert.equal((await project.server.get('/v1/teams/busy')).body.total, 5)
    assert.equal((await project.server.get('/v1/teams/busy/memberships')).body.total, 5)
  })
})
