import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Client } from '#support/client.ts'
import { aProject, type TestProject } from '#support/project.ts'
import type { TestUser } from '#support/user.ts'

describe('teams', () => {
  let project: TestProject
  let ada: TestUser
  let bob: TestUser
  before(async () => {
    project = await aProject()
    ;[ada, bob] = await Promise.all([project.aUser({ name: 'Ada' }), project.aUser({ name: 'Bob' })])
  })

  it('make the user who creates one its owner, whatever roles were asked for', async () => {
    const made = await ada.post('/v1/teams', { teamId: 'analysts', name: 'Analysts', roles: ['dev'] })
    assert.partialDeepStrictEqual(made, { status: 201, body: { $id: 'analysts', total: 1, prefs: {} } })
    const members = await ada.get('/v1/teams/analysts/memberships')
    assert.deepEqual(
      members.body.memberships.map((member: { userId: string; roles: string[] }) => [member.userId, member.roles]),
      [[ada.id, ['dev', 'owner']]],
    )
  })

  it('have no members when a key creates them', async () => {
    const made = await project.server.post('/v1/teams', { teamId: 'empty', name: 'Empty' })
    assert.partialDeepStrictEqual(made, { status: 201, body: { total: 0 } })
    assert.equal((await project.server.get('/v1/teams/empty/memberships')).body.total, 0)
  })

  it('have ids of their own', async () => {
    await project.server.post('/v1/teams', { teamId: 'taken', name: 'First' })
    const again = await ada.post('/v1/teams', { teamId: 'taken', name: 'Second' })
    assert.partialDeepStrictEqual(again, { status: 409, body: { type: 'team_already_exists' } })
  })

  it('do not exist for outsiders', async () => {
    await ada.post('/v1/teams', { teamId: 'secret', name: 'Secret' })
    for (const answer of [
      await bob.get('/v1/teams/secret'),
      await bob.put('/v1/teams/secret', { name: 'Mine' }),
      await bob.get('/v1/teams/secret/prefs'),
      await bob.put('/v1/teams/secret/prefs', { prefs: {} }),
      await bob.get('/v1/teams/secret/memberships'),
      await bob.delete('/v1/teams/secret'),
    ]) {
      assert.partialDeepStrictEqual(answer, { status: 404, body: { type: 'team_not_found' } })
    }
    assert.equal((await ada.get('/v1/teams/secret')).body.name, 'Secret')
    const guest = await project.aGuest().get('/v1/teams/secret')
    assert.partialDeepStrictEqual(guest, { status: 401, body: { type: 'general_unauthorized_scope' } })
  })

  it('are read by members, and changed by owners alone', async () => {
    await ada.post('/v1/teams', { teamId: 'crew', name: 'Crew' })
    await project.server.post('/v1/teams/crew/memberships', { userId: bob.id, roles: ['dev'] })
    assert.equal((await bob.get('/v1/teams/crew')).body.total, 2)
    for (const answer of [
      await bob.put('/v1/teams/crew', { name: 'Mine' }),
      await bob.put('/v1/teams/crew/prefs', { prefs: { a: 1 } }),
      await bob.delete('/v1/teams/crew'),
    ]) {
      assert.partialDeepStrictEqual(answer, { status: 401, body: { type: 'user_unauthorized' } })
    }
    assert.partialDeepStrictEqual(await ada.put('/v1/teams/crew', { name: 'New' }), {
      status: 200,
      body: { name: 'New', total: 2 },
    })
  })

  it('share preferences, which are replaced as a whole and keep their digits', async () => {
    await ada.post('/v1/teams', { teamId: 'prefs', name: 'Prefs' })
    const prefs = { theme: 'dark', deep: { list: [1, 'two', null] }, $id: 'not-an-id' }
    assert.deepEqual((await ada.put('/v1/teams/prefs/prefs', { prefs })).body, prefs)
    assert.deepEqual((await ada.get('/v1/teams/prefs/prefs')).body, prefs)
    assert.deepEqual((await ada.get('/v1/teams/prefs')).body.prefs, prefs)
    assert.deepEqual((await ada.put('/v1/teams/prefs/prefs', { prefs: {} })).body, {})
    const large = await ada.put('/v1/teams/prefs/prefs', { prefs: { text: 'x'.repeat(66_000) } })
    assert.partialDeepStrictEqual(large, { status: 400, body: { type: 'general_argument_invalid' } })
    const exact = await ada.put('/v1/teams/prefs/prefs', '{"prefs":{"big":12345678901234567890}}')
    assert.equal(exact.status, 200)
  })

  it('are listed for their members, and all of them for keys', async () => {
    const cleo = await project.aUser()
    await cleo.post('/v1/teams', { teamId: 'cleos-team', name: 'Zebras' })
    assert.deepEqual(idsOf(await cleo.get('/v1/teams')), ['cleos-team'])
    assert.ok((await project.server.get('/v1/teams')).body.total > 3)
    const byName = JSON.stringify({ method: 'equal', attribute: 'name', values: ['zebras'] })
    assert.deepEqual(idsOf(await project.server.get('/v1/teams', { queries: [byName] })), ['cleos-team'])
    assert.deepEqual(idsOf(await project.server.get('/v1/teams', { search: 'Zebra' })), ['cleos-team'])
    const uncounted = await project.server.get('/v1/teams', { queries: [byName], total: false })
    assert.equal(uncounted.body.total, 0)
    const unknown = JSON.stringify({ method: 'equal', attribute: 'prefs', values: ['x'] })
    assert.equal((await project.server.get('/v1/teams', { queries: [unknown] })).status, 400)
  })

  it('take their memberships with them', async () => {
    await ada.post('/v1/teams', { teamId: 'short', name: 'Short' })
    assert.equal((await ada.delete('/v1/teams/short')).status, 204)
    assert.equal((await ada.get('/v1/teams/short')).status, 404)
    await project.server.post('/v1/teams', { teamId: 'short', name: 'Again' })
    assert.equal((await project.server.get('/v1/teams/short/memberships')).body.total, 0)
    assert.equal((await ada.get('/v1/teams/short')).status, 404)
  })

  it('tell their owners what was done to them', async () => {
    await ada.post('/v1/teams', { teamId: 'logged', name: 'Logged' })
    await ada.put('/v1/teams/logged', { name: 'Renamed' })
    await project.server.post('/v1/teams/logged/memberships', { userId: bob.id, roles: ['dev'] })
    const eventsFor = async (client: Client, query: Record<string, unknown> = {}): Promise<readonly string[]> =>
      (await client.get('/v1/teams/logged/logs', query)).body.logs.map((log: { event: string }) => log.event)
    assert.deepEqual(await eventsFor(ada), ['membership.create', 'team.update', 'team.create'])
    assert.deepEqual(await eventsFor(project.console, { queries: ['{"method":"limit","values":[1]}'] }), [
      'membership.create',
    ])
    const member = await bob.get('/v1/teams/logged/logs')
    assert.partialDeepStrictEqual(member, { status: 401, body: { type: 'user_unauthorized' } })
    const outsider = await (await project.aUser()).get('/v1/teams/logged/logs')
    assert.partialDeepStrictEqual(outsider, { status: 404, body: { type: 'team_not_found' } })
  })

  it('refuse keys without the scope', async () => {
    const reader = await project.aKey(['teams.read'])
    assert.equal((await reader.get('/v1/teams')).status, 200)
    const refused = await reader.post('/v1/teams', { teamId: 'unique()', name: 'No' })
    assert.partialDeepStrictEqual(refused, { status: 401, body: { type: 'general_unauthorized_scope' } })
  })

  it('check names and roles', async () => {
    for (const body of [
      { teamId: 'unique()', name: '' },
      { teamId: 'unique()', name: 'x'.repeat(129) },
      { teamId: '_no', name: 'x' },
      { teamId: 'unique()', name: 'x', roles: ['not/ok'] },
      { teamId: 'unique()', name: 'x', roles: 'owner' },
      { teamId: 'unique()' },
    ]) {
      const refused = await ada.post('/v1/teams', body)
      assert.partialDeepStrictEqual(refused, { status: 400, body: { type: 'general_argument_invalid' } })
    }
  })
})

function idsOf(answer: { readonly body: { readonly teams: readonly { readonly $id: string }[] } }): readonly string[] {
  return answer.body.teams.map((team) => team.$id)
}
